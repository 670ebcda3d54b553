import { describe, expect, test } from 'vitest'
import { isUndecided, isUnread, judgementOf, layCases, turnIn } from './casework.ts'
import type { Operation } from './operations.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'
import type { Case, CaseRow } from './own-records.ts'

const copy = { epoch: 'e', rev: 10 }
const refused: Delivery = { state: 'needs-help', code: 'invalid' }
const applied = (rev: number): Delivery => ({ state: 'applied', stream: 'inbox', epoch: 'e', rev, result: {} })
const entry = (operation: Operation, delivery: Delivery = { state: 'waiting' }, order = 1): OutboxEntry =>
  ({ ...operation, order, opId: `op${order}`, owner: 'u', opV: 1, writtenAt: order, delivery, attempts: 0 })

const row = (report: string, sentAt: string, more: Partial<Case> = {}): CaseRow => ({
  id: report, rev: 1, kind: 'case', slug: `M-${report}`, firstPublished: null, updated: '',
  data: { report, number: `M-${report}`, form: 'hindring', formVersion: 1, answers: {}, status: 'received', sentAt, hidePlace: false, messages: [], events: [], ...more },
})
const lay = (rows: CaseRow[], entries: OutboxEntry[] = []) => layCases(rows, entries, copy, { numbers: new Map([['o1', 'H-2026-1']]), author: 'developer' })
const seen = { status: 'received' } as const

describe('the reports to work with', () => {
  test('stand in the order to take them: the unread, then those begun, the oldest first; the decided last, the latest first', () => {
    const rows = [
      row('a', '2026-01-05'), row('b', '2026-01-01', { status: 'read' }), row('c', '2026-01-03'), row('d', '2026-01-02', { status: 'declined', reason: 'Nei' }),
      row('e', '2026-01-04', { status: 'connected', obstacle: 'H-1' }), row('f', '2025-01-01', { redactedAt: '2026-01-01' }),
    ]
    expect(lay(rows).map(({ report }) => report)).toEqual(['c', 'a', 'b', 'e', 'd', 'f'])
  })

  test('are read, asked about, connected and declined as soon as one has said so', () => {
    const [read] = lay([row('a', '1')], [entry({ kind: 'case.read', payload: { report: 'a' } })])
    expect(read).toMatchObject({ status: 'read' })
    const [asked] = lay([row('a', '1')], [entry({ kind: 'case.ask', payload: { id: 'm', report: 'a', text: 'Hvor ofte?' } })])
    expect(asked).toMatchObject({ status: 'read', messages: [{ id: 'm', author: 'developer', text: 'Hvor ofte?', where: { at: 'device' } }] })
    const [connected] = lay([row('a', '1', { status: 'declined', reason: 'Nei' })], [entry({ kind: 'case.connect', payload: { report: 'a', obstacle: 'o1', seen } })])
    expect(judgementOf(connected!)).toEqual({ status: 'connected', obstacle: 'H-2026-1' })
    const [declined] = lay([row('a', '1', { status: 'connected', obstacle: 'H-9' })], [entry({ kind: 'case.decline', payload: { report: 'a', reason: 'Allerede løst', seen } })])
    expect(judgementOf(declined!)).toEqual({ status: 'declined', reason: 'Allerede løst' })
    expect(declined!.judged).toMatchObject({ at: 'device' })
  })

  test('connected to an obstacle that has no number yet, are connected all the same', () => {
    const [made] = lay([row('a', '1')], [entry({ kind: 'case.connect', payload: { report: 'a', obstacle: 'new', seen } })])
    expect(made).toMatchObject({ status: 'connected', toObstacle: 'new' })
    expect(made!.obstacle).toBeUndefined()
  })

  test('are as the server has them where it has said no, and once it has come as far', () => {
    const decline: Operation = { kind: 'case.decline', payload: { report: 'a', reason: 'Nei', seen } }
    expect(lay([row('a', '1')], [entry(decline, refused)])).toMatchObject([{ status: 'received', entries: [{ opId: 'op1' }] }])
    expect(lay([row('a', '1')], [entry(decline, applied(10))])).toMatchObject([{ status: 'received', entries: [] }])
    expect(lay([row('a', '1')], [entry(decline, applied(11))])).toMatchObject([{ status: 'declined', judged: { at: 'server' } }])
  })

  test('say a question once, also when it has been fetched before its entry has left', () => {
    const messages = [{ id: 'm', author: 'developer' as const, text: 'Hvor ofte?', at: '2' }]
    const [asked] = lay([row('a', '1', { status: 'read', messages })], [entry({ kind: 'case.ask', payload: { id: 'm', report: 'a', text: 'Hvor ofte?' } }, applied(11))])
    expect(asked!.messages).toHaveLength(1)
  })

  test('of which nobody can tell any more what they said wait for nobody', () => {
    expect(isUndecided({ status: 'read' })).toBe(true)
    expect(isUndecided({ status: 'read', redactedAt: '1' })).toBe(false)
    expect(isUndecided({ status: 'connected' })).toBe(false)
    expect([isUnread({ status: 'received' }), isUnread({ status: 'received', redactedAt: '1' }), isUnread({ status: 'read' })]).toEqual([true, false, false])
  })

  test('wait for their writer from a question to the next answer', () => {
    const said = (...authors: ('reporter' | 'office' | 'developer')[]) => turnIn({ messages: authors.map((author, n) => ({ id: `${n}`, author, text: '', where: { at: 'fetched' } })) })
    expect([said(), said('reporter'), said('office'), said('developer', 'reporter'), said('office', 'reporter', 'developer')]).toEqual([undefined, undefined, 'asked', 'answered', 'asked'])
  })
})
