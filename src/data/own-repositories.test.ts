import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { Operation } from '../domain/operations.ts'
import { failure, success } from '../domain/result.ts'
import { createObstacle, editObstacle, listObstacleChanges } from './casework-repository.ts'
import { deviceDatabase as db } from './device-database.ts'
import { caseDraft, discardDraft, findCaseDraft, findDraft, findSeminarDraft, keepDraft, listDrafts, seminarDraft } from './draft-repository.ts'
import { joinSeminar, leaveSeminar, listMemberships } from './membership-repository.ts'
import { Outbox } from './outbox.ts'
import { exportAll, giveUp, importAll, listNeedingHelp, listWaiting, tryAgain } from './outbox-repository.ts'
import { beginCorrection, correctReport, findPlace, findReport, keepPlace, listReports, reopenReport, sayTheSame, submitReport, withdrawReport, writeMessage } from './report-repository.ts'
import { createSeminar, editSeminar, findSeminar, listSeminars, publishSeminar } from './seminar-repository.ts'
import { remover, removeOtherUsers, userDatabase } from './user-database.ts'

const report = { form: 'hindring', formVersion: 1, answers: { tekst: 'Ingen åpner døra' }, hidePlace: false }
const draft = (id: string) => ({ id, form: 'hindring', formVersion: 1, answers: { tekst: id } })
const signIn = (uid: string) => db.keepFact('account', { uid, anonymous: false, accessToken: '', refreshToken: '' })
const full = () => { throw new Dexie.AbortError('aborted', new DOMException('no room', 'QuotaExceededError')) }

afterEach(async () => {
  await Promise.all([db.outbox, db.drafts, db.facts].map((table) => table.clear()))
  await removeOtherUsers(undefined)
})

describe('a report', () => {
  test('is there as soon as it is written, with its thread, whoever one is', async () => {
    const sent = await submitReport(report)
    const id = sent.ok ? sent.value : ''
    await writeMessage(id, 'Fortsatt stengt')
    await withdrawReport(id)
    expect(await findReport(id)).toMatchObject({ ...report, where: { at: 'device' }, messages: [{ text: 'Fortsatt stengt' }], withdrawn: { at: 'device' } })
    expect((await listWaiting()).map(({ kind }) => kind)).toEqual(['report.submit', 'report.message', 'report.withdraw'])
  })

  test('is laid over what was fetched for the one who is signed in', async () => {
    await signIn('u')
    await userDatabase('u').mine.add({ id: 'r', rev: 1, kind: 'report', slug: 'M-2026-1', data: { ...report, number: 'M-2026-1', status: 'read', sentAt: '2026-01-01' }, firstPublished: null, updated: '', refs: [] })
    await submitReport(report)
    expect((await listReports()).map(({ where: { at } }) => at)).toEqual(['device', 'fetched'])
    await signIn('v')
    expect(await listReports()).toEqual([])
  })

  test('that the device has no room for is the caller\'s still, and so is its draft', async () => {
    await keepDraft(draft('d'), 1)
    db.outbox.hook('creating', full)
    try {
      expect(await submitReport(report, 'd')).toEqual(failure('storage-full'))
      expect(await findDraft('d')).toMatchObject({ answers: { tekst: 'd' } })
      expect(await listWaiting()).toEqual([])
    } finally {
      db.outbox.hook('creating').unsubscribe(full)
    }
    expect((await submitReport(report, 'd')).ok).toBe(true)
    expect(await findDraft('d')).toBeUndefined()
  })
})

