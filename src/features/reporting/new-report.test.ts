import { expect, test } from 'vitest'
import { reactive } from 'vue'
import { reportOf, sameHereOf } from './new-report.ts'

const draft = { id: 'd', form: 'hindring', formVersion: 0, answers: {} }

test('a report holds no more than was told, and not what only the draft needs', () => {
  expect(reportOf({ ...draft, place: { workplace: ' ', service: 'skole' }, dismissed: ['Amina'], cleared: [] }, 2, { hva: 'Døra er låst' }))
    .toEqual({ form: 'hindring', formVersion: 2, answers: { hva: 'Døra er låst' }, place: { service: 'skole' }, hidePlace: false })
  expect(reportOf({ ...draft, obstacle: 'H-2024-1' }, 1, {})).toHaveProperty('obstacle', 'H-2024-1')
  expect(reportOf({ ...draft, place: {} }, 1, {})).not.toHaveProperty('place')
})

test('it can be stored as it is, whatever Vue has laid around the draft', () => {
  const report = reportOf(reactive({ ...draft, context: { ref: 'model:a' }, place: { workplace: ' Lia barnehage ' }, hidePlace: true, cleared: ['15889200038'] }), 1, {})
  expect(structuredClone(report)).toEqual({ form: 'hindring', formVersion: 1, answers: {}, context: { ref: 'model:a' }, place: { workplace: 'Lia barnehage' }, hidePlace: true, cleared: ['15889200038'] })
})

test('to say that something known is the same, no more of a draft goes along than who knows it should see', () => {
  expect(sameHereOf({ ...draft, answers: { hva: 'Døra er låst', slag: 'annet' }, place: { workplace: ' Lia ' }, dismissed: ['Amina'] }, 'Døra er låst'))
    .toEqual({ answers: { hvordan: 'Døra er låst' }, place: { workplace: 'Lia' } })
  expect(sameHereOf({ ...draft, hidePlace: false, cleared: ['1'], context: { ref: 'model:a' } })).toEqual({ hidePlace: false, cleared: ['1'], context: { ref: 'model:a' } })
})
