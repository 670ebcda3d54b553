import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notesText } from './notes-text.ts'

test('notes stand page by page, the page written in last first', () => {
  const notes = [{ page: 'Modell', text: 'gammelt', at: 1 }, { page: 'Seminar', part: 'Innledning', text: ' først\n', at: 2 }, { page: 'Seminar', text: 'sist', at: 3 }]
  expect(notesText('Notater', notes, (at) => `dag ${at}`).split('\r\n')).toEqual([
    'Notater', '=======', '', 'Seminar', '-------', '', 'Innledning, dag 2', 'først', '', 'dag 3', 'sist', '', 'Modell', '------', '', 'dag 1', 'gammelt', '',
  ])
})

test('nothing that was written is left out', () => {
  const word = fc.stringMatching(/^[a-zæøå]{1,12}$/)
  const notes = fc.array(fc.record({ page: word, text: word, at: fc.nat() }))
  fc.assert(fc.property(notes, (all) => {
    const text = notesText('N', all, String).split('\r\n')
    for (const note of all) expect(text).toContain(note.text)
  }))
})
