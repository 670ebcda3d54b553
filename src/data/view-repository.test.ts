import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { deviceDatabase as db } from './device-database.ts'
import { keepView, listViews, removeView, renameView } from './view-repository.ts'

const view = (name: string, query = 'tema=sprak') => ({ name, query, at: 1 })
const names = async () => (await listViews()).map(({ name, query }) => `${name}: ${query}`)

afterEach(async () => {
  vi.restoreAllMocks()
  await db.views.clear()
})

test('a view is found by its name, and one that gets the same name takes its place', async () => {
  await keepView(view('Ørnen'))
  await keepView(view('Alle'))
  await keepView(view('Alle', 'q=tolk'))
  expect(await names()).toEqual(['Alle: q=tolk', 'Ørnen: tema=sprak'])
  expect(await renameView(view('Ørnen'), 'Alle')).toEqual(success(undefined))
  expect(await names()).toEqual(['Alle: tema=sprak'])
  await removeView('Alle')
  expect(await names()).toEqual([])
})

test('a name that cannot be given leaves the view as it was', async () => {
  await keepView(view('Alle'))
  vi.spyOn(db.views, 'put').mockRejectedValue(Object.assign(new Error(), { name: 'QuotaExceededError' }))
  expect(await renameView(view('Alle'), 'Noen')).toEqual(failure('storage-full'))
  expect(await names()).toEqual(['Alle: tema=sprak'])
})
