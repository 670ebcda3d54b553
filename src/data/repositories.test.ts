import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { findDocument, findReferences, findReferrers, findRelated, listDocuments } from './library-repository.ts'
import { publicDatabase as db, type StoredDocument, type StoredRegisterRow } from './public-database.ts'
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

test("the annex's rows come newest year first, each year in the annex's order", async () => {
  await db.register.bulkPut([
    entry('annexRow', 'c', [], { year: 2023, order: 1 }), entry('annexRow', 'b', [], { year: 2024, order: 2 }), entry('annexRow', 'a', [], { year: 2024, order: 1 }),
  ])
  expect((await listAnnexRows()).map(({ slug }) => slug)).toEqual(['a', 'b', 'c'])
  expect((await findAnnexRow('b'))?.id).toBe('annexRow:b')
})
