import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { deviceDatabase as db } from './device-database.ts'
import { caseDraft, keepDraft, seminarDraft } from './draft-repository.ts'
import { toggleFollow } from './follow-repository.ts'
import { joinSeminar } from './membership-repository.ts'
import { exportOwn } from './privacy-repository.ts'
import { keepNote, keepPosition, keepTick, toggleBookmark } from './reading-repository.ts'
import { submitReport } from './report-repository.ts'
import { userDatabase } from './user-database.ts'

const report = (tekst: string) => ({ form: 'hindring', formVersion: 1, answers: { tekst }, hidePlace: false })

test('a person\'s file has all of theirs and of the device\'s own, nothing of another\'s, and no key to anything', async () => {
  await db.keepFact('account', { uid: 'annen', anonymous: false, email: 'annen@oslo.no', accessToken: 'hemmelig-a', refreshToken: 'hemmelig-b' })
  await submitReport(report('Skrevet av en annen'))
  await keepDraft({ id: 'x', ...report('Kladden til en annen') }, 1)
  await db.keepFact('account', { uid: 'meg', anonymous: false, email: 'meg@oslo.no', accessToken: 'hemmelig-c', refreshToken: 'hemmelig-d' })
  await userDatabase('meg').mine.add({
    id: 'r', rev: 1, kind: 'report', slug: 'M-2026-1', data: { ...report('Hentet fra serveren'), number: 'M-2026-1', status: 'read', sentAt: '2026-01-01' }, firstPublished: null, updated: '', refs: [],
  })
  await submitReport({ ...report('Ikke sendt ennå'), place: { workplace: 'Eikenga' } })
  await keepDraft({ id: 'y', ...report('Min kladd') }, 1)
  await keepDraft({ ...caseDraft('case.ask', 'r'), answers: { text: 'Hvor lenge?' } }, 1)
  await keepDraft({ ...seminarDraft('seminar.create', undefined, () => 's'), answers: { title: 'Tidlig innsats' } }, 1)
  await joinSeminar('ungt-utenforskap-2024')
  await toggleBookmark('model:sprakstart', 1)
  await toggleFollow('H-2024-16', 1)
  await keepNote({ id: 'n', key: 'model:sprakstart', section: 'start', text: 'Mitt notat', at: 1 })
  await keepTick('model:sprakstart', 'tolk', true, 1)
  await keepPosition({ key: 'model:sprakstart', part: 0.4, finished: false }, 1)

  const text = await exportOwn(Date.UTC(2026, 10, 26))
  expect(JSON.parse(text)).toMatchObject({
    bruker: { id: 'meg', epost: 'meg@oslo.no', utenNavn: false },
    meldinger: [{ svar: { tekst: 'Ikke sendt ennå' }, bareHer: true }, { nummer: 'M-2026-1', svar: { tekst: 'Hentet fra serveren' }, bareHer: false }],
    kladder: [{ skjema: 'case.ask', svar: { text: 'Hvor lenge?' } }, { skjema: 'seminar.create', svar: { title: 'Tidlig innsats' } }, { skjema: 'hindring', svar: { tekst: 'Min kladd' } }],
    ikkeSendt: [{ hva: 'report.submit' }, { hva: 'seminar.join' }],
    seminarer: [{ seminar: 'ungt-utenforskap-2024' }],
    arbeidssted: { arbeidssted: 'Eikenga' },
    bokmerker: [{ side: 'model:sprakstart' }], følger: [{ hindring: 'H-2024-16' }], notater: [{ tekst: 'Mitt notat' }], avkryssinger: [{ del: 'tolk' }], lest: [{ prosent: 40 }],
  })
  expect(text).not.toMatch(/hemmelig|annen/)
})
