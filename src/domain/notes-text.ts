/** One's own notes as a text that any program opens. */

/** A note with the names of where it was written; without them where the device does not hold the page any more. */
export interface NamedNote { page: string; part?: string; text: string; at: number }

/** The notes page by page, the page written in last first, each note with its part and its day. */
export function notesText(heading: string, notes: readonly NamedNote[], dayWords: (at: number) => string): string {
  const pages = new Map<string, NamedNote[]>()
  for (const note of [...notes].sort((a, b) => b.at - a.at)) pages.set(note.page, [...pages.get(note.page) ?? [], note])
  const parts = [...pages].map(([page, own]) => [
    page, '-'.repeat(Math.min(60, page.length)), '',
    ...own.toReversed().flatMap(({ part, text, at }) => [[part, dayWords(at)].filter(Boolean).join(', '), text.trim(), '']),
  ].join('\n'))
  return `${[heading, '='.repeat(heading.length), '', ...parts].join('\n')}`.replaceAll('\n', '\r\n')
}
