import { describe, expect, test } from 'vitest'
import type { Operation } from './operations.ts'
import type { Delivery, OutboxEntry } from './outbox.ts'
import type { MineRow } from './own-records.ts'
import { firstText, layMemberships, layReports, partTitle, reportsAbout, saidTheSame, titleOf } from './own-reports.ts'

const copy = { epoch: 'e', rev: 10 }
const waiting: Delivery = { state: 'waiting' }
const refused: Delivery = { state: 'needs-help', code: 'invalid' }
const applied = (rev: number): Delivery => ({ state: 'applied', stream: 'mine', epoch: 'e', rev, result: { number: 'M-2026-7' } })
const entry = (order: number, operation: Operation, delivery: Delivery = waiting): OutboxEntry =>
  ({ ...operation, order, opId: `op${order}`, owner: 'u', opV: 1, writtenAt: order, delivery, attempts: 0 })
const submit = (id: string): Operation => ({ kind: 'report.submit', payload: { id, form: 'hindring', formVersion: 1, answers: { id }, hidePlace: false } })
const message = (id: string, report: string): Operation => ({ kind: 'report.message', payload: { id, report, text: `ord ${id}` } })
const withdraw = (report: string): Operation => ({ kind: 'report.withdraw', payload: { report } })

const row = (kind: MineRow['kind'], id: string, data: object): MineRow => ({ id, rev: 1, kind, slug: id, data, firstPublished: null, updated: '' }) as unknown as MineRow
const stored = (id: string, sentAt: string, status = 'received') =>
  row('report', id, { number: `M-${id}`, form: 'hindring', formVersion: 1, answers: { id }, hidePlace: false, status, sentAt })
const word = (id: string, report: string, at: string) => row('message', id, { report, author: 'office', text: `svar ${id}`, at })

describe('one\'s own reports', () => {
  test('are those fetched and those written since, last first', () => {
    const rows = [stored('a', '2026-01-01'), stored('b', '2026-01-03')]
    const laid = layReports(rows, [entry(1, submit('c')), entry(2, submit('d'))], copy)
    expect(laid.map(({ id, where: { at } }) => [id, at])).toEqual([['d', 'device'], ['c', 'device'], ['b', 'fetched'], ['a', 'fetched']])
  })

  test('stand once, also while one is fetched and its entry has not left yet', () => {
    const laid = layReports([stored('a', '2026-01-01')], [entry(1, submit('a'), applied(12))], copy)
    expect(laid).toMatchObject([{ id: 'a', number: 'M-a', where: { at: 'fetched' } }])
  })

  test('are as they were last said, until the server has that or says no', () => {
    const correct: Operation = { kind: 'report.correct', payload: { report: 'a', formVersion: 2, answers: { hva: 'nytt' }, hidePlace: true } }
    const place = { district: 'BAL' }
    const sent = row('report', 'a', { number: 'M-a', form: 'hindring', formVersion: 1, answers: { hva: 'gammelt' }, place, hidePlace: false, status: 'received', sentAt: '2026-01-01' })
    const [said] = layReports([sent], [entry(1, correct)], copy)
    expect(said).toMatchObject({ number: 'M-a', formVersion: 2, answers: { hva: 'nytt' }, hidePlace: true, corrected: { at: 'device' } })
    expect(said!.place).toBeUndefined()
    expect(layReports([sent], [entry(1, correct, refused)], copy)).toMatchObject([{ answers: { hva: 'gammelt' }, place }])
    expect(layReports([sent], [entry(1, correct, applied(10))], copy)[0]!.corrected).toBeUndefined()
    expect(layReports([], [entry(1, submit('a')), entry(2, correct)], copy)).toMatchObject([{ answers: { hva: 'nytt' }, where: { at: 'device' } }])
  })

  test('tell what became of them, in its order', () => {
    const event = (id: string, type: string, at: string, report = 'a') => row('event', id, { report, type, at })
    const rows = [event('2', 'read', '2026-01-03'), stored('a', '2026-01-01'), event('1', 'corrected', '2026-01-02'), event('3', 'read', '2026-01-03', 'other')]
    expect(layReports(rows, [], copy).map(({ events }) => events.map(({ type }) => type))).toEqual([['corrected', 'read']])
  })

  test('never show the code they are found by', () => {
    const withCode: Operation = { kind: 'report.submit', payload: { id: 'a', form: 'hindring', formVersion: 1, answers: {}, hidePlace: false, followUp: 'f'.repeat(64) } }
    expect(JSON.stringify(layReports([], [entry(1, withCode)], copy))).not.toContain('ffff')
  })

  test('have the number the server gave, before they have come back', () => {
    expect(layReports([], [entry(1, submit('a'), applied(12))], copy)).toMatchObject([{ number: 'M-2026-7', where: { at: 'server', opId: 'op1' } }])
  })

  test('that the server refused are there with their text', () => {
    expect(layReports([], [entry(1, submit('a'), refused)], copy)).toMatchObject([{ answers: { id: 'a' }, where: { at: 'needs-help' } }])
  })

  test('carry their threads: what was fetched by the server\'s time, then what one has written', () => {
    const rows = [stored('a', '2026-01-01'), word('2', 'a', '2026-01-03'), word('1', 'a', '2026-01-02'), word('x', 'gone', '2026-01-02')]
    const [report] = layReports(rows, [entry(1, message('3', 'a')), entry(2, message('4', 'a'), refused), entry(3, message('2', 'a'), applied(11)), entry(4, message('5', 'unknown'))], copy)
    expect(report!.messages.map(({ id, where: { at } }) => [id, at])).toEqual([['1', 'fetched'], ['2', 'fetched'], ['3', 'device'], ['4', 'needs-help']])
  })

  test('are taken back as soon as one says so, unless the server refused that', () => {
    const rows = [stored('a', '2026-01-01'), stored('b', '2026-01-01'), stored('c', '2026-01-01', 'withdrawn')]
    const laid = layReports(rows, [entry(1, withdraw('a')), entry(2, withdraw('b'), refused), entry(3, withdraw('nowhere'))], copy)
    expect(Object.fromEntries(laid.map(({ id, withdrawn }) => [id, withdrawn?.at]))).toEqual({ a: 'device', b: undefined, c: 'fetched' })
  })

  test('are as fetched once the base has come as far as one\'s change', () => {
    const laid = layReports([stored('a', '2026-01-01', 'connected')], [entry(1, withdraw('a'), applied(10))], copy)
    expect(laid[0]).not.toHaveProperty('withdrawn')
  })
})

