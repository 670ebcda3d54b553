import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromExport, toExport } from './outbox-export.ts'
import { failure } from './result.ts'

const entry = { kind: 'report.withdraw', payload: { report: 'r' }, order: 1, opId: 'x', owner: null, opV: 1, writtenAt: 0, delivery: { state: 'waiting' }, attempts: 0 }
const draft = { id: 'd', owner: 'u', form: 'hindring', formVersion: 1, answers: { a: 1 }, updated: 2 }
const file = (part: object = {}) => JSON.stringify({ feltboka: 'outbox', version: 1, entries: [entry], drafts: [draft], ...part })

test('a file is read as it was written', () => {
  expect(fromExport(file())).toEqual({ ok: true, value: { entries: [entry], drafts: [draft] } })
  expect(toExport([], [])).toContain('feltboka')
})

test.each<[string, string]>([
  ['nothing', ''], ['a page of HTML', '<!doctype html>'], ['a number', '7'], ['null', 'null'], ['another file', '{"entries":[],"drafts":[]}'],
  ['one of a later version', file({ version: 2 })], ['one cut short', file().slice(0, -5)], ['no list', file({ entries: {} })],
  ['an operation we do not know', file({ entries: [{ ...entry, kind: 'report.burn' }] })], ['one named like what every object has', file({ entries: [{ ...entry, kind: 'toString' }] })],
  ['an entry without id', file({ entries: [entry, { ...entry, opId: undefined }] })], ['one without payload', file({ entries: [{ ...entry, payload: null }] })],
  ['one in no state', file({ entries: [{ ...entry, delivery: { state: 'sending' } }] })], ['a draft without a form', file({ drafts: [{ ...draft, form: undefined }] })],
])('%s is unreadable, whole', (_, text) => {
  expect(fromExport(text)).toEqual(failure('unreadable'))
})

test('whatever a file holds, reading it does not throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.anything().map((value) => file({ entries: [value], drafts: [value] }))), (text) => {
    fromExport(text)
  }))
})