describe('that a known obstacle is one\'s own too', () => {
  const sent = async (...told: Parameters<typeof sayTheSame>) => { const made = await sayTheSame(...told); return (await findReport(made.ok ? made.value : ''))! }

  test('is a report like others, from where its writer works and as hidden as they last wanted', async () => {
    expect(await sent('H-2024-1')).toMatchObject({ form: 'gjelder-oss-ogsa', formVersion: 1, answers: {}, obstacle: 'H-2024-1', hidePlace: false })
    await submitReport({ ...report, place: { workplace: 'Lia' }, hidePlace: true })
    expect(await sent('H-2024-2', { context: { ref: 'model:a' } })).toMatchObject({ place: { workplace: 'Lia' }, hidePlace: true, context: { ref: 'model:a' } })
    await submitReport({ ...report, place: { workplace: 'Lia' }, hidePlace: false })
    expect(await sent('H-2024-3')).toMatchObject({ place: { workplace: 'Lia' }, hidePlace: false })
  })

  test('takes along what was written, and lets go of its draft in the same write or not at all', async () => {
    await keepDraft(draft('d'), 1)
    db.outbox.hook('creating', full)
    expect(await sayTheSame('H-2024-1', { answers: { hvordan: 'd' } }, 'd')).toEqual(failure('storage-full'))
    db.outbox.hook('creating').unsubscribe(full)
    expect(await findDraft('d')).toBeDefined()
    expect(await sent('H-2024-1', { answers: { hvordan: 'd' }, place: { service: 'skole' }, hidePlace: true }, 'd')).toMatchObject({ answers: { hvordan: 'd' }, place: { service: 'skole' }, hidePlace: true })
    expect(await findDraft('d')).toBeUndefined()
  })

  test('stays about that obstacle when it becomes a draft again', async () => {
    const reopened = await reopenReport(await sent('H-2024-1'))
    expect(reopened.ok && await findDraft(reopened.value!)).toMatchObject({ form: 'gjelder-oss-ogsa', obstacle: 'H-2024-1' })
  })
})

describe('a report that waits', () => {
  const found = async (id: string) => (await findReport(id))!
  const sent = async (more: object = {}) => { const made = await submitReport({ ...report, ...more }); return made.ok ? made.value : '' }

  test('becomes a draft again, with where it was from, and with nothing left in the queue', async () => {
    const id = await sent({ place: { service: 'barnehage', district: 'BSR' }, hidePlace: true, cleared: ['12345678901'] })
    await writeMessage(id, 'Og én ting til')
    const other = await sent()
    const draft = await reopenReport(await found(id))
    expect(draft.ok && await findDraft(draft.value!)).toMatchObject({ ...report, hidePlace: true, place: { service: 'barnehage', district: 'BSR' }, cleared: ['12345678901'] })
    expect((await listReports()).map((one) => one.id)).toEqual([other])
    expect(await listWaiting()).toHaveLength(1)
  })

  test('stays as it is once it has been sent, also when no answer came', async () => {
    const id = await sent()
    await new Outbox(db).markSent(await listWaiting())
    expect(await reopenReport(await found(id))).toEqual(success(undefined))
    expect(await listWaiting()).toHaveLength(1)
    expect(await listDrafts()).toEqual([])
  })

  test('is not another user\'s to take back', async () => {
    await signIn('u')
    const id = await sent()
    const mine = await found(id)
    await signIn('v')
    expect(await findReport(id)).toBeUndefined()
    const draft = await reopenReport(mine)
    expect(draft.ok && draft.value && await findDraft(draft.value), 'what comes of it is still its owner\'s').toBeUndefined()
  })

  test('leaves on the device where its writer works, for the next one', async () => {
    expect(await findPlace()).toEqual({})
    await sent({ place: { service: 'skole' } })
    expect(await findPlace()).toEqual({ service: 'skole' })
    await sent()
    expect(await findPlace()).toEqual({ service: 'skole' })
  })

  test('tells nobody else who uses the device where its writer works; it goes with them when they become a user', async () => {
    await sent({ place: { service: 'skole' } })
    await signIn('u')
    expect(await findPlace(), 'not before what was nobody\'s is theirs').toEqual({})
    await new Outbox(db).bind('u')
    expect(await findPlace()).toEqual({ service: 'skole' })
    await signIn('v')
    expect(await findPlace()).toEqual({})
    await keepPlace({ service: 'nav', function: 'veileder' })
    await signIn('u')
    expect(await findPlace()).toEqual({ service: 'skole' })
    await db.facts.delete('account')
    expect(await findPlace()).toEqual({})
  })
})

