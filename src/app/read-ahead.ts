import { START_LOCATION, type RouteLocationNormalized } from 'vue-router'
import { keepAhead } from '../data/begun-page.ts'
import { findReferences } from '../data/library-repository.ts'

/** A storage slower than this is not waited for: the page comes, and says that it is loading (ms). */
const patience = 150

/**
 * Reads the record of the page one is going to while the one before still stands there, so that the page comes with its
 * text and not first without. The page itself goes on to follow what is stored.
 */
export async function readAhead(to: RouteLocationNormalized, from: RouteLocationNormalized): Promise<void> {
  const { shows } = to.meta
  // What a person opens first is asked for by `index.html`; an obstacle lies in the register.
  if (from === START_LOCATION || !shows || shows === 'obstacle' || to.path === from.path) return
  const { slug, chapter } = to.params
  const refs = chapter ? [`chapter:${String(slug)}/${String(chapter)}`, `handbook:${String(slug)}`] : [`${shows}:${String(slug)}`]
  try {
    keepAhead(await Promise.race([findReferences(refs), new Promise<[]>((resolve) => setTimeout(resolve, patience, []))]))
  } catch {
    // The page asks again, and says what is wrong.
    keepAhead([])
  }
}
