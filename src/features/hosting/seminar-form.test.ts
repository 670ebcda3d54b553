import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Seminar } from '../../domain/documents.ts'
import { layFields } from '../../domain/seminar-changes.ts'
import { changedByOthers, changedIn, daysOf, editingOf, fieldsOf, inTimeOrder, moved, problemsIn, type Answers } from './seminar-form.ts'

const seminar: Seminar = {
  title: 'Språk', summary: '', services: [], districts: [], ages: [], themes: [], related: [], sources: [], reviewed: '', type: 'seminar', date: '2026-12-04', programme: [], materials: [], sections: [],
}
const edit = (more: Answers = {}, data: Partial<Seminar> = {}): Answers => ({ ...editingOf({ rev: 3, data: { ...seminar, ...data } }), ...more })

const word = fc.stringMatching(/^[a-zæøå]{1,8}$/)
const time = fc.constantFrom('09:00', '10:15', '11:30')
const line = fc.record({ id: fc.uuid(), title: word, text: word, day: fc.constant('2026-12-04'), from: time, who: word }, { requiredKeys: ['id', 'title'] })
const part = fc.record({ id: fc.uuid(), title: word, body: word })
const some = fc.record({
  title: word, summary: word, place: word, organiser: word, endDate: fc.constant('2026-12-05'), evaluationCloses: fc.constant('2026-12-11'),
  themes: fc.constant(['sprak']), related: fc.constant(['model:sprakstart']), obstacles: fc.constant(['H-2024-1']), recording: fc.constant({ url: 'https://video.oslo.no/1', text: 'Opptak' }),
  programme: fc.array(line, { maxLength: 4 }), sections: fc.array(part, { maxLength: 3 }),
}, { requiredKeys: ['title'] }).map((fields) => ({ ...seminar, ...fields }) as Seminar)

describe('a seminar as it is written', () => {
  test('is as it was as long as nothing is changed, and stands nothing in its own way', () => {
    fc.assert(fc.property(some, (data) => {
      const begun = editingOf({ rev: 3, data })
      expect([changedIn(begun), problemsIn(begun), changedByOthers(begun, data)]).toEqual([{}, [], []])
      expect(layFields(seminar, fieldsOf(begun))).toEqual(data)
    }))
  })

  test('sends what differs, and null of what has been emptied', () => {
    const begun = edit({ place: ' ', title: ' Språk i barnehagen ', 'recording.url': '', 'recording.text': '', obstacles: [] }, { place: 'Rådhuset', recording: { url: 'https://a.no', text: 'Opptak' }, obstacles: ['H-2024-1'] })
    expect(changedIn(begun)).toEqual({ title: 'Språk i barnehagen', place: null, recording: null, obstacles: null })
  })

  test('tells what others have changed since it was begun', () => {
    expect(changedByOthers(edit({ title: 'Mitt' }), { ...seminar, place: 'Rådhuset', title: 'Deres' })).toEqual(['title', 'place'])
  })

  test.each<[string, Answers, [string, string][]]>([
    ['without a title', { title: ' ' }, [['title', 'needed']]],
    ['that ends before it begins', { endDate: '2026-12-03' }, [['endDate', 'ends-before']]],
    ['with a line without words', { lines: ['a'] }, [['lines.a.title', 'needed']]],
    ['with a line that ends before it begins', { lines: ['a'], 'lines.a.title': 'x', 'lines.a.from': '10:00', 'lines.a.to': '10:00' }, [['lines.a.to', 'to-before']]],
    ['with a line that ends without having begun', { lines: ['a'], 'lines.a.title': 'x', 'lines.a.to': '10:00' }, [['lines.a.from', 'from-needed']]],
    ['with a line on another day', { lines: ['a'], 'lines.a.title': 'x', 'lines.a.day': '2026-12-06', endDate: '2026-12-05' }, [['lines.a.day', 'day-outside']]],
    ['with half a text', { parts: ['a'], 'parts.a.title': 'Etterpå' }, [['parts.a.body', 'needed']]],
    ['with a recording nowhere', { 'recording.text': 'Opptak' }, [['recording.url', 'needed']]],
    ['with a recording that is no safe address', { 'recording.url': 'http://a.no', 'recording.text': 'Opptak' }, [['recording.url', 'https']]],
    ['whose recording has no name', { 'recording.url': 'https://a.no' }, [['recording.text', 'needed']]],
    ['that is evaluated before it has been', { evaluationCloses: '2026-12-03' }, [['evaluationCloses', 'closes-before']]],
    ['that is more than the server takes', { parts: ['a'], 'parts.a.title': 'x', 'parts.a.body': 'å'.repeat(33_000) }, [['form', 'too-large']]],
  ])('%s is not sent', (_, answers, problems) => {
    expect(problemsIn(edit(answers))).toEqual(problems)
  })
})

test('a part moves one place and no further, and none is lost', () => {
  fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1 }), fc.nat(), fc.constantFrom<-1 | 1>(-1, 1), (ids, nth, by) => {
    const id = ids[nth % ids.length]!
    const next = moved(ids, id, by)
    expect([...next].sort()).toEqual([...ids].sort())
    expect(next.indexOf(id)).toBe(Math.min(Math.max(ids.indexOf(id) + by, 0), ids.length - 1))
    expect(next.filter((one) => one !== id)).toEqual(ids.filter((one) => one !== id))
  }))
})

test('the lines can be put as the clock has them; what has no time goes with the line before it', () => {
  const lines = { a: '10:00', b: '', c: '09:00', d: '' }
  expect(inTimeOrder({ date: '2026-12-04', lines: Object.keys(lines), ...Object.fromEntries(Object.entries(lines).map(([id, from]) => [`lines.${id}.from`, from])) })).toEqual(['c', 'd', 'a', 'b'])
  expect(inTimeOrder({ date: '2026-12-04', lines: ['a', 'b'], 'lines.a.from': '09:00', 'lines.a.day': '2026-12-05', 'lines.b.from': '10:00' })).toEqual(['b', 'a'])
})

test('the days are those from the first to the last', () => {
  expect(daysOf({ date: '2026-12-31', endDate: '2027-01-02' })).toEqual(['2026-12-31', '2027-01-01', '2027-01-02'])
  expect([daysOf({ date: '2026-12-31' }), daysOf({ date: '2026-12-31', endDate: '2026-12-01' }), daysOf({})]).toEqual([['2026-12-31'], ['2026-12-31'], []])
})
