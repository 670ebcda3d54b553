import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formOf, soundVersion } from '../../tests/support/form-arbitraries.ts'
import { words } from '../../tests/support/made-up-forms.ts'
import { checkForm } from './form-soundness.ts'
import type { Form, FormVersion, Question } from './forms.ts'

const label = words('Spørsmål')
const version = (number: number, ...questions: object[]): FormVersion =>
  ({ version: number, steps: [{ id: 'alt', title: label, questions: questions.map((one) => ({ id: 'q', label, ...one }) as Question) }] })
const consent = { id: 'q', kind: 'consent' }
const options = (...ids: string[]) => ids.map((id) => ({ id, label }))

test('a sound form has nothing wrong with it', () => {
  fc.assert(fc.property(soundVersion, (made) => { expect(checkForm(formOf(made))).toEqual([]) }))
})

test.each<[string, Form, string, string]>([
  ['no version', formOf(), 'versions', 'versions'],
  ['versions oldest first', formOf(version(1, consent), version(2, consent)), 'versions', 'versions'],
  ['a version twice', formOf(version(2, consent), version(2, consent)), 'versions', 'versions'],
  ['a version that is no number of one', formOf(version(0, consent)), 'versions', 'versions'],
  ['nothing to answer', formOf(version(1, { kind: 'heading' })), 'version 1', 'empty'],
  ['an empty step', formOf({ version: 1, steps: [...version(1, consent).steps, { id: 'to', title: label, questions: [] }] }), 'version 1', 'empty'],
  ['an id with a letter that is not ASCII', formOf(version(1, { ...consent, id: 'hjelpå' })), 'version 1.hjelpå', 'id'],
  ['an id that begins with a figure', formOf(version(1, { ...consent, id: '1-a' })), 'version 1.1-a', 'id'],
  ['an id that is too long', formOf(version(1, { ...consent, id: 'a'.repeat(51) })), `version 1.${'a'.repeat(51)}`, 'id'],
  ['an id twice', formOf(version(1, consent, consent)), 'version 1.q', 'id-twice'],
  ['an id of a heading again', formOf(version(1, { kind: 'heading' }, consent)), 'version 1.q', 'id-twice'],
  ['an id that was another kind before', formOf(version(2, { kind: 'date' }), version(1, consent)), 'version 1.q', 'kind-changed'],
  ['no options', formOf(version(1, { kind: 'oneOf' })), 'version 1.q', 'options'],
  ['one option', formOf(version(1, { kind: 'oneOf', options: options('a') })), 'version 1.q', 'options'],
  ['options and a list', formOf(version(1, { kind: 'manyOf', options: options('a', 'b'), list: 'themes' })), 'version 1.q', 'options'],
  ['a list that is not there', formOf(version(1, { kind: 'manyOf', list: 'toString' })), 'version 1.q', 'options'],
  ['an option twice', formOf(version(1, { kind: 'oneOf', options: options('a', 'a') })), 'version 1.q.options.a', 'id-twice'],
  ['more choices than there are', formOf(version(1, { kind: 'manyOf', options: options('a', 'b'), most: 3 })), 'version 1.q.most', 'most'],
  ['a number of choices where one is made', formOf(version(1, { kind: 'oneOf', list: 'themes', most: 1 })), 'version 1.q.most', 'most'],
  ['a text that may be endless', formOf(version(1, { kind: 'longText', maxLength: 4001 })), 'version 1.q', 'lengths'],
  ['a text that must be longer than it may', formOf(version(1, { kind: 'shortText', minLength: 3, maxLength: 2 })), 'version 1.q', 'lengths'],
  ['more text than goes into one report', formOf(version(1, ...['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'longText', maxLength: 4000 })))), 'version 1', 'all-lengths'],
  ['a scale of one step', formOf(version(1, { kind: 'scale', from: 1, to: 1 })), 'version 1.q', 'range'],
  ['a scale of half steps', formOf(version(1, { kind: 'scale', from: 0.5, to: 1.5 })), 'version 1.q', 'range'],
  ['a scale without end', formOf(version(1, { kind: 'scale', from: 1, to: 100 })), 'version 1.q', 'range'],
  ['dates the wrong way round', formOf(version(1, { kind: 'date', earliest: '2026-02-01', latest: '2026-01-01' })), 'version 1.q', 'range'],
  ['a limit that is no date', formOf(version(1, { kind: 'date', latest: '2026-02-30' })), 'version 1.q', 'range'],
  ['a condition on itself', formOf(version(1, { ...consent, showWhen: { question: 'q', answered: true } })), 'version 1.q.showWhen', 'not-earlier'],
  ['a condition on what comes later', formOf(version(1, { ...consent, required: { question: 'b', answered: true } }, { ...consent, id: 'b' })), 'version 1.q.required', 'not-earlier'],
  ['a condition on a heading', formOf(version(1, { id: 'a', kind: 'heading' }, { ...consent, showWhen: { question: 'a', answered: true } })), 'version 1.q.showWhen', 'not-earlier'],
  ['a condition deep inside', formOf(version(1, consent, { ...consent, id: 'b', showWhen: { all: [{ not: { any: [{ question: 'x', answered: true }] } }] } })), 'version 1.b.showWhen', 'not-earlier'],
  ['a condition of nothing', formOf(version(1, { ...consent, showWhen: { any: [] } })), 'version 1.q.showWhen', 'condition'],
  ['an option that is not there', formOf(version(1, { id: 'a', kind: 'oneOf', options: options('x', 'y') }, { ...consent, showWhen: { question: 'a', equals: 'z' } })), 'version 1.q.showWhen', 'never'],
  ['equality with many', formOf(version(1, { id: 'a', kind: 'manyOf', options: options('x', 'y') }, { ...consent, showWhen: { question: 'a', equals: 'x' } })), 'version 1.q.showWhen', 'never'],
  ['a step that the scale has not', formOf(version(1, { id: 'a', kind: 'scale', from: 1, to: 5 }, { ...consent, showWhen: { question: 'a', equals: 6 } })), 'version 1.q.showWhen', 'never'],
  ['the words of a text', formOf(version(1, { id: 'a', kind: 'shortText', maxLength: 5 }, { ...consent, showWhen: { question: 'a', equals: 'x' } })), 'version 1.q.showWhen', 'never'],
])('%s is told', (_what, form, at, fault) => {
  expect(checkForm(form)).toContainEqual({ at, fault })
})
