export interface LinkTab { path: string; text: string; query: Record<string, string> }

type KindWords = Record<'model' | 'handbook' | 'seminar' | 'project' | 'insight' | 'obstacle', string>

const paths: [keyof KindWords, string][] = [
  ['model', '/modeller'], ['handbook', '/handboker'], ['seminar', '/seminarer'], ['insight', '/kunnskap'],
  ['project', '/prosjekter'], ['obstacle', '/hindringer'],
]
/** What a person chose on one list and means on the next as well. */
const carried = ['tjeneste', 'bydel', 'tema']

/** The tabs of the library, each carrying along the choices of the address that every list understands. */
export function libraryTabs(words: KindWords, query: Readonly<Record<string, unknown>>): LinkTab[] {
  const kept = Object.fromEntries(carried.flatMap((key) => (typeof query[key] === 'string' ? [[key, query[key]]] : [])))
  return paths.map(([kind, path]) => ({ path, text: words[kind], query: kept }))
}
