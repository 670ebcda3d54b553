import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coded, narrow, readFilter, toggled, writeFilter, type Dimension } from './filters.ts'

interface Item { services: string[]; status: string }
const services: Dimension<Item> = { key: 'tjeneste', values: ['helsestasjon', 'barnehage', 'skole'], of: (item) => item.services }
const status: Dimension<Item> = { key: 'status', values: ['operation', 'trial'], of: (item) => [item.status] }
const dimensions = [services, status]

const items: Item[] = [
  { services: ['barnehage'], status: 'operation' },
  { services: ['barnehage', 'skole'], status: 'trial' },
  { services: ['skole'], status: 'operation' },
]

describe('the address', () => {
  test('carries several values separated by commas', () => {
    expect(readFilter({ tjeneste: 'skole,barnehage', status: 'trial' }, dimensions)).toEqual({ tjeneste: ['barnehage', 'skole'], status: ['trial'] })
  })

  test('may repeat a key', () => {
    expect(readFilter({ tjeneste: ['skole', 'barnehage', null] }, dimensions)).toEqual({ tjeneste: ['barnehage', 'skole'] })
  })

  test('with unknown values or keys is read as if they were not there', () => {
    expect(readFilter({ tjeneste: 'skole,slottet', status: 'ukjent', farge: 'gul' }, dimensions)).toEqual({ tjeneste: ['skole'] })
    expect(readFilter({ tjeneste: null, status: '' }, dimensions)).toEqual({})
  })

  test('is left clean by a dimension whose last choice was taken away', () => {
    expect(writeFilter(toggled({ tjeneste: ['skole'] }, 'tjeneste', 'skole'))).toEqual({})
  })

  test('gives back every filter that was written to it', () => {
    const filters = fc.record({
      tjeneste: fc.subarray([...services.values], { minLength: 1 }),
      status: fc.subarray([...status.values], { minLength: 1 }),
    }, { requiredKeys: [] })
    fc.assert(fc.property(filters, (filter) => { expect(readFilter(writeFilter(filter), dimensions)).toEqual(filter) }))
  })
})

const left = (filter: Record<string, string[]>) => narrow(coded(items, dimensions), filter).shown

describe('a filtered list', () => {
  test('is whole without choices', () => {
    expect(left({})).toHaveLength(3)
    expect(left({ tjeneste: [] })).toHaveLength(3)
  })

  test('holds items with any of the values of one dimension', () => {
    expect(left({ tjeneste: ['barnehage', 'skole'] })).toHaveLength(3)
  })

  test('holds only items that fit every dimension', () => {
    expect(left({ tjeneste: ['barnehage'], status: ['operation'] })).toEqual([items[0]])
  })
})

test('of a list only some of the items, in an order of their own, are narrowed as well', () => {
  const { shown, choices } = narrow(coded(items, dimensions), { tjeneste: ['skole'] }, [2, 1])
  expect(shown).toEqual([items[2], items[1]])
  expect(choices.get('status')).toEqual([{ value: 'operation', count: 1, chosen: false }, { value: 'trial', count: 1, chosen: false }])
})

describe('the counts beside the choices', () => {
  const countChoices = (list: readonly Item[], { key }: Dimension<Item>, filter: Record<string, string[]>) => narrow(coded(list, dimensions), filter).choices.get(key)!

  test('leave out values that no item has', () => {
    expect(countChoices(items, services, {}).map(({ value }) => value)).toEqual(['barnehage', 'skole'])
  })

  test('keep a chosen value that no item has, so that it can be taken away', () => {
    expect(countChoices(items, services, { tjeneste: ['helsestasjon'] })).toContainEqual({ value: 'helsestasjon', count: 0, chosen: true })
  })

  test('do not let a dimension narrow its own choices', () => {
    expect(countChoices(items, services, { tjeneste: ['barnehage'] })).toEqual([
      { value: 'barnehage', count: 2, chosen: true }, { value: 'skole', count: 2, chosen: false },
    ])
  })

  test('follow the choices of the other dimensions', () => {
    expect(countChoices(items, services, { status: ['operation'] }).map(({ count }) => count)).toEqual([1, 1])
  })

  test('tell what choosing that value alone would leave', () => {
    fc.assert(fc.property(fc.subarray(['operation', 'trial']), (chosen) => {
      for (const { value, count } of countChoices(items, services, { status: chosen })) {
        expect(count).toBe(left({ status: chosen, tjeneste: [value] }).length)
      }
    }))
  })
})
