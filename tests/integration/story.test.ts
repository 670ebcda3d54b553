import 'fake-indexeddb/auto'
import '@supabase/postgrest-js'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { play, type Telling } from '../simulation/story.ts'
import { PostgresPlace } from './postgres-place.ts'

/** The stories of the simulation with the same devices and faults, against the real functions on a real Postgres. */
let standIn: StandIn
let place: PostgresPlace

beforeEach(async () => {
  standIn = await startStandIn()
  place = await PostgresPlace.make(standIn)
})
afterEach(async () => {
  await place?.close()
  await standIn?.stop()
})

/** What was played, told when more than the usual was asked for. */
const sum = { stories: 0, operations: 0, faults: 0, lost: 0, doubled: 0 }
afterAll(() => { if (process.env.FELTBOKA_SEEDS) console.log(JSON.stringify(sum)) })

const count = Number(process.env.FELTBOKA_SEEDS ?? 4)
const seeds = process.env.FELTBOKA_SEED === undefined ? Array.from({ length: count }, (_, n) => n + 1) : [Number(process.env.FELTBOKA_SEED)]

test.each(seeds)('story %i', async (seed) => {
  const told = await play(seed, { place, length: 60 }).catch((error: Error & { telling?: Telling }) => {
    throw new Error(`${error.message}\n${error.telling?.lines.join('\n')}`, { cause: error })
  })
  sum.stories += 1
  sum.operations += told.operations
  sum.faults += Object.values(told.injected).reduce((total, times) => total + times, 0)
  sum.lost += told.lost
  sum.doubled += told.doubled
  expect(told).toMatchObject({ lost: 0, doubled: 0 })
}, 120_000)
