import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findForm, findWrittenQuestions } from './form-repository.ts'
import { deviceDatabase } from './device-database.ts'
import { findDocument, findReferences, findReferrers, findRelated, listDocuments } from './library-repository.ts'
import { findNews } from './news-repository.ts'
import { publicDatabase as db, type StoredDocument, type StoredRegisterRow } from './public-database.ts'
import { listSources } from './sources-repository.ts'
import { findObstacles, findTalliesOf } from './known-repository.ts'
import { removeOtherUsers, userDatabase } from './user-database.ts'
import { findAnnexRow, findObstacle, findObstaclesOf, listAnnexRows, listObstacles } from './register-repository.ts'

const slugs = (rows: readonly { slug: string }[]) => rows.map(({ slug }) => slug).sort()
const document = (kind: string, slug: string, refs: string[] = [], data: object = {}) =>
  ({ id: `${kind}:${slug}`, rev: 1, kind, slug, refs, data: { related: refs, ...data } }) as unknown as StoredDocument
const entry = (kind: string, slug: string, refs: string[] = [], data: object = {}) =>
  ({ id: `${kind}:${slug}`, rev: 1, kind, slug, refs, data }) as unknown as StoredRegisterRow

afterEach(() => Promise.all([db.documents.clear(), db.register.clear()]))

test('a document is found by kind and slug, and its kind is listed without the others', async () => {
  await db.documents.bulkPut([document('model', 'a'), document('model', 'b'), document('project', 'a')])
  expect((await findDocument('project', 'a'))?.id).toBe('project:a')
  expect(await findDocument('project', 'b')).toBeUndefined()
  expect(slugs(await listDocuments('model'))).toEqual(['a', 'b'])
})

test('a seminar that is its members\' alone is found by who is one, also where it is pointed to, and stands in no public list', async () => {
  await deviceDatabase.keepFact('account', { uid: 'u', anonymous: true, accessToken: '', refreshToken: '' })
  await userDatabase('u').joined.bulkPut([document('seminar', 'bjerke'), document('file', 'f', ['seminar:bjerke'])] as never[])
  await db.documents.bulkPut([document('seminar', 'apent'), document('file', 'g', ['seminar:apent']) as never])
  expect((await findDocument('seminar', 'bjerke'))?.id).toBe('seminar:bjerke')
  expect((await findReferences(['seminar:bjerke', 'seminar:gone', 'seminar:apent'])).map(({ id }) => id)).toEqual(['seminar:bjerke', 'seminar:apent'])
  expect([slugs(await listDocuments('seminar')), await findReferrers('seminar', 'apent'), await findReferences(['file:g'])]).toEqual([['apent'], [], []])
  await deviceDatabase.facts.clear()
  await removeOtherUsers(undefined)
  expect(await findDocument('seminar', 'bjerke')).toBeUndefined()
})

test('a file is no page: it is no news and has no sources', async () => {
  await db.documents.put({ ...document('file', 'f', ['model:a']), updated: '2026-11-09T08:00:00Z', firstPublished: '2026-11-09T08:00:00Z' } as never)
  expect([(await findNews(0)).items, await listSources()]).toEqual([[], []])
})

test('a form is found by its slug, and by nothing else', async () => {
  const at = (updated: string) => ({ updated, firstPublished: updated })
  const model = { ...document('model', 'a', ['form:hindring'], { sources: [] }), ...at('1970-01-01T00:00:00Z') } as StoredDocument
  const stored = { ...document('form', 'hindring', ['model:a']), data: { versions: [] }, ...at('2026-11-09T08:00:00Z') } as never
  await db.documents.bulkPut([model, stored])
  expect(await findForm('hindring')).toMatchObject({ kind: 'form', data: { versions: [] } })
  expect(await findForm('a')).toBeUndefined()
  expect([await findReferences(['form:hindring']), await findReferrers('model', 'a'), await findRelated(model), await listSources()]).toEqual([[], [], [], []])
  expect(await findNews(0)).toEqual({ newest: Date.parse('2026-11-09T08:00:00Z'), items: [] })
})

test('the questions that are answered in words are those of every version of every form', async () => {
  const asks = (...kinds: string[]) => ({ steps: [{ id: 's', questions: kinds.map((kind) => ({ id: kind.toLowerCase(), kind })) }] })
  const form = (slug: string, ...versions: object[]) => document('form', slug, [], { versions }) as never
  await db.documents.bulkPut([form('a', asks('longText', 'oneOf', 'date'), asks('shortText')), form('b', asks('longText')), document('model', 'm') as never])
  expect([...await findWrittenQuestions()].sort()).toEqual(['a.longtext', 'a.shorttext', 'b.longtext'])
})

test('references come in their order, without those that are not held', async () => {
  await db.documents.bulkPut([document('model', 'a'), document('project', 'p'), document('chapter', 'bok/en')])
  expect((await findReferences(['project:p', 'model:gone', 'chapter:bok/en', 'model:a'])).map(({ id }) => id)).toEqual(['project:p', 'chapter:bok/en', 'model:a'])
  expect(await findReferences([])).toEqual([])
})

