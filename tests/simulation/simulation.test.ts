import 'fake-indexeddb/auto'
import '@supabase/postgrest-js'
import { expect, test } from 'vitest'
import { ModelPlace } from './model-place.ts'
import { play, type Telling } from './story.ts'

const chosen = process.env.FELTBOKA_SEED
const seeds = chosen === undefined ? Array.from({ length: 150 }, (_, n) => n + 1) : [Number(chosen)]

/** Plays a story and tells, when it goes wrong, how to play it again. */
async function tell(seed: number, clocks = seed): Promise<Telling> {
  try {
    return await play(seed, { place: new ModelPlace(), clocks })
  } catch (error) {
    const { telling: { lines }, message } = error as Error & { telling: Telling }
    throw new Error(`${message}\n${lines.join('\n')}\nFELTBOKA_SEED=${seed} npx vitest run tests/simulation/simulation.test.ts`, { cause: error })
  }
}

test('whatever befalls the devices, the network and the server, what must always hold holds', async () => {
  for (const seed of seeds) expect(await tell(seed)).toMatchObject({ lost: 0, doubled: 0 })
}, 600_000)

test('a story plays again exactly, and by other clocks it ends the same (I10)', async () => {
  for (const seed of seeds.slice(0, 12)) {
    const told = await tell(seed)
    expect((await tell(seed)).lines).toEqual(told.lines)
    expect((await tell(seed, seed + 1)).outcome, `I10 no outcome depends on the device’s clock: ${seed}`).toBe(told.outcome)
  }
}, 600_000)
