import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OutboxEntry } from './outbox.ts'
import type { OwnReport } from './own-reports.ts'
import { toOwnFile, type OwnThings } from './own-export.ts'

const nothing: OwnThings = { reports: [], memberships: [], drafts: [], entries: [], place: {}, bookmarks: [], follows: [], notes: [], ticks: [], positions: [], views: [] }
const now = Date.UTC(2026, 10, 26, 12)
const report: OwnReport = { id: 'r', form: 'hindring', formVersion: 1, answers: {}, hidePlace: false, where: { at: 'fetched' }, messages: [], events: [] }

test('a report stands there as its writer knows it, with what became of it', () => {
  const told: OwnReport = {
    ...report, number: 'M-2026-3', status: 'connected', sentAt: '2026-11-20T08:00:00Z', answers: { hva: 'Ingen tolk' }, obstacle: 'H-2026-1',
    place: { service: 'barnehage', district: 'BSR', workplace: 'Eikenga' }, context: { ref: 'model:sprakstart', section: 'start' },
    messages: [{ id: 'm', author: 'office', text: 'Takk', at: '2026-11-21T08:00:00Z', where: { at: 'fetched' } }],
    events: [{ type: 'connected', at: '2026-11-22T08:00:00Z', obstacle: 'H-2026-1' }],
  }
  expect(JSON.parse(toOwnFile({ ...nothing, reports: [told] }, now))).toMatchObject({
    feltboka: 'mine opplysninger', laget: '2026-11-26T12:00:00.000Z', bruker: null,
    meldinger: [{
      nummer: 'M-2026-3', status: 'koblet til en hindring', meldt: '2026-11-20T08:00:00Z', bareHer: false, skjema: 'hindring', svar: { hva: 'Ingen tolk' },
      skrevetFra: { side: 'model:sprakstart', del: 'start' }, hvor: { tjeneste: 'barnehage', bydel: 'BSR', arbeidssted: 'Eikenga' },
      samtale: [{ fra: 'programkontoret', tekst: 'Takk' }], hendelser: [{ hva: 'koblet til en hindring', hindring: 'H-2026-1' }],
    }],
  })
})

test('every word that anybody wrote is in it, in whatever they wrote it, and it can be read again', () => {
  const words = fc.string({ minLength: 1, maxLength: 40 })
  fc.assert(fc.property(fc.record({ answer: words, message: words, draft: words, unsent: words, note: words, workplace: words, reason: words }), (said) => {
    const file = JSON.parse(toOwnFile({
      ...nothing,
      place: { workplace: said.workplace },
      reports: [{ ...report, reason: said.reason, answers: { hva: said.answer }, messages: [{ id: 'm', author: 'reporter', text: said.message, where: { at: 'fetched' } }] }],
      drafts: [{ form: 'hindring', formVersion: 1, answers: { hva: said.draft }, updated: now }],
      entries: [{ kind: 'report.message', payload: { id: 'm', report: 'r', text: said.unsent }, delivery: { state: 'waiting' }, order: 1, opId: 'o', owner: null, opV: 1, writtenAt: now, attempts: 0 }],
      notes: [{ key: 'model:a', section: 's', text: said.note, at: now }],
    }, now)) as unknown
    const found: string[] = []
    JSON.stringify(file, (_, value: unknown) => { if (typeof value === 'string') found.push(value); return value })
    expect(found).toEqual(expect.arrayContaining(Object.values(said)))
  }))
})

test('the obstacles one follows are in it', () => {
  expect(JSON.parse(toOwnFile({ ...nothing, follows: [{ number: 'H-2024-16', at: now }] }, now))).toMatchObject({ følger: [{ hindring: 'H-2024-16', siden: '2026-11-26T12:00:00.000Z' }] })
})

test('what is confirmed is among the reports, and not said to be unsent', () => {
  const confirmed = { kind: 'report.withdraw', payload: { report: 'r' }, delivery: { state: 'applied' }, writtenAt: now } as OutboxEntry
  expect(JSON.parse(toOwnFile({ ...nothing, entries: [confirmed] }, now))).toMatchObject({ ikkeSendt: [] })
})
