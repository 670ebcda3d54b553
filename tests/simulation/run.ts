/**
 * `npm run simulate -- --seeds 20000 --from 1`: plays many stories on as many processes as there are cores and tells what they
 * were made of. Each tenth is played once more by other clocks (I10). A story that goes wrong is told, and fails the run.
 */
import 'fake-indexeddb/auto'
import '@supabase/postgrest-js'
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { ModelPlace } from './model-place.ts'
import { BrokenStory, play, type Telling } from './story.ts'

interface Sum { seeds: number; operations: number; lost: number; doubled: number; injected: Record<string, number>; failed: number[] }

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' }, worker: { type: 'string' }, of: { type: 'string' }, fast: { type: 'boolean' } } })
const [seeds, from] = [Number(values.seeds), Number(process.env.FELTBOKA_SEED ?? values.from)]
const until = process.env.FELTBOKA_SEED === undefined ? from + seeds : from + 1

const empty = (): Sum => ({ seeds: 0, operations: 0, lost: 0, doubled: 0, injected: {}, failed: [] })

function add(sum: Sum, { operations, lost, doubled, injected }: Pick<Telling, 'operations' | 'lost' | 'doubled' | 'injected'>): void {
  sum.operations += operations
  sum.lost += lost
  sum.doubled += doubled
  for (const [kind, times] of Object.entries(injected)) sum.injected[kind] = (sum.injected[kind] ?? 0) + times
}

/** Plays its share of the seeds; with `fast` no more once one has gone wrong. */
async function work(first: number, step: number): Promise<Sum> {
  const sum = empty()
  for (let seed = first; seed < until && !(values.fast && sum.failed.length > 0); seed += step) {
    sum.seeds += 1
    try {
      const told = await play(seed, { place: new ModelPlace() })
      add(sum, told)
      if (seed % 10 !== 0) continue
      const again = await play(seed, { place: new ModelPlace(), clocks: seed + 1 })
      if (again.outcome !== told.outcome) throw new Error('I10 no outcome depends on the device’s clock')
    } catch (error) {
      sum.failed.push(seed)
      if (error instanceof BrokenStory) add(sum, error.telling)
      const lines = error instanceof BrokenStory && sum.failed.length === 1 ? error.telling.lines : []
      console.error([`\nseed ${seed}: ${(error as Error).message.slice(0, 2000)}`, ...lines, `again: FELTBOKA_SEED=${seed} npm run simulate`].join('\n'))
    }
  }
  return sum
}

if (values.worker !== undefined) {
  process.send!(await work(from + Number(values.worker), Number(values.of)))
  process.disconnect()
} else {
  const started = performance.now()
  const workers = Math.min(availableParallelism(), until - from)
  const sums = await Promise.all(Array.from({ length: workers }, (_, n) => new Promise<Sum>((resolve, reject) => {
    const child = fork(import.meta.filename, [...process.argv.slice(2), '--worker', String(n), '--of', String(workers)])
    let sum: Sum | undefined
    child.on('message', (message) => { sum = message as Sum })
    child.on('exit', (code) => (sum ? resolve(sum) : reject(new Error(`worker ${n} ended with ${code}`))))
  })))
  const all = empty()
  for (const sum of sums) {
    add(all, sum)
    all.seeds += sum.seeds
    all.failed.push(...sum.failed)
  }
  const kinds = Object.entries(all.injected).sort(([, a], [, b]) => b - a)
  const faults = kinds.reduce((total, [, times]) => total + times, 0)
  console.log(kinds.map(([kind, times]) => `  ${String(times).padStart(8)}  ${kind}`).join('\n'))
  console.log(`seeds ${all.seeds} (${from}–${until - 1}), operations ${all.operations}, faults injected ${faults}, lost ${all.lost}, doubled ${all.doubled}, failed ${all.failed.length} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
  process.exit(all.failed.length > 0 ? 1 : 0)
}