describe('a report that the server has', () => {
  const fetched = async () => {
    await signIn('u')
    await userDatabase('u').mine.put({ id: 'r', rev: 1, kind: 'report', slug: 'M-2026-1', data: { ...report, place: { workplace: 'Furuset' }, number: 'M-2026-1', status: 'received', sentAt: '2026-01-01' }, firstPublished: null, updated: '', refs: [] })
    return (await findReport('r'))!
  }
  const begin = async () => { const draft = await beginCorrection(await fetched()); return draft.ok ? draft.value : '' }

  test('is said anew by way of one draft, which goes when it is sent', async () => {
    const id = await begin()
    expect(await findDraft(id)).toMatchObject({ ...report, corrects: 'r', place: { workplace: 'Furuset' }, owner: 'u' })
    await keepDraft({ ...(await findDraft(id))!, answers: { tekst: 'Halvveis' } }, 2)
    expect(await begin()).toBe(id)
    expect(await correctReport('r', { ...report, answers: { tekst: 'Nytt' } }, id)).toEqual(success(undefined))
    expect(await findReport('r')).toMatchObject({ number: 'M-2026-1', answers: { tekst: 'Nytt' }, corrected: { at: 'device' } })
    expect((await findReport('r'))!.place).toBeUndefined()
    expect(await listDrafts()).toEqual([])
    expect(await listWaiting()).toMatchObject([{ kind: 'report.correct', payload: { report: 'r' } }])
  })

  test('and that there is no room to say anew, stays as it was, with its draft', async () => {
    const id = await begin()
    db.outbox.hook('creating', full)
    try {
      expect(await correctReport('r', report, id)).toEqual(failure('storage-full'))
    } finally {
      db.outbox.hook('creating').unsubscribe(full)
    }
    expect(await findDraft(id)).toBeDefined()
    expect((await findReport('r'))!.corrected).toBeUndefined()
  })

  test('keeps what is begun in its thread, which is no draft of a form and nobody else\'s', async () => {
    await fetched()
    await keepDraft({ ...caseDraft('message', 'r'), answers: { text: 'Og én ting' } }, 1)
    expect(await listDrafts()).toEqual([])
    expect(await findCaseDraft('message', 'r')).toMatchObject({ answers: { text: 'Og én ting' }, owner: 'u' })
    expect(await findCaseDraft('message', 's')).toBeUndefined()
    await signIn('v')
    expect(await findCaseDraft('message', 'r')).toBeUndefined()
    await signIn('u')
    await writeMessage('r', 'Og én ting til', caseDraft('message', 'r').id)
    expect(await findCaseDraft('message', 'r')).toBeUndefined()
  })
})

describe('drafts', () => {
  test('are many of one form, last changed first, and go only on a word', async () => {
    await keepDraft(draft('a'), 1)
    await keepDraft(draft('b'), 2)
    await keepDraft({ ...draft('c'), form: 'seminar' }, 3)
    await keepDraft(draft('a'), 4)
    expect((await listDrafts('hindring')).map(({ id }) => id)).toEqual(['a', 'b'])
    expect((await listDrafts()).length).toBe(3)
    await discardDraft('a')
    expect(await findDraft('a')).toBeUndefined()
  })

  test('are their writer\'s, also when the device has another user', async () => {
    await signIn('u')
    await keepDraft(draft('a'), 1)
    await signIn('v')
    expect(await listDrafts()).toEqual([])
    await signIn('u')
    expect((await listDrafts()).length).toBe(1)
  })

  test('that the device has no room for are the caller\'s still', async () => {
    db.drafts.hook('creating', full)
    try {
      expect(await keepDraft(draft('a'), 1)).toEqual(failure('storage-full'))
    } finally {
      db.drafts.hook('creating').unsubscribe(full)
    }
  })
})

test('a seminar is joined and left', async () => {
  await joinSeminar('a')
  await joinSeminar('b')
  await leaveSeminar('a')
  expect((await listMemberships()).map(({ seminar }) => seminar)).toEqual(['b'])
})

