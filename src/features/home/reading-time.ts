/** Words a minute when reading Norwegian prose on a screen for work. */
const pace = 200

/** Whole minutes, and never none. */
export const minutesFor = (words: number): number => Math.max(1, Math.round(words / pace))

/** What a person does not read on the page: where links go, ids, dates and where it comes from. */
const unread = new Set(['url', 'id', 'slug', 'sources', 'related', 'reviewed', 'asOf', 'date', 'services', 'districts', 'ages', 'themes', 'organisations', 'code'])

/** The words of an item's texts, all told: near enough to say how many minutes are left. */
export function wordsIn(data: unknown): number {
  if (typeof data === 'string') return data.split(/\s+/).filter(Boolean).length
  if (typeof data !== 'object' || data === null) return 0
  return Object.entries(data).reduce((sum, [key, value]) => (unread.has(key) ? sum : sum + wordsIn(value)), 0)
}
