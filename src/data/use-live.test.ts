import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { eventually } from '../../tests/support/eventually.ts'
import { publicDatabase as db, type StoredDocument } from './public-database.ts'
import { useLive } from './use-live.ts'

const document = (slug: string) => ({ id: slug, rev: 1, kind: 'model', slug, refs: [], data: { title: slug } }) as unknown as StoredDocument

let scope: EffectScope
afterEach(async () => {
  scope.stop()
  await db.documents.clear()
})

/** Follows how many are stored, and counts how often it was asked. */
function follow() {
  scope = effectScope()
  const asked = vi.fn()
  const count = scope.run(() => useLive(async () => {
    asked()
    const first = await db.documents.count()
    // What is read after the first answer is followed as well.
    const second = await db.documents.where('[kind+slug]').between(['model', ''], ['model', '￿']).count()
    return Math.min(first, second)
  }))!
  return { asked, is: () => (count.value.state === 'ready' ? count.value.value : undefined) }
}

test('the answer follows each change, also long after the last one', async () => {
  const { is } = follow()
  await eventually(() => expect(is()).toBe(0))
  for (let held = 1; held <= 4; held++) {
    await db.documents.put(document(`m${held}`))
    await eventually(() => expect(is()).toBe(held))
  }
})

test('a storm of changes asks a few times, and its last change is seen', async () => {
  const { asked, is } = follow()
  await eventually(() => expect(is()).toBe(0))
  const before = performance.now()
  for (let held = 1; held <= 60; held++) await db.documents.put(document(`m${held}`))
  await eventually(() => expect(is()).toBe(60))
  // Four times a second, however long the machine takes for the storm.
  expect(asked.mock.calls.length).toBeLessThanOrEqual(3 + (performance.now() - before) / 250)
})

test('nothing is asked once nobody follows', async () => {
  const { asked, is } = follow()
  await eventually(() => expect(is()).toBe(0))
  await db.documents.put(document('m1'))
  scope.stop()
  const before = asked.mock.calls.length
  await db.documents.put(document('m2'))
  // Longer than a storm is held back.
  await new Promise((resolve) => { setTimeout(resolve, 600) })
  expect(asked.mock.calls.length).toBe(before)
})
