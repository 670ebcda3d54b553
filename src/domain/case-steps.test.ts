import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canCorrect, canWithdraw, caseSteps } from './case-steps.ts'
import type { Whereabouts } from './own-reports.ts'

const at = (place: Whereabouts['at']): Whereabouts => (place === 'fetched' ? { at: place } : { at: place, opId: 'o', writtenAt: 1 })
const steps = (report: Parameters<typeof caseSteps>[0]) => caseSteps(report).map(({ name, state }) => `${name} ${state}`).join(', ')

describe('a receipt', () => {
  test('says «received» only when the server has', () => {
    expect(steps({ where: at('device') })).toBe('device now, received coming, read coming, connected coming, raised coming, answer coming')
    expect(steps({ where: at('needs-help') })).toBe(steps({ where: at('device') }))
    expect(steps({ where: at('server') })).toBe('device done, received done, read now, connected coming, raised coming, answer coming')
    expect(steps({ where: at('fetched'), status: 'received' })).toBe(steps({ where: at('server') }))
  })

  test('goes on with what is done with the report', () => {
    expect(steps({ where: at('fetched'), status: 'read' })).toMatch(/read done, connected now/)
    expect(steps({ where: at('fetched'), status: 'connected' })).toMatch(/connected done, raised now, answer coming/)
    expect(steps({ where: at('fetched'), status: 'declined' })).toBe('device done, received done, read done, declined done')
  })

  test('of an evaluation promises no more than that it has come', () => {
    expect(steps({ form: 'evaluering', where: at('device') })).toBe('device now, received coming')
    expect(steps({ form: 'evaluering', where: at('fetched'), status: 'received' })).toBe('device done, received done')
    expect(steps({ form: 'evaluering', where: at('fetched'), status: 'withdrawn', withdrawn: at('fetched') })).toBe('device done, received done, withdrawn done')
  })

  test('ends with a withdrawal, which is not said to be done before the server has it', () => {
    expect(steps({ where: at('fetched'), status: 'received', withdrawn: at('device') })).toBe('device done, received done, withdrawn now')
    expect(steps({ where: at('fetched'), status: 'withdrawn', withdrawn: at('fetched') })).toBe('device done, received done, withdrawn done')
    expect(steps({ where: at('device'), withdrawn: at('device') })).toBe('device done, withdrawn now')
  })

  test('promises nothing more once its words are gone', () => {
    const redactedAt = '2028-11-26T10:00:00Z'
    expect(steps({ where: at('fetched'), status: 'received', redactedAt })).toBe('device done, received done')
    expect(steps({ where: at('fetched'), status: 'connected', redactedAt })).toBe('device done, received done, read done, connected done')
    expect(steps({ where: at('fetched'), status: 'declined', redactedAt })).toBe('device done, received done, read done, declined done')
  })

  test('of what its writer has connected is never said to be read', () => {
    const form = 'gjelder-oss-ogsa'
    expect(steps({ form, where: at('device') })).toBe('device now, received coming, connected coming, raised coming, answer coming')
    expect(steps({ form, where: at('fetched'), status: 'connected' })).toBe('device done, received done, connected done, raised now, answer coming')
    expect(steps({ form, where: at('fetched'), status: 'connected', withdrawn: at('device') })).toBe('device done, received done, connected done, withdrawn now')
  })

  test('never says a step is done after one that is not, whatever comes', () => {
    const whereabouts = fc.constantFrom<Whereabouts['at']>('device', 'needs-help', 'server', 'fetched').map(at)
    fc.assert(fc.property(whereabouts, fc.constantFrom('received', 'read', 'connected', 'declined', 'withdrawn', undefined), fc.option(whereabouts, { nil: undefined }), (where, status, withdrawn) => {
      const states = caseSteps({ where, status, withdrawn }).map(({ state }) => ['done', 'now', 'coming'].indexOf(state))
      expect(states).toEqual([...states].sort())
      expect(states.filter((state) => state === 1).length).toBeLessThan(2)
    }))
  })
})

test('one takes back what nobody has gone on with', () => {
  expect(canWithdraw({ where: at('device') })).toBe(true)
  expect(canWithdraw({ where: at('fetched'), status: 'read' })).toBe(true)
  expect(canWithdraw({ where: at('fetched'), status: 'connected' })).toBe(false)
  expect(canWithdraw({ where: at('fetched'), status: 'connected', form: 'gjelder-oss-ogsa' }), 'but for one’s own word').toBe(true)
  expect(canWithdraw({ where: at('fetched'), status: 'received', withdrawn: at('device') })).toBe(false)
  expect(canWithdraw({ where: at('needs-help') }), 'that is given up in the outbox').toBe(false)
})

test('one says otherwise what nobody has read, but not what is counted as it comes', () => {
  expect(canCorrect({ where: at('fetched'), status: 'received', form: 'hindring' })).toBe(true)
  expect(canCorrect({ where: at('fetched'), status: 'read', form: 'hindring' })).toBe(false)
  expect(canCorrect({ where: at('fetched'), status: 'received', form: 'evaluering' })).toBe(false)
})
