import { expect, test } from 'vitest'
import { mayAnswerFor, mayChange, mayHost, noRights, rightsOf, worksWithReports } from './roles.ts'

test('what roles let one do is what all of them together do', () => {
  const rights = rightsOf([{ role: 'staff' }, { role: 'developer', organisation: 'BBJ' }, { role: 'recipient', body: 'nav' }])
  expect(rights).toEqual({ isOffice: false, develops: ['BBJ'], answersFor: ['nav'] })
  expect(worksWithReports(rights)).toBe(true)
  expect(mayChange(rights, { organisations: ['BSR', 'BBJ'] })).toBe(true)
  expect(mayChange(rights, { organisations: ['BSR'] })).toBe(false)
  expect(mayAnswerFor(rights, { addressedTo: ['nav', 'udir'] })).toEqual(['nav'])
})

test('without a role, and as staff, one works with nothing', () => {
  for (const rights of [noRights, rightsOf([]), rightsOf([{ role: 'staff', organisation: 'BBJ' }])]) {
    expect(worksWithReports(rights)).toBe(false)
    expect(mayChange(rights, { organisations: ['BBJ'] })).toBe(false)
    expect(mayAnswerFor(rights, { addressedTo: ['nav'] })).toEqual([])
  }
  expect(worksWithReports(rightsOf([{ role: 'recipient', body: 'nav' }]))).toBe(false)
})

test('the office may change everything, and answers for nobody', () => {
  const rights = rightsOf([{ role: 'office' }])
  expect(mayChange(rights, {})).toBe(true)
  expect(mayAnswerFor(rights, { addressedTo: ['nav'] })).toEqual([])
})

test('the office hosts every seminar, developers their own organisation\'s, and nobody else any', () => {
  const [office, developer] = [rightsOf([{ role: 'office' }]), rightsOf([{ role: 'developer', organisation: 'BBJ' }])]
  expect([mayHost(office, {}), mayHost(office, { host: 'BAL' })]).toEqual([true, true])
  expect([mayHost(developer, { host: 'BBJ' }), mayHost(developer, { host: 'BAL' }), mayHost(developer, { host: 'office' }), mayHost(developer, {})]).toEqual([true, false, false, false])
  expect(mayHost(rightsOf([{ role: 'staff', organisation: 'BBJ' }]), { host: 'BBJ' })).toBe(false)
})
