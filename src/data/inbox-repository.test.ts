import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Case } from '../domain/own-records.ts'
import { success } from '../domain/result.ts'
import { deviceDatabase as db } from './device-database.ts'
import { caseDraft, findCaseDraft, keepDraft, listDrafts } from './draft-repository.ts'
import { askReporter, connectCase, connectCases, countUnread, declineCase, listCases, listCasesOf, listKnownObstacles, listReportedSections, makeObstacleOf, readCase, undoCasework } from './inbox-repository.ts'
import { Outbox } from './outbox.ts'
import { publicDatabase } from './public-database.ts'
import { removeOtherUsers, userDatabase } from './user-database.ts'

const row = (kind: string, id: string, slug: string, data: object) => ({ id, rev: 1, kind, slug, data, firstPublished: null, updated: '', refs: [] }) as never
const report = (id: string, more: Partial<Case> = {}) => row('case', `row-${id}`, `M-2026-${id}`, {
  report: id, number: `M-2026-${id}`, form: 'hindring', formVersion: 1, answers: {}, status: 'received', sentAt: `2026-01-0${id}`, hidePlace: false, messages: [], events: [], ...more,
})
const obstacle = (id: string, number: string) => row('obstacle', id, number, { number, title: `Tittel ${id}`, description: 'x', levels: ['state'], bodies: [{ id: 'b', name: 'NAV', level: 'state' }], status: 'registered' })
const one = async (id: string) => (await listCases()).find((about) => about.report === id)!
const opIds = (written: Awaited<ReturnType<typeof readCase>>) => (written.ok ? written.value : [])

beforeEach(async () => {
  await db.keepFact('account', { uid: 'u', anonymous: false, accessToken: '', refreshToken: '' })
  await userDatabase('u').mine.add(row('role', 'role', 'office', { role: 'office' }))
  await userDatabase('u').inbox.bulkAdd([report('1'), report('2'), report('3', { status: 'read' }), report('4', { redactedAt: '2026-02-01' })])
  await userDatabase('u').internal.add(obstacle('hidden', 'H-2026-1'))
  await publicDatabase.register.add(obstacle('open', 'H-2024-1'))
})
afterEach(async () => {
  await Promise.all([db.outbox, db.drafts, db.facts, publicDatabase.register].map((table) => table.clear()))
  await userDatabase('u').delete()
  await removeOtherUsers(undefined)
})

describe('the reports that nobody has opened', () => {
  test('are counted with what one has done since, and without those whose words are gone', async () => {
    expect(await countUnread()).toEqual({ isOffice: true, unread: 2 })
    await readCase('1')
    expect(await countUnread()).toEqual({ isOffice: true, unread: 1 })
    await declineCase(await one('2'), 'Dette er løst.')
    expect(await countUnread()).toEqual({ isOffice: true, unread: 0 })
  })

  test('are counted for nobody who does not work with them', async () => {
    await userDatabase('u').mine.clear()
    expect(await countUnread()).toBeUndefined()
  })
})

test('a report can be connected to what is published, to what is not, and to what was entered a moment ago', async () => {
  await makeObstacleOf([await one('1')], { title: 'Ny', description: 'y' })
  expect((await listKnownObstacles()).map(({ number, title, published }) => [number, title, published])).toEqual([
    [undefined, 'Ny', false], ['H-2024-1', 'Tittel open', true], ['H-2026-1', 'Tittel hidden', false],
  ])
  const made = (await listKnownObstacles())[0]!
  await connectCase(await one('2'), made.id)
  expect(await one('2')).toMatchObject({ status: 'connected', toObstacle: made.id, judged: { at: 'device' } })
})

test('what is made of a report concerns the part of a page that it is about', async () => {
  await userDatabase('u').inbox.bulkPut([report('1', { context: { ref: 'model:sprakstart', section: 'del-a' } }), report('2', { context: { ref: 'model:sprakstart' } }), report('3', { context: { ref: 'tull', section: 'del-a' } })])
  for (const id of ['1', '2', '3']) await makeObstacleOf([await one(id)], { title: id, description: 'y' })
  const made = (await new Outbox(db).all()).flatMap((entry) => (entry.kind === 'obstacle.create' ? [entry.payload] : []))
  expect(made.map(({ title, sections }) => [title, sections])).toEqual([['1', ['model:sprakstart#del-a']], ['2', undefined], ['3', undefined]])
})

