import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDigest, rowDigest } from '../../src/domain/digest.ts'
import { startTestDatabase, withClient, type TestDatabase } from '../support/database.ts'
import { insertModel, lockStream, manifest, page, pull, rowsById, writing, type WireRow } from '../support/streams.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await startTestDatabase()
  client = new Client({ connectionString: await database.copy() })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await database?.stop()
})
beforeEach(async () => {
  await writing(client, () => client.query('delete from public.documents'))
})

const digestOf = (rows: { id: string; rev: number }[]) => rows.reduce((sum, { id, rev }) => addDigest(sum, rowDigest(id, rev)), 0)

async function fillModels(count: number): Promise<string[]> {
  return writing(client, async () => {
    const ids: string[] = []
    for (let n = 1; n <= count; n += 1) ids.push(await insertModel(client, `modell-${n}`))
    return ids
  })
}

const unpublish = (slug: string) => writing(client, () => client.query('update public.documents set published = false where slug = $1', [slug]))

describe('pull', () => {
  test('brings everything in pages, in the order it was committed, each row once', async () => {
    const ids = await fillModels(7)
    const seen: WireRow[] = []
    let [after, more, epoch] = [0, true, undefined as string | undefined]
    while (more) {
      const answer = await pull(client, 'library', { epoch, after, limit: 3 })
      expect(answer.rows.length).toBeLessThanOrEqual(3)
      seen.push(...answer.rows)
      ;[after, more, epoch] = [answer.next, answer.has_more, answer.epoch]
    }
    expect(seen.map(({ id }) => id)).toEqual(ids)
    expect(seen.map(({ rev }) => rev)).toEqual([...seen.map(({ rev }) => rev)].sort((a, b) => a - b))
  })

  test('says that there is no more when the last page is exactly full', async () => {
    await fillModels(4)
    const first = await pull(client, 'library', { limit: 2 })
    const second = await pull(client, 'library', { epoch: first.epoch, after: first.next, limit: 2 })
    expect([first.has_more, second.has_more]).toEqual([true, false])
  })

  test('ends on the head, also when the last revisions are of rows nobody may see', async () => {
    await fillModels(3)
    await unpublish('modell-2')
    const { next, has_more, rows, count } = await pull(client, 'library')
    const { rows: [stream] } = await client.query<{ head: string }>(`select head from public.streams where stream = 'library'`)
    expect(has_more).toBe(false)
    expect(rows.length).toBe(2)
    expect(count).toBe(2)
    expect(next).toBe(Number(stream?.head))
  })

  test('answers an up-to-date device with nothing, and still with count and digest', async () => {
    await fillModels(3)
    const all = await pull(client, 'library')
    const again = await pull(client, 'library', { epoch: all.epoch, after: all.next })
    expect(again).toMatchObject({ rows: [], next: all.next, count: 3, digest: digestOf(all.rows), has_more: false })
  })

  test('starts over for a device of another epoch', async () => {
    await fillModels(3)
    const before = await pull(client, 'library')
    await client.query(`select private.start_new_epoch('library')`)
    const after = await pull(client, 'library', { epoch: before.epoch, after: before.next })
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.after).toBe(0)
    expect(after.rows.length).toBe(3)
  })

  test('starts over for a cursor that lies ahead of the stream, or before its beginning', async () => {
    await fillModels(3)
    const { epoch, next } = await pull(client, 'library')
    for (const after of [next + 1, -1]) expect(await pull(client, 'library', { epoch, after })).toMatchObject({ after: 0, rows: { length: 3 } })
  })

  test('starts at the beginning for a device that names no epoch', async () => {
    await fillModels(3)
    expect(await pull(client, 'library', { after: 2 })).toMatchObject({ after: 0, rows: { length: 3 } })
  })

  test('keeps the streams apart', async () => {
    await fillModels(2)
    expect(await pull(client, 'register')).toMatchObject({ rows: [], count: 0, digest: 0, next: 0 })
  })
})

