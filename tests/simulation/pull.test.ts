import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDigest, rowDigest } from '../../src/domain/digest.ts'
import { streams, type Stream } from '../../src/domain/sync-status.ts'
import type { PublicDatabase } from '../../src/data/public-database.ts'
import { ModelServer, type Backup, type Fault } from '../support/model-server.ts'
import { openTab, type Tab } from '../support/test-device.ts'

/** What may happen around a device: on the server, and to a page that it asks for ahead of the rest. */
type Event =
  | { do: 'put' | 'remove' | 'ask'; item: number }
  | { do: 'back up' | 'restore' | 'roll back' | 'answer' }

/** One try: what happens before it, then before each of its requests, what becomes of the answers, and when its process is killed. */
interface Try { before: Event[]; between: Event[][]; faults: (Fault | undefined)[]; killedAfter: number | undefined }

const items = 5
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('put' as const), item: fc.nat(items - 1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'ask' as const), item: fc.nat(items - 1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('back up' as const, 'restore' as const, 'roll back' as const, 'answer' as const, 'answer' as const) }) },
)
const fault = fc.constantFrom<Fault[]>('unreachable', 'lost', 'cut', 'html', 'truncated', 'malformed', 'busy', 'broken')
const aTry: fc.Arbitrary<Try> = fc.record({
  before: fc.array(event, { maxLength: 8 }),
  between: fc.array(fc.array(event, { maxLength: 2 }), { maxLength: 12 }),
  faults: fc.array(fc.option(fault, { nil: undefined, freq: 3 }), { maxLength: 12 }),
  killedAfter: fc.option(fc.nat(40), { nil: undefined }),
})

const idOf = (item: number) => `0000000${item.toString(16)}-0000-4000-8000-${((item + 1) * 20_015_998_343_867).toString(16).padStart(12, '0')}`
const streamOf = (item: number): Stream => (item % 4 === 3 ? 'register' : 'library')
const kindOf = (item: number) => (streamOf(item) === 'register' ? 'obstacle' : 'model')

/** A device, a server and what goes on between them. */
class Play {
  readonly server = new ModelServer(2)
  readonly #name: string
  tab: Tab
  #text = 0
  #backup: Backup = this.server.backup()
  rolledBack = false
  /** Pages asked for whose answers are on their way: worked out when asked for, heard when let go. */
  #underway: { letGo: () => void; done: Promise<unknown> }[] = []

  constructor(name: string) {
    this.#name = name
    this.tab = this.#open()
  }

