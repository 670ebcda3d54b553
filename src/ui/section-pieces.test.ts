import { expect, test } from 'vitest'
import { piecesOf, placedFigures } from './section-pieces.ts'

test('a figure stands where its line stands', () => {
  expect(piecesOf('Før.\n\n{{figure:budsjett}}\n\nEtter.\n\n{{figure:roller}}')).toEqual([
    { text: 'Før.' }, { figure: 'budsjett' }, { text: 'Etter.' }, { figure: 'roller' },
  ])
})

test('a figure that does not stand alone on its line is text', () => {
  const body = 'Se {{figure:budsjett}} her.'
  expect(piecesOf(body)).toEqual([{ text: body }])
  expect(placedFigures(body)).toEqual([])
})

test('a text with figures alone, or with nothing, has no empty pieces', () => {
  expect(piecesOf('{{figure:a}}\n{{figure:b}}')).toEqual([{ figure: 'a' }, { figure: 'b' }])
  expect(piecesOf(' \n')).toEqual([])
})
