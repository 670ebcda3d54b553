import type { LocationQuery } from 'vue-router'
import { refOfPath } from '../../domain/references.ts'

/** What the names in the address are called; the manifest's `share_target` gives them. */
export const sharedNames = ['tittel', 'tekst', 'lenke'] as const

/**
 * What another app has shared with a form: words to begin with, and the item of ours it is about. An address of our own is no
 * word, but the page one came from; others stand below the words.
 */
export function sharedIn(query: LocationQuery, origin: string): { text?: string; ref?: string } {
  const told = sharedNames.map((name) => query[name]).filter((one): one is string => typeof one === 'string' && one.trim() !== '')
  const ownAddress = new RegExp(`${origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/\\S*`, 'g')
  const ref = told.join(' ').match(ownAddress)?.map((address) => refOfPath(new URL(address).pathname)).find(Boolean)
  const words = told.map((one) => one.replace(ownAddress, '').trim())
  // Some apps put the address, or the title, in the text as well.
  const lines = words.filter((one, i) => one !== '' && !words.some((other, j) => j !== i && other.includes(one) && (other !== one || j < i)))
  return { ...lines.length > 0 ? { text: lines.join('\n') } : {}, ...ref ? { ref } : {} }
}
