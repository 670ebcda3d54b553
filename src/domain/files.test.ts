import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inTurn, kindOfFile, mostBytes, nameOf, offeredTypes, refusalOf, titleOfName, typeByName, uploadsInTurn, type DeviceFile, type Upload } from './files.ts'

describe('a file that somebody wants to add', () => {
  test('is taken by the end of its name, whatever the system says that it is', () => {
    expect(typeByName('Lysbilder.PPTX')).toBe('application/vnd.openxmlformats-officedocument.presentationml.presentation')
    expect(refusalOf({ name: 'Lysbilder.PPTX', size: 1 })).toBeUndefined()
    for (const name of ['film.mov', 'side.html', 'bilde.svg', 'pdf', '.pdf.exe']) expect(refusalOf({ name, size: 1 })).toBe('type')
  })
  test('has a size that Storage takes, and a name that it can be saved by', () => {
    expect(refusalOf({ name: 'a.pdf', size: mostBytes })).toBeUndefined()
    expect(refusalOf({ name: 'a.pdf', size: mostBytes + 1 })).toBe('size')
    expect(refusalOf({ name: 'a.pdf', size: 0 })).toBe('empty')
    expect(refusalOf({ name: `${'a'.repeat(197)}.pdf`, size: 1 })).toBe('name')
  })
  test('is offered by its type and by its ending', () => {
    expect(offeredTypes.split(',')).toEqual(expect.arrayContaining(['application/pdf', '.pdf', '.jpeg', '.docx']))
    expect(kindOfFile('application/pdf')).toBe('pdf')
    expect(kindOfFile('application/x-strange')).toBe('other')
  })
  test('gets a title to begin with, and is called by the one it ends up with', () => {
    expect(titleOfName('referat_fra_samlingen.pdf')).toBe('Referat fra samlingen')
    expect(nameOf({ title: 'Pris: kr 4/5?', ending: 'pdf' })).toBe('Pris kr 4 5.pdf')
    expect(nameOf({ title: '??', ending: 'pdf' })).toBe('fil.pdf')
    // The server's rule for names.
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 150 }), (title) => { expect(nameOf({ title, ending: 'docx' })).toMatch(/^[^/\\]{1,200}$/) }))
  })
})

test('what is wanted comes as it was asked for, what failed in passing last, and the rest not at all', () => {
  const file = (sha256: string, more: Partial<DeviceFile>): DeviceFile => ({ sha256, bytes: 1, type: '', open: true, state: 'wanted', received: 0, asked: 0, ...more })
  expect(inTurn([
    file('later', { asked: 3 }), file('failed', { asked: 1, failure: 'offline' }), file('gone', { failure: 'not-found' }), file('held', { state: 'held' }), file('first', { asked: 2 }),
  ]).map(({ sha256 }) => sha256)).toEqual(['first', 'later', 'failed'])
})

test('of what is to be uploaded only the own goes, in its turn', () => {
  const upload = (id: string, more: Partial<Upload>): Upload =>
    ({ id, owner: 'me', ref: '', title: '', ending: '', type: '', bytes: 1, sha256: '', open: true, state: 'waiting', sent: 0, at: 0, ...more })
  expect(uploadsInTurn([
    upload('second', { at: 2 }), upload('cut', { at: 0, failure: 'offline' }), upload('failed', { at: 0, failure: 'server' }), upload('refused', { failure: 'not-found' }), upload('theirs', { owner: 'other' }),
    upload('chosen', { state: 'chosen' }), upload('leaving', { state: 'leaving' }), upload('first', { at: 1 }),
  ], 'me').map(({ id }) => id)).toEqual(['cut', 'first', 'second', 'failed'])
})