test('the seminars one takes part in are those fetched, with what one has joined and left since', () => {
  const rows = [row('membership', '1', { seminar: 'a', joinedAt: '2026-01-01' }), row('membership', '2', { seminar: 'b', joinedAt: '2026-01-01' })]
  const join = (seminar: string): Operation => ({ kind: 'seminar.join', payload: { id: seminar, seminar } })
  const leave = (seminar: string): Operation => ({ kind: 'seminar.leave', payload: { seminar } })
  const laid = layMemberships(rows, [entry(1, leave('a')), entry(2, join('c')), entry(3, join('d'), refused), entry(4, leave('b'), refused), entry(5, join('e')), entry(6, leave('e'))], copy)
  expect(laid.map(({ seminar, where: { at } }) => [seminar, at])).toEqual([['b', 'fetched'], ['c', 'device']])
})

describe('what a report is known by', () => {
  const written = new Set(['erfaring.virker', 'hindring.hva'])

  test('is the first that was answered in words, and not what was chosen', () => {
    expect(firstText({ form: 'erfaring', answers: { brukt: 'fast', dato: '2026-01-01', virker: 'Samtalene' } }, written)).toBe('Samtalene')
    expect(firstText({ form: 'erfaring', answers: { brukt: 'nei', virker: ' ' } }, written)).toBeUndefined()
  })

  test('is any text where the device does not hold the form', () => {
    expect(firstText({ form: 'ukjent', answers: { tall: 3, hva: 'Døra' } }, written)).toBe('Døra')
  })

  test('is cut between words, and at the first line', () => {
    expect(titleOf('Tolken kommer ikke\nog vi må ringe')).toBe('Tolken kommer ikke')
    expect(titleOf(`${'ord '.repeat(30)}`)).toBe(`${'ord '.repeat(14)}ord …`)
    expect(titleOf('x'.repeat(100))).toBe(`${'x'.repeat(60)} …`)
    expect(titleOf(undefined)).toBe('')
  })
})

describe('what one has said before', () => {
  const made = (id: string, more: object) => row('report', id, { number: `M-${id}`, form: 'hindring', formVersion: 1, answers: {}, hidePlace: false, status: 'received', sentAt: id, ...more })
  const same = { form: 'gjelder-oss-ogsa', obstacle: 'H-2024-1', status: 'connected' }

  test('that an obstacle is one\'s own too stands until it is taken back, and may then be said again', () => {
    const rows = [made('a', same), made('b', { obstacle: 'H-2024-2', status: 'connected' })]
    expect(saidTheSame(layReports(rows, [], copy), 'H-2024-1')?.id).toBe('a')
    expect(saidTheSame(layReports(rows, [], copy), 'H-2024-2'), 'another connected that one').toBeUndefined()
    const taken = layReports(rows, [entry(1, withdraw('a'))], copy)
    expect(saidTheSame(taken, 'H-2024-1')).toBeUndefined()
    const again: Operation = { kind: 'report.submit', payload: { id: 'c', form: 'gjelder-oss-ogsa', formVersion: 1, answers: {}, hidePlace: false, obstacle: 'H-2024-1' } }
    expect(saidTheSame(layReports(rows, [entry(1, withdraw('a')), entry(2, again)], copy), 'H-2024-1')?.id).toBe('c')
  })

  test('about a page is what was written from it and stands', () => {
    const from = (ref: string, section?: string) => ({ context: { ref, ...section ? { section } : {} } })
    const rows = [made('1', from('model:a')), made('2', from('model:a', 'del')), made('3', from('model:b')), made('4', {}), made('5', { ...from('model:a'), status: 'withdrawn' })]
    expect(reportsAbout(layReports(rows, [], copy), 'model:a').map(({ id }) => id)).toEqual(['2', '1'])
  })

  test('the part it is about is found by its id, whatever kind of part it is', () => {
    const data = { title: 'M', services: ['skole'], sections: [], components: [{ id: 'a', title: 'Delt stilling' }], figures: [{ id: 'f' }], odd: [null] }
    expect(partTitle(data, 'a')).toBe('Delt stilling')
    expect(partTitle(data, 'f')).toBeUndefined()
    expect(partTitle(data, 'b')).toBeUndefined()
  })
})