test('an obstacle is entered and edited', async () => {
  await signIn('u')
  const made = await createObstacle({ title: 'Ventetid', description: 'Lang' })
  const id = made.ok ? made.value : ''
  await editObstacle(id, 4, { title: 'Ventetid i PPT', levels: ['state'] })
  expect((await listObstacleChanges()).get(id)).toMatchObject({ created: { at: 'device' }, fields: { title: 'Ventetid i PPT', description: 'Lang', levels: ['state'] } })
  expect((await listWaiting()).slice(1).map(({ payload }) => payload)).toEqual([
    { obstacle: id, base: 4, fields: { title: 'Ventetid i PPT', levels: ['state'] } },
  ])
})

test('what needs help is listed with its reason, tried again, or given up', async () => {
  await signIn('u')
  await submitReport(report)
  const { opId } = (await listWaiting())[0]!
  await new Outbox(db).record('u', [{ opId, status: 'rejected', code: 'invalid', field: 'answers' }], 0)
  expect(await listNeedingHelp()).toMatchObject([{ opId, delivery: { code: 'invalid', field: 'answers' } }])
  await tryAgain(opId)
  expect([(await listNeedingHelp()).length, (await listWaiting()).length]).toEqual([0, 1])
  await giveUp((await listWaiting())[0]!.opId)
  expect(await listWaiting()).toEqual([])
})

describe('a file of what was not sent', () => {
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    fc.record({ kind: fc.constant('report.submit' as const), payload: fc.record({ id: fc.uuid(), form: fc.string(), formVersion: fc.nat(), answers: fc.dictionary(fc.string().filter((key) => key !== '__proto__'), fc.jsonValue()), hidePlace: fc.boolean() }) }),
    fc.record({ kind: fc.constant('report.message' as const), payload: fc.record({ id: fc.uuid(), report: fc.uuid(), text: fc.string({ unit: 'binary' }) }) }),
    fc.record({ kind: fc.constant('seminar.leave' as const), payload: fc.record({ seminar: fc.string() }) }),
  )

  test('brings all of it back on an emptied device, in its order, and a second time nothing', async () => {
    await fc.assert(fc.asyncProperty(fc.array(operation, { maxLength: 8 }), fc.uniqueArray(fc.uuid(), { maxLength: 3 }), async (operations, drafts) => {
      await Promise.all([db.outbox.clear(), db.drafts.clear()])
      let ids = 0
      await new Outbox(db).add(operations, { now: () => 1, newId: () => `id-${ids += 1}` })
      for (const id of drafts) await keepDraft(draft(id), 1)
      const plain = async () => JSON.stringify([(await listWaiting()).map((entry) => ({ ...entry, order: 0 })), await listDrafts()])
      const before = await plain()
      const text = await exportAll()
      const size = operations.length + drafts.length
      expect(await importAll(text)).toEqual(success({ added: 0, known: size }))
      expect(await plain()).toBe(before)
      await Promise.all([db.outbox.clear(), db.drafts.clear()])
      expect(await importAll(text)).toEqual(success({ added: size, known: 0 }))
      expect(await plain()).toBe(before)
    }), { numRuns: 40 })
  })

  test('that is none is refused, and changes nothing', async () => {
    await submitReport(report)
    expect(await importAll('{"feltboka":"outbox"}')).toEqual(failure('unreadable'))
    expect((await listWaiting()).length).toBe(1)
  })

  test('holds nothing of another user', async () => {
    await signIn('u')
    await submitReport({ ...report, answers: { tekst: 'Karis' } })
    await keepDraft(draft('Karis kladd'), 1)
    await signIn('v')
    expect(await exportAll()).not.toContain('Karis')
  })
})

test('a tab that keeps another user\'s records open does not hold back their removal', async () => {
  const frozen = indexedDB.open('feltboka-user-v')
  await new Promise((resolve) => { frozen.onsuccess = resolve })
  await removeOtherUsers('u')
  await removeOtherUsers('u')
  frozen.result.close()
  await eventually(async () => expect((await Dexie.getDatabaseNames())).not.toContain('feltboka-user-v'))
})

