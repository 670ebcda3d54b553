import { expect, test } from 'vitest'
import { actOf } from './keys.ts'

const nowhere = { writing: false, dialog: false, pressable: false }
const press = (key: string, more: Partial<KeyboardEvent> = {}, focus = {}) => actOf({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more }, { ...nowhere, ...focus })

test('each key has its act, with and without capitals', () => {
  expect(['j', 'K', '1', '2', '3', 'Enter', 'n', 'S', 'l', 'z', '?'].map((key) => press(key)))
    .toEqual(['next', 'previous', 'first', 'second', 'third', 'connect', 'make', 'ask', 'decline', 'undo', 'keys'])
  expect(['4', 'x', '/', 'Escape', ' '].map((key) => press(key))).toEqual(Array(5).fill(undefined))
})

test('nothing happens while one writes, in a dialog, or with a key held beside it', () => {
  for (const focus of [{ writing: true }, { dialog: true }]) expect(['j', 'Enter', 'l'].map((key) => press(key, {}, focus))).toEqual(Array(3).fill(undefined))
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) expect(press('s', more)).toBeUndefined()
})

test('Enter presses the button that has the focus, and a key held down connects nothing', () => {
  expect(press('Enter', {}, { pressable: true })).toBeUndefined()
  expect(press('j', {}, { pressable: true })).toBe('next')
  expect([press('Enter', { repeat: true }), press('z', { repeat: true }), press('j', { repeat: true })]).toEqual([undefined, undefined, 'next'])
})
