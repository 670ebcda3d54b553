import { notesText, type NamedNote } from '../domain/notes-text.ts'
import { partTitle } from '../domain/own-reports.ts'
import { inDevice } from './databases.ts'
import { findReferences } from './library-repository.ts'

/** All of one's own notes as a text, with the names of the pages. `last` is what was just typed, and may not be on the device yet. */
export async function notesFile(heading: string, dayWords: (at: number) => string, last: { key: string; section: string; text: string }): Promise<string> {
  const kept = (await inDevice((db) => db.notes.toArray())).filter(({ id }) => id !== `${last.key}#${last.section}`)
  const all = [...kept, ...last.text.trim() ? [{ ...last, at: Date.now() }] : []]
  const pages = new Map((await findReferences([...new Set(all.map(({ key }) => key))])).map((row) => [`${row.kind}:${row.slug}`, row]))
  return notesText(heading, all.map(({ key, section, text, at }): NamedNote => {
    const page = pages.get(key)
    return { page: page?.data.title ?? key, part: page && partTitle(page.data, section), text, at }
  }), dayWords)
}