describe('what a device may no longer see', () => {
  test('shows as a difference in count and digest, and the manifest says what to let go', async () => {
    const ids = await fillModels(3)
    const held = await pull(client, 'library')
    await unpublish('modell-2')
    const delta = await pull(client, 'library', { epoch: held.epoch, after: held.next })
    expect(delta.rows).toEqual([])
    expect(delta.count).not.toBe(held.rows.length)
    expect(delta.digest).not.toBe(digestOf(held.rows))
    const kept = (await manifest(client, 'library')).rows.map(([id]) => id)
    expect(ids.filter((id) => !kept.includes(id))).toEqual([ids[1]])
    expect((await rowsById(client, 'library', ids)).rows.map(({ id }) => id)).toEqual([ids[0], ids[2]])
    expect((await page(client, 'model', 'modell-2')).rows).toEqual([])
  })

  test('shows also when one row went and another came, and the count is the same', async () => {
    await fillModels(2)
    const held = await pull(client, 'library')
    await writing(client, () => client.query(`delete from public.documents where slug = 'modell-1'`))
    await fillOne('ny')
    const delta = await pull(client, 'library', { epoch: held.epoch, after: held.next })
    expect(delta.count).toBe(2)
    expect(delta.digest).not.toBe(digestOf([...held.rows, ...delta.rows]))
  })

  const fillOne = (slug: string) => writing(client, () => insertModel(client, slug))
})

test('the manifest comes in pages by id and names every visible row with its revision', async () => {
  await fillModels(7)
  const named: [string, number][] = []
  let answer = await manifest(client, 'library', undefined, 3)
  named.push(...answer.rows)
  while (answer.has_more) {
    answer = await manifest(client, 'library', answer.rows.at(-1)?.[0], 3)
    named.push(...answer.rows)
  }
  const { rows } = await pull(client, 'library')
  expect(named).toEqual(rows.map(({ id, rev }) => [id, rev] as [string, number]).sort(([a], [b]) => (a < b ? -1 : 1)))
})

describe('the digest', () => {
  test('of a row is the same in SQL and here', async () => {
    await fc.assert(fc.asyncProperty(fc.uuid(), fc.maxSafeNat(), async (id, rev) => {
      const { rows } = await client.query<{ digest: string }>('select private.row_digest($1, $2) as digest', [id, rev])
      expect(Number(rows[0]?.digest)).toBe(rowDigest(id, rev))
    }), { numRuns: 300 })
  })

  test('kept up by the database is that of the rows a device holds, whatever was written', async () => {
    const slugs = ['en', 'to', 'tre', 'fire']
    const write = fc.record({
      what: fc.constantFrom('put', 'publish', 'unpublish', 'delete', 'touch all', 'undo'), slug: fc.constantFrom(...slugs), text: fc.string({ unit: 'grapheme' }),
    })
    await fc.assert(fc.asyncProperty(fc.array(write, { maxLength: 12 }), async (writes) => {
      for (const { what, slug, text } of writes) {
        const title = text.replaceAll('\0', '')
        await client.query('begin')
        await lockStream(client, 'library')
        if (what === 'put' || what === 'undo') {
          await client.query(
            `insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'model', $1, $2, true)
             on conflict (kind, slug) do update set data = excluded.data`, [slug, { title }])
        } else if (what === 'delete') await client.query('delete from public.documents where slug = $1', [slug])
        else if (what === 'touch all') await client.query('update public.documents set data = $1', [{ title }])
        else await client.query('update public.documents set published = $2 where slug = $1', [slug, what === 'publish'])
        await client.query(what === 'undo' ? 'rollback' : 'commit')
      }
      const { rows, count, digest } = await pull(client, 'library', { limit: 1000 })
      expect({ count, digest }).toEqual({ count: rows.length, digest: digestOf(rows) })
      const named = await manifest(client, 'library')
      expect(new Map(named.rows)).toEqual(new Map(rows.map(({ id, rev }) => [id, rev])))
    }), { numRuns: 40 })
  })
})

