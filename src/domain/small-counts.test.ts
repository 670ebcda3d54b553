import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReportCount } from './documents.ts'
import { cellOf, countWriters, fewest, keyOf, tellNext, type WrittenReport } from './small-counts.ts'

/** A report, when it came, and what it is about; without `ref` it counts in no tally. */
type Sent = WrittenReport & { step: number; ref?: string }
const steps = 4

/** Few places and few writers, so that they meet. */
const sent = fc.record({
  step: fc.nat(steps - 1), owner: fc.nat(14).map((n) => `w${n}`), number: fc.constantFrom('M-2030-1', 'M-2031-1'),
  form: fc.constantFrom('hindring', 'hindring', 'gjelder-oss-ogsa', 'erfaring'), status: fc.constantFrom('received', 'connected', 'declined', 'withdrawn'),
  hidePlace: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  place: fc.record({ district: fc.constantFrom('BAL' as const, 'BSR' as const), service: fc.constantFrom('skole' as const, 'barnehage' as const) }, { requiredKeys: ['service'] }),
  ref: fc.option(fc.constantFrom('model:a', 'model:b'), { nil: undefined }),
})
const worlds = fc.array(sent, { minLength: 20, maxLength: 300, size: 'max' })

/** How many have written about each page, as far as that is told (`private.counted_reports`). */
function tallies(reports: readonly Sent[]): Record<string, number> {
  const writers = Map.groupBy(reports.filter(({ ref, status, form }) => ref !== undefined && status !== 'withdrawn' && form !== 'erfaring'), ({ ref }) => ref!)
  return Object.fromEntries([...writers].map(([ref, some]) => [ref, new Set(some.map(({ owner }) => owner)).size] as const).filter(([, n]) => n >= fewest))
}
const upTo = (reports: readonly Sent[], step: number) => reports.filter((report) => report.step <= step)

/** All that everyone is told, one telling after the other. */
function tellings(reports: readonly Sent[]): { cells: Record<string, number>; tallies: Record<string, number> }[] {
  let told: ReportCount[] = []
  return Array.from({ length: steps }, (_, step) => {
    told = tellNext(told, countWriters(upTo(reports, step)))
    return { cells: Object.fromEntries(told.map((cell) => [keyOf(cell), cell.reports])), tallies: tallies(upTo(reports, step)) }
  })
}

const countIn = (reports: readonly Sent[], key: string) => countWriters(reports).find((cell) => keyOf(cell) === key)?.reports ?? 0
const isIn = (report: Sent, key: string) => {
  const cell = cellOf(report)
  return cell !== undefined && keyOf(cell) === key
}
/** The same reports, but for the place of those in a cell that came after a step, and with some more of other people's at the end. */
function otherwise(reports: readonly Sent[], key: string, after: number, more: number): Sent[] {
  const [year, district, service] = key.split('/') as [string, 'BAL', 'skole']
  return [
    ...reports.map((report) => (report.step > after && isIn(report, key) ? { ...report, hidePlace: true } : report)),
    ...Array.from({ length: more }, (_, n): Sent => ({ step: steps - 1, owner: `x${n}`, number: `M-${year}-9`, form: 'hindring', status: 'received', hidePlace: false, place: { district, service } })),
  ]
}
const cells = ['2030', '2031'].flatMap((year) => ['BAL', 'BSR'].flatMap((district) => ['skole', 'barnehage'].map((service) => `${year}/${district}/${service}`)))

test('what is told is five at least, and differs by five at least from what was told before', () => {
  fc.assert(fc.property(worlds, (reports) => {
    const told = tellings(reports).map(({ cells }) => cells)
    for (const [step, now] of told.entries()) {
      for (const [key, number] of Object.entries(now)) {
        const before = told[step - 1]?.[key] ?? 0
        expect(number - before === 0 || number - before >= fewest, `${key}: ${before}, ${number}`).toBe(true)
      }
      for (const key of Object.keys(told[step - 1] ?? {})) expect(now).toHaveProperty([key])
    }
  }))
})

test('of a hidden cell nobody can tell which of none to four it is, whatever else they put together', () => {
  let hidden = 0
  fc.assert(fc.property(worlds, (reports) => {
    const told = tellings(reports)
    for (const key of cells.filter((cell) => !(cell in told.at(-1)!.cells))) {
      if (countIn(reports, key) > 0) hidden++
      for (let number = 0; number < fewest; number++) {
        const others = otherwise(reports, key, -1, number)
        expect(countIn(others, key)).toBe(number)
        expect(tellings(others), `${key} could be ${number}`).toEqual(told)
      }
    }
  }))
  expect(hidden, 'cells that hide somebody').toBeGreaterThan(20)
})

test('of a cell that is told nobody can tell whether none or up to four have written since', () => {
  let shown = 0
  fc.assert(fc.property(worlds, (reports) => {
    const told = tellings(reports)
    for (const [key, number] of Object.entries(told.at(-1)!.cells)) {
      const since = told.findIndex(({ cells: { [key]: then } }) => then === number)
      // At the moment it is told it is exact.
      if (since === steps - 1) continue
      const then = countIn(upTo(reports, since), key)
      shown++
      for (let more = 0; more < fewest; more++) {
        const others = otherwise(reports, key, since, more)
        expect(countIn(others, key)).toBe(then + more)
        expect(tellings(others), `${key} could be ${then + more}`).toEqual(told)
      }
    }
  }))
  expect(shown, 'cells that are told').toBeGreaterThan(20)
})

test('with a total beside them the cells would tell: that is why there is none', () => {
  const withTotal = (reports: readonly Sent[]) => ({ told: tellings(reports), total: countWriters(reports).reduce((sum, cell) => sum + cell.reports, 0) })
  const reports = Array.from({ length: 7 }, (_, n): Sent => ({ step: 0, owner: `w${n}`, number: 'M-2031-1', form: 'hindring', status: 'received', hidePlace: false, place: { district: n < 5 ? 'BAL' : 'BSR', service: 'skole' } }))
  const others = otherwise(reports, '2031/BSR/skole', -1, 3)
  expect(tellings(others)).toEqual(tellings(reports))
  expect(withTotal(others)).not.toEqual(withTotal(reports))
})

test('a report counts where it says it is about, and nowhere when it does not say', () => {
  const at = (place?: object, form = 'hindring') => cellOf({ number: 'M-2031-12', form, place })
  expect(at({ district: 'BAL', service: 'skole' })).toEqual({ year: 2031, district: 'BAL', service: 'skole' })
  expect(at({ organisation: 'BSR', service: 'skole' })).toMatchObject({ district: 'BSR' })
  expect(at({ organisation: 'BSR', district: 'BAL', service: 'skole' })).toMatchObject({ district: 'BAL' })
  for (const place of [undefined, {}, { district: 'BAL' }, { service: 'skole' }, { organisation: 'UDE', service: 'skole' }, { district: 'BAL', service: 'annet' }]) expect(at(place)).toBeUndefined()
  expect(at({ district: 'BAL', service: 'skole' }, 'erfaring')).toBeUndefined()
})