test('a removal behind another that is held back gets no word from the browser, and is not waited for either', async () => {
  const frozen = indexedDB.open('feltboka-user-v')
  await new Promise((resolve) => { frozen.onsuccess = resolve })
  await removeOtherUsers('u')
  const rung: (() => void)[] = []
  const second = remover((_, work) => { rung.push(work); return () => {} })('feltboka-user-v')
  await eventually(() => expect(rung.length).toBe(1))
  rung[0]!()
  await second
  frozen.result.close()
  await eventually(async () => expect((await Dexie.getDatabaseNames())).not.toContain('feltboka-user-v'))
})

test('what the server sent for other users is removed, and the present one\'s stays', async () => {
  const [mine, other] = [userDatabase('u'), userDatabase('v')]
  await other.open()
  const again = userDatabase('u')
  await again.open()
  await removeOtherUsers('u')
  expect((await Dexie.getDatabaseNames()).filter((name) => name.startsWith('feltboka-user'))).toEqual(['feltboka-user-u'])
  expect([mine.isOpen(), again.isOpen()]).toEqual([false, true])
})

describe('a seminar one hosts', () => {
  const seminar = { host: 'BBJ', title: 'Språk', type: 'seminar', date: '2026-12-04' } as const
  const data = { title: 'Språk', place: 'Rådhuset' }
  const row = (id: string, rev: number, more = {}) => ({ id, rev, kind: 'seminar', slug: 'sprak-2026', data: { ...data, ...more }, firstPublished: '2026-11-01', updated: '2026-11-01', refs: [] }) as never

  test('is found and listed as soon as it is made, by its id and then by its slug', async () => {
    await keepDraft(draft('d'), 1)
    const made = await createSeminar(seminar, undefined, 'd')
    const id = made.ok ? made.value : ''
    expect(await findDraft('d')).toBeUndefined()
    expect(await findSeminar(id)).toMatchObject({ id, slug: id, forMembers: true, data: seminar, changes: { created: { at: 'device' } } })
    expect((await listSeminars()).map((one) => one.id)).toEqual([id])
    await new Outbox(db).bind('u')
    await signIn('u')
    const { opId } = (await db.outbox.toArray())[0]!
    await new Outbox(db).record('u', [{ opId, status: 'applied', stream: 'library', epoch: 'e', rev: 3, result: { slug: 'sprak-2026' } }], 0)
    expect([(await findSeminar('sprak-2026'))?.id, (await findSeminar(id))?.slug]).toEqual([id, 'sprak-2026'])
    await userDatabase('u').joined.add(row(id, 3))
    await new Outbox(db).giveUp(opId)
    expect([(await findSeminar('sprak-2026'))?.id, (await findSeminar(id))?.slug]).toEqual([id, 'sprak-2026'])
  })

  test('is written by each of its hosts in a draft of their own, which is no form of the library', async () => {
    for (const uid of ['u', 'v']) {
      await signIn(uid)
      expect(await findSeminarDraft('seminar.edit', 's')).toBeUndefined()
      await keepDraft({ ...seminarDraft('seminar.edit', 's'), answers: { title: uid } }, 1)
      await keepDraft({ ...seminarDraft('seminar.create'), answers: { title: `ny ${uid}` } }, 1)
    }
    for (const uid of ['u', 'v']) {
      await signIn(uid)
      expect([(await findSeminarDraft('seminar.edit', 's'))?.answers.title, (await findSeminarDraft('seminar.create'))?.answers.title]).toEqual([uid, `ny ${uid}`])
      expect([await findSeminarDraft('seminar.edit', 'another'), await listDrafts()]).toEqual([undefined, []])
    }
  })

  test('shows what one has changed and whether everyone sees it, and nothing of it to another', async () => {
    await signIn('u')
    await userDatabase('u').joined.add(row('s', 3))
    await editSeminar('s', 3, { place: null, organiser: 'Bydel Bjerke' })
    await publishSeminar('s', true)
    const found = await findSeminar('sprak-2026')
    expect([found?.forMembers, found?.data.place, found?.data.organiser]).toEqual([undefined, undefined, 'Bydel Bjerke'])
    expect((await listWaiting()).map(({ kind }) => kind)).toEqual(['seminar.edit', 'seminar.publish'])
    await signIn('v')
    expect([await findSeminar('sprak-2026'), await listSeminars()]).toEqual([undefined, []])
  })
})
