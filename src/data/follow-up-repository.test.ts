import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { readCode } from '../domain/follow-up-code.ts'
import type { MineRow } from '../domain/own-records.ts'
import { deviceDatabase as db } from './device-database.ts'
import { findDraft, keepDraft } from './draft-repository.ts'
import { findCode, findCodeOf, forgetFollowed, hashOf, keepFollowed, listFollowed, newCode } from './follow-up-repository.ts'
import { Outbox } from './outbox.ts'
import { findReport, reopenReport, submitReport } from './report-repository.ts'

let ids = 0
const writing = { now: () => 1, newId: () => `id-${ids += 1}` }
const signIn = (uid: string) => db.keepFact('account', { uid, anonymous: true, accessToken: 'a', refreshToken: 'r' })
const report = { form: 'hindring', formVersion: 1, answers: { hva: 'Ingen tolk' }, hidePlace: false }
const rows = (status: string): MineRow[] => [
  { id: 'R', rev: 2, kind: 'report', slug: 'M-2026-1', firstPublished: null, updated: '', data: { ...report, number: 'M-2026-1', status: status as never, sentAt: '2026-11-26T10:00:00Z' } },
  { id: 'E', rev: 3, kind: 'event', slug: 'E', firstPublished: null, updated: '', data: { report: 'R', type: 'read', at: '2026-11-26T11:00:00Z' } },
]
afterEach(() => Promise.all(db.tables.map((table) => table.clear())))

async function submit(code: string): Promise<string> {
  const sent = await submitReport(report, undefined, writing, code)
  if (!sent.ok) throw new Error(sent.code)
  return sent.value
}

test('a code is made by chance and known to the server by its hash alone', async () => {
  expect(readCode(newCode())).toMatch(/^\w{18}$/)
  expect(newCode()).not.toBe(newCode())
  expect(await hashOf('ABC')).toBe('8b0e5a43ba000ce6a268cbff9004ab7d9c29b3d3e546fe65d038a6757d3a1917')
  const code = newCode()
  await submit(code)
  const [entry] = await db.outbox.toArray()
  expect(entry!.payload).toMatchObject({ followUp: await hashOf(code) })
  expect(JSON.stringify(entry)).not.toContain(code)
})

test('it is seen again with its report by its owner, who is whoever the report is bound to, and by nobody else', async () => {
  const code = newCode()
  const id = await submit(code)
  expect(await findCodeOf(id)).toBe(code)
  await new Outbox(db).bind('kari')
  await signIn('kari')
  expect(await findCodeOf(id)).toBe(code)
  await signIn('ola')
  expect([await findCodeOf(id), await findCode(code), await listFollowed()]).toEqual([undefined, undefined, []])
  await new Outbox(db).release('kari', writing)
  expect(await findCodeOf(id)).toBe(code)
})

test('a report that is changed before it is sent keeps its code', async () => {
  const code = newCode()
  const id = await submit(code)
  const draft = await reopenReport((await findReport(id))!, writing)
  expect(draft).toMatchObject({ ok: true })
  expect(await findDraft((draft as { value: string }).value)).toMatchObject({ code, answers: report.answers })
  expect(await findCodeOf(id)).toBeUndefined()
})

test('a draft keeps the code that was chosen for it', async () => {
  await keepDraft({ id: 'd', form: 'hindring', formVersion: 1, answers: {}, code: 'X' }, 1)
  expect(await findDraft('d')).toMatchObject({ code: 'X' })
})

test('what is fetched by a code is kept with when it was, anew each time, until it is removed', async () => {
  const code = newCode()
  expect(await keepFollowed(code, rows('received'), 5)).toEqual({ ok: true, value: 'R' })
  await keepFollowed(code, rows('read'), 7)
  expect(await listFollowed()).toMatchObject([{ code, fetchedAt: 7, report: { id: 'R', status: 'read', where: { at: 'fetched' }, events: [{ type: 'read' }] } }])
  expect(await findCodeOf('R'), 'it was not made here').toBeUndefined()
  await forgetFollowed(code)
  expect([await listFollowed(), await db.codes.count()]).toEqual([[], 0])
})

test('a code that was made here stays with its report when what was fetched by it goes', async () => {
  const code = newCode()
  const id = await submit(code)
  await keepFollowed(code, [{ ...rows('received')[0]!, id } as MineRow], 5)
  expect(await listFollowed()).toHaveLength(1)
  await forgetFollowed(code)
  expect([await listFollowed(), await findCodeOf(id)]).toEqual([[], code])
})