test('what is related is found from either end, each once and never itself', async () => {
  const model = document('model', 'a', ['project:p', 'model:a'])
  await db.documents.bulkPut([model, document('project', 'p', ['model:a']), document('insight', 'i', ['model:a']), document('insight', 'other')])
  expect((await findReferrers('model', 'a')).map(({ id }) => id).sort()).toEqual(['insight:i', 'model:a', 'project:p'])
  expect(slugs(await findRelated(model))).toEqual(['i', 'p'])
})

test('a handbook is not related to its own chapters', async () => {
  const handbook = document('handbook', 'bok')
  const chapters = [document('chapter', 'bok/en', ['handbook:bok'], { handbook: 'bok' }), document('chapter', 'annen/en', ['handbook:bok'], { handbook: 'annen' })]
  await db.documents.bulkPut([handbook, ...chapters])
  expect(slugs(await findRelated(handbook))).toEqual(['annen/en'])
})

test('obstacles come by year and running number, also those of one item', async () => {
  await db.register.bulkPut(['H-2024-10', 'H-2024-9', 'H-2023-11'].map((number) => entry('obstacle', number, ['model:a'])))
  await db.register.put(entry('annexRow', 'rad', ['model:a']))
  const ordered = ['H-2023-11', 'H-2024-9', 'H-2024-10']
  expect((await listObstacles()).map(({ slug }) => slug)).toEqual(ordered)
  expect((await findObstaclesOf('model:a')).map(({ slug }) => slug)).toEqual(ordered)
  expect((await findObstacle('H-2024-9'))?.id).toBe('obstacle:H-2024-9')
})

test('the obstacles asked for come in the order they were asked for, without those that are not held', async () => {
  await db.register.bulkPut(['H-2024-10', 'H-2024-9'].map((number) => entry('obstacle', number)))
  expect((await findObstacles(['H-2024-9', 'H-2024-1', 'H-2024-10'])).map(({ slug }) => slug)).toEqual(['H-2024-9', 'H-2024-10'])
  expect(await findObstacles([])).toEqual([])
})

test('how many have reported comes for the whole page first, and then for its parts; obstacles that point to the page are not counted', async () => {
  const tally = (section: string | undefined, reports: number) => entry('tally', `model:a#${section}`, ['model:a'], { ref: 'model:a', section, reports })
  await db.register.bulkPut([tally('liten', 5), tally(undefined, 14), tally('stor', 9), entry('obstacle', 'H-2024-9', ['model:a']), entry('tally', 'model:b', ['model:b'], { ref: 'model:b', reports: 7 })])
  expect((await findTalliesOf('model:a')).map(({ section, reports }) => [section, reports])).toEqual([[undefined, 14], ['stor', 9], ['liten', 5]])
  expect(await findObstaclesOf('model:a'), 'nor is a tally an obstacle').toHaveLength(1)
})

test("the annex's rows come newest year first, each year in the annex's order", async () => {
  await db.register.bulkPut([
    entry('annexRow', 'c', [], { year: 2023, order: 1 }), entry('annexRow', 'b', [], { year: 2024, order: 2 }), entry('annexRow', 'a', [], { year: 2024, order: 1 }),
  ])
  expect((await listAnnexRows()).map(({ slug }) => slug)).toEqual(['a', 'b', 'c'])
  expect((await findAnnexRow('b'))?.id).toBe('annexRow:b')
})

describe('news', () => {
  const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`
  const time = (day: number) => Date.parse(at(day))
  const dated = (slug: string, updated: number, first = updated) => ({ ...document('model', slug), updated: at(updated), firstPublished: at(first) }) as StoredDocument
  const cursors = (newest?: number) => db.cursors.bulkPut((['library', 'register'] as const).map((stream) => ({ stream, epoch: 'e', rev: 1, held: 1, digest: 0, newest })))
  afterEach(() => db.cursors.clear())

  test('is what was updated after the point asked about, newest first, and told apart from what is new altogether', async () => {
    await db.documents.bulkPut([dated('old', 1), dated('changed', 8, 1), dated('added', 9)])
    await cursors(time(9))
    const { newest, items } = await findNews(time(5))
    expect(newest).toBe(time(9))
    expect(items.map(({ row, added }) => [row.slug, added])).toEqual([['added', true], ['changed', false]])
  })

  test('is none, and no row is read for it, when nothing is newer or there is no point to count from', async () => {
    const reading = vi.spyOn(db.documents, 'each')
    await cursors(time(9))
    expect(await findNews(time(9))).toEqual({ newest: time(9), items: [] })
    expect(await findNews(undefined)).toEqual({ newest: time(9), items: [] })
    expect(reading).not.toHaveBeenCalled()
    reading.mockRestore()
  })

  test('is looked for in the rows of a device that was filled before their newest was noted', async () => {
    await db.documents.bulkPut([dated('a', 8)])
    await cursors()
    expect((await findNews(time(5))).items.map(({ row }) => row.slug)).toEqual(['a'])
    expect(await findNews(undefined)).toEqual({ newest: time(8), items: [] })
  })
})
