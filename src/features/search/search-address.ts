import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { resultGroups, type ResultGroup } from '../../search/search-answer.ts'

/** What the address of the search page says. */
export interface SearchAddress { text: string; group?: ResultGroup; literal: boolean }

export function readAddress(query: LocationQuery): SearchAddress {
  const group = resultGroups.find((one) => one === query.type)
  return { text: typeof query.q === 'string' ? query.q : '', ...(group && { group }), literal: query.ord === 'slik' }
}

export function writeAddress({ text, group, literal }: SearchAddress): LocationQueryRaw {
  return { ...(text && { q: text }), ...(group && { type: group }), ...(literal && { ord: 'slik' }) }
}