describe('with 10,000 documents and 10,000 obstacles', () => {
  let large: string
  beforeAll(async () => {
    large = await database.copy()
    await withClient(large, async (filler) => {
      await writing(filler, () => filler.query(`
        insert into public.documents (id, kind, slug, data, published)
        select gen_random_uuid(), 'model', 'm' || n, jsonb_build_object('title', n, 'text', repeat(md5(n::text), 40)), n % 10 > 0
          from generate_series(1, 11200) as n;
        insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published)
        select gen_random_uuid(), 'H-2020-' || n, 2020, n, 't', repeat(md5(n::text), 10), 'structural', '2026-11-23', '2020-12-31', n % 10 > 0
          from generate_series(1, 10000) as n`))
      await filler.query('vacuum analyze')
    })
  })

  /** How many rows and index entries each table gave while the work was done, counted by the database itself. */
  async function reads(work: (reader: Client) => Promise<unknown>): Promise<Record<string, { sequential: number; fetched: number }>> {
    return withClient(large, async (reader) => {
      await reader.query('set role anon')
      await reader.query('begin')
      await work(reader)
      const { rows } = await reader.query<{ relname: string; sequential: string; fetched: string }>(`
        select relname, coalesce(seq_scan, 0) as sequential, coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) as fetched
        from pg_stat_xact_user_tables where relname in ('documents', 'obstacles', 'annex_rows')`)
      await reader.query('rollback')
      return Object.fromEntries(rows.map((row) => [row.relname, { sequential: Number(row.sequential), fetched: Number(row.fetched) }]))
    })
  }

  const cursor = async (stream: 'library' | 'register') => withClient(large, async (reader) => {
    const { epoch, head } = (await reader.query<{ epoch: string; head: string }>('select epoch, head from public.streams where stream = $1', [stream])).rows[0]!
    return { epoch, head: Number(head) }
  })

  test.each(['library', 'register'] as const)('a small delta of the %s reads only its own rows', async (stream) => {
    const { epoch, head } = await cursor(stream)
    const read = await reads((reader) => pull(reader, stream, { epoch, after: head - 5 }))
    const none = { sequential: 0, fetched: 0 }
    expect(read).toEqual({
      documents: stream === 'library' ? { sequential: 0, fetched: 4 } : none,
      obstacles: stream === 'register' ? { sequential: 0, fetched: 4 } : none,
      annex_rows: expect.objectContaining({ fetched: 0 }),
    })
  })

  test('a page of the first fill reads no more than the page', async () => {
    const read = await reads((reader) => pull(reader, 'library', { limit: 100 }))
    expect(read.documents).toEqual({ sequential: 0, fetched: 101 })
    expect(read.obstacles).toEqual({ sequential: 0, fetched: 0 })
  })

  test('a page of the manifest reads no more than the page', async () => {
    const read = await reads((reader) => manifest(reader, 'library', '80000000-0000-0000-0000-000000000000', 100))
    // None at all once vacuum has been by: the revision is in the index.
    expect(read.documents?.sequential).toBe(0)
    expect(read.documents?.fetched).toBeLessThanOrEqual(101)
    expect(read.obstacles).toEqual({ sequential: 0, fetched: 0 })
  })

  test('nobody gets more than the largest page, whatever they ask for', async () => {
    await withClient(large, async (reader) => {
      const pulled = await pull(reader, 'library', { limit: 2_000_000_000 })
      expect([pulled.rows.length, pulled.has_more]).toEqual([1000, true])
      const named = await manifest(reader, 'library', undefined, 2_000_000_000)
      expect([named.rows.length, named.has_more]).toEqual([10_000, true])
    })
  })

  test('a cold deep link reads one row', async () => {
    expect((await reads((reader) => page(reader, 'model', 'm17'))).documents).toEqual({ sequential: 0, fetched: 1 })
    expect((await reads((reader) => page(reader, 'obstacle', 'H-2020-17'))).obstacles).toEqual({ sequential: 0, fetched: 1 })
  })

  test('rows by id read those rows', async () => {
    const ids = await withClient(large, async (reader) => (await manifest(reader, 'library', undefined, 3)).rows.map(([id]) => id))
    expect((await reads((reader) => rowsById(reader, 'library', ids))).documents).toEqual({ sequential: 0, fetched: 3 })
  })
})
