import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { deviceDatabase as device } from './device-database.ts'
import { notesFile } from './notes-file.ts'
import { publicDatabase } from './public-database.ts'
import { keepNote } from './reading-repository.ts'

beforeEach(async () => {
  await device.notes.clear()
  await publicDatabase.documents.clear()
})
const at = (time: number) => `dag ${time}`
const file = (text: string) => notesFile('Notater', at, { key: 'seminar:samling', section: 'notat', text })

test('all that one has written is in it, under the names of its pages, and what was just typed in place of what was kept', async () => {
  await publicDatabase.documents.put({ id: 'a', rev: 1, kind: 'model', slug: 'sprakstart', data: { title: 'Språkstart', sections: [{ id: 'hvem', title: 'For hvem' }], related: [] }, firstPublished: '', updated: '', refs: [] } as never)
  await keepNote({ id: 'model:sprakstart#hvem', key: 'model:sprakstart', section: 'hvem', text: 'Prøv dette', at: 1 })
  await keepNote({ id: 'seminar:samling#notat', key: 'seminar:samling', section: 'notat', text: 'Først', at: 2 })
  const made = await file('Først, og mer')
  expect(made).toContain('Språkstart\r\n----------\r\n\r\nFor hvem, dag 1\r\nPrøv dette')
  expect(made).toContain('Først, og mer')
  expect(made.match(/Først/g)).toHaveLength(1)
  // A page that is not on the device any more is named by its key: nothing is left out.
  expect(made).toContain('seminar:samling')
})

test('a note whose words were taken away is not in it', async () => {
  await keepNote({ id: 'seminar:samling#notat', key: 'seminar:samling', section: 'notat', text: 'Først', at: 2 })
  expect(await file('  ')).not.toContain('samling')
})
