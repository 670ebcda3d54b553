import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { withClient } from '../support/database.ts'
import { fillLibrary } from '../support/large-streams.ts'
import { insertForm, pullAll, writing } from '../support/streams.ts'
import type { BenchRow } from './bench-row.ts'
import type { LoadPlan, LoadResult, LoadRound } from './load-devices.ts'
import { against, figures, quantile } from './measure.ts'

const devices = 500
const documents = 10_000
const rounds = 15
const forMs = 1_500
/** The gateway's own number of them. */
const connections = 10

/** P12: many devices at once, by way of the gateway against the same SQL on as many connections; each in turn, on the same cores. */
export async function benchLoad(): Promise<BenchRow[]> {
  const standIn = await startStandIn()
  try {
    const worker = new Worker(new URL('load-devices.ts', import.meta.url), { workerData: await planFor(standIn) })
    try {
      return [...await benchWork(worker, 'pull', 'hente ett endret dokument'), ...await benchWork(worker, 'push', 'sende en melding')]
    } finally {
      await worker.terminate()
    }
  } finally {
    await standIn.stop()
  }
}

async function planFor({ url, databaseUrl, publishableKey: key }: StandIn): Promise<LoadPlan> {
  const cursor = await withClient(databaseUrl, async (client) => {
    await writing(client, async () => {
      await insertForm(client)
      await fillLibrary(client, documents)
    })
    await client.query('vacuum analyze')
    const { epoch, rows } = await pullAll(client, 'library')
    return { epoch, after: rows.at(-2)!.rev }
  })
  const signUp = async () => {
    const answer = await fetch(`${url}/auth/v1/signup`, { method: 'POST', body: '{}', headers: { apikey: key, 'content-type': 'application/json' } })
    const { access_token: token, user } = await answer.json() as { access_token: string; user: { id: string } }
    return { uid: user.id, token }
  }
  return {
    url, key, cursor, connections, databaseUrl: Object.assign(new URL(databaseUrl), { username: 'authenticator' }).href,
    devices: await Promise.all(Array.from({ length: devices }, signUp)),
  }
}

async function benchWork(worker: Worker, what: LoadRound['what'], words: string): Promise<BenchRow[]> {
  const through: LoadResult[] = []
  const direct: LoadResult[] = []
  // The first round also opens the connections and compiles the code.
  for (let round = 0; round <= rounds; round++) {
    const results = [await play(worker, { what, way: 'gateway', forMs }), await play(worker, { what, way: 'direct', forMs })] as const
    if (round > 0) { through.push(results[0]); direct.push(results[1]) }
  }
  const row = { id: 'P12', reference: 'den samme SQL-en rett i databasen' }
  return [
    against({ ...row, what: `${devices} enheter: ${words}`, unit: '/s' }, through.map(perSecond), direct.map(perSecond), { atLeast: 0.6 }),
    against({ ...row, what: `… ${words}, p99`, unit: 'ms' }, through.map(p99), direct.map(p99)),
    errorRow(`… ${words}, feil`, [...through, ...direct]),
  ]
}

async function play(worker: Worker, round: LoadRound): Promise<LoadResult> {
  worker.postMessage(round)
  const [result] = await once(worker, 'message') as [LoadResult]
  return result
}

const perSecond = ({ latencies, ms }: LoadResult) => (latencies.length / ms) * 1000
const p99 = ({ latencies }: LoadResult) => quantile(latencies, 0.99)

function errorRow(what: string, results: LoadResult[]): BenchRow {
  for (const error of new Set(results.flatMap(({ errors }) => errors))) console.log(`  ${error}`)
  const counts = results.map(({ errors }) => errors.length)
  return { id: 'P12', what, reference: '', unit: '', ...figures(counts), target: '0', ok: Math.max(...counts) === 0 }
}