test('the parts that the reports of an obstacle are about are found, each once', async () => {
  const connected = (id: string, section: string | undefined, refs = ['obstacle:H-2024-1']) =>
    ({ ...report(id, { status: 'connected', obstacle: 'H-2024-1', context: { ref: 'model:sprakstart', section } }) as object, refs }) as never
  await userDatabase('u').inbox.bulkPut([connected('1', 'del-a'), connected('2', 'del-a'), connected('3', undefined), connected('4', 'del-b', [])])
  expect(await listReportedSections('H-2024-1')).toEqual(['model:sprakstart#del-a'])
})

test('several are moved in one stroke, to another obstacle or a new one, and one step puts them back', async () => {
  const connected = { status: 'connected' as const, obstacle: 'H-2024-1', context: { ref: 'model:sprakstart', section: 'del-a' } }
  await userDatabase('u').inbox.bulkPut([report('1', connected), report('2', connected), report('3', connected)])
  const moved = opIds(await connectCases([await one('1'), await one('2')], 'hidden'))
  expect((await listCases()).map(({ report: id, obstacle: number }) => [id, number]).sort()).toEqual([['1', 'H-2026-1'], ['2', 'H-2026-1'], ['3', 'H-2024-1'], ['4', undefined]])
  expect(await undoCasework(moved)).toEqual(success(true))
  const made = opIds(await makeObstacleOf([await one('1'), await one('3')], { title: 'Ny', description: 'y' }))
  const id = (await listKnownObstacles()).filter(({ title }) => title === 'Ny')[0]!.id
  expect((await new Outbox(db).all()).map(({ kind, payload }) => [kind, 'seen' in payload ? payload.seen : 'sections' in payload && payload.sections])).toEqual([
    ['obstacle.create', ['model:sprakstart#del-a']], ['case.connect', { status: 'connected', obstacle: 'H-2024-1' }], ['case.connect', { status: 'connected', obstacle: 'H-2024-1' }],
  ])
  expect((await listCases()).map(({ report: one, toObstacle }) => [one, toObstacle]).sort()).toEqual([['1', id], ['2', undefined], ['3', id], ['4', undefined]])
  expect(await undoCasework(made)).toEqual(success(true))
  expect((await one('1')).obstacle).toBe('H-2024-1')
})

test('the reports of one obstacle are those the server has connected to it and those one has connected since', async () => {
  const numbers = async () => (await listCasesOf('H-2024-1')).map(({ number }) => number)
  await userDatabase('u').inbox.add({ ...report('5', { status: 'connected', obstacle: 'H-2024-1' }) as object, refs: ['obstacle:H-2024-1'] } as never)
  expect(await numbers()).toEqual(['M-2026-5'])
  await connectCase(await one('2'), 'open')
  expect(await numbers()).toEqual(['M-2026-5', 'M-2026-2'])
  await connectCase(await one('5'), 'hidden')
  expect(await numbers()).toEqual(['M-2026-2'])
  expect(await listCasesOf('')).toEqual([])
})

describe('what one has done', () => {
  test('is undone while it has not been sent, and its words are a draft again', async () => {
    const draft = { ...caseDraft('case.decline', '1'), answers: { reason: 'Dette er løst.' } }
    await keepDraft(draft, 1)
    const done = opIds(await declineCase(await one('1'), 'Dette er løst.', draft.id))
    expect(await findCaseDraft('case.decline', '1')).toBeUndefined()
    expect(await undoCasework(done, { ...draft, updated: 2 })).toEqual(success(true))
    expect(await one('1')).toMatchObject({ status: 'received', entries: [] })
    expect(await findCaseDraft('case.decline', '1')).toMatchObject({ answers: draft.answers, owner: 'u' })
    expect(await listDrafts(), 'it is no report that one has begun on').toEqual([])
  })

  test('stays when it is on its way', async () => {
    const done = opIds(await askReporter('1', 'Hvor ofte?'))
    await new Outbox(db).markSent(await new Outbox(db).all())
    expect(await undoCasework(done)).toEqual(success(false))
    expect((await one('1')).messages).toMatchObject([{ text: 'Hvor ofte?', author: 'office' }])
  })
})