  #open(): Tab {
    return openTab(this.#name, { fetch: async (input, init) => {
      const answer = await this.server.fetch(input, init)
      if (String(input).endsWith('/page')) await new Promise<void>((letGo) => { this.#held = letGo; this.#onHeld() })
      return answer
    } })
  }
  #held = () => {}
  #onHeld = () => {}

  async happens(event: Event): Promise<void> {
    switch (event.do) {
      case 'put':
        return this.server.put(streamOf(event.item), idOf(event.item), {
          kind: kindOf(event.item), slug: `s${event.item}`, data: { title: `text ${this.#text += 1}`, related: ['model:s1'], models: [], projects: [], insights: [] },
        })
      case 'remove': return this.server.remove(streamOf(event.item), idOf(event.item))
      case 'back up': this.#backup = this.server.backup(); return
      case 'restore': this.server.restore(this.#backup); this.#backup = this.server.backup(); this.rolledBack = false; return
      case 'roll back': this.server.rollBack(this.#backup); this.rolledBack = true; return
      case 'ask': {
        const held = new Promise<void>((resolve) => { this.#onHeld = resolve })
        const done = this.tab.loop.fetchPage(kindOf(event.item) as 'model', `s${event.item}`)
        // A killed tab asks for nothing.
        if (await Promise.race([held.then(() => true), done.then(() => false)])) this.#underway.push({ letGo: this.#held, done })
        return
      }
      case 'answer': {
        const page = this.#underway.shift()
        page?.letGo()
        await page?.done
      }
    }
  }

  async tries({ before, between, faults, killedAfter }: Try): Promise<boolean> {
    for (const one of before) await this.happens(one)
    this.tab.fuse.steps = killedAfter ?? Infinity
    let request = 0
    this.server.onRequest = async (routine) => {
      if (routine === 'page') return
      const now = request++
      for (const one of between[now] ?? []) await this.happens(one)
      return faults[now]
    }
    const result = await this.tab.loop.syncNow()
    this.server.onRequest = async () => {}
    if (killedAfter !== undefined) await this.restart()
    return result.ok
  }

  /** What a killed tab had asked for is never heard; its database and its cursor are all that is left. */
  async restart(): Promise<void> {
    this.tab.fuse.steps = 0
    for (const { letGo, done } of this.#underway.splice(0)) { letGo(); await done }
    this.tab.db.close()
    this.tab = this.#open()
  }
}

interface Row { id: string; rev: number; kind: string; slug: string; data: object; epoch: string }
async function rowsOf(db: PublicDatabase, stream: Stream): Promise<Row[]> {
  return await (stream === 'library' ? db.documents : db.register).orderBy('id').toArray() as unknown as Row[]
}
const plain = ({ id, rev, kind, slug, data }: Row | ReturnType<ModelServer['shown']>[number]) => ({ id, rev, kind, slug, data })

/** What holds at any moment at all, also right after a kill. */
async function expectWhole({ tab: { db }, server, rolledBack }: Play, stream: Stream): Promise<void> {
  const rows = await rowsOf(db, stream)
  for (const { id, rev, epoch, kind, slug, data } of rows) {
    expect(JSON.stringify({ kind, slug, data }), 'a row is as the server once sent it').toBe(server.versions.get(`${epoch} ${id} ${rev}`))
  }
  const cursor = await db.cursors.get(stream)
  expect(rows.length, 'the cursor counts what is stored (I7)').toBe(cursor?.held ?? 0)
  expect(rows.reduce((sum, { id, rev }) => addDigest(sum, rowDigest(id, rev)), 0), 'and its digest is theirs').toBe(cursor?.digest ?? 0)
  if (cursor?.epoch !== server.epoch(stream) || rolledBack) return
  const passed = server.shown(stream).filter(({ rev }) => rev <= cursor.rev).map(plain)
  const held = new Map(rows.map((row) => [row.id, plain(row)]))
  expect(passed.map(({ id }) => held.get(id)), 'what the cursor has passed is stored (I3)').toEqual(passed)
}

let plays = 0

test('whatever happens on the way, the device ends up with what the server shows', async () => {
  await fc.assert(fc.asyncProperty(fc.array(aTry, { minLength: 1, maxLength: 8 }), async (script) => {
    const play = new Play(`play-${plays += 1}`)
    for (const one of script) {
      const quiet = one.between.every((events) => events.length === 0)
      const synced = await play.tries(one)
      for (const stream of streams) {
        await expectWhole(play, stream)
        if (synced && quiet) expect((await rowsOf(play.tab.db, stream)).map(plain), 'synced is said of nothing else').toEqual(play.server.shown(stream).map(plain))
      }
    }
    await play.restart()
    // One try may stop short because the server kept changing under it; never a second (I9).
    expect(await play.tries({ before: [], between: [], faults: [], killedAfter: undefined }), 'progress').toBe(true)
    for (const stream of streams) {
      await expectWhole(play, stream)
      expect((await rowsOf(play.tab.db, stream)).map(plain), 'I1 and I4').toEqual(play.server.shown(stream).map(plain))
    }
    play.server.requests.length = 0
    await play.tab.loop.syncNow()
    expect(play.server.requests.map(({ routine }) => routine), 'nothing more to fetch').toEqual(['pull', 'pull'])
    await play.tab.db.delete()
  }), { numRuns: Number(process.env.FELTBOKA_RUNS ?? 60) })
})
