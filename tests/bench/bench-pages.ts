/** The pages that are measured, with what is on a phone's first screen of each when it can be read. */
export interface BenchPage { name: string; path: string; ready: string }

export const benchPages: BenchPage[] = [
  { name: 'hjem', path: '/', ready: 'main .services a' },
  { name: 'modell', path: '/modeller/overgangslaerer', ready: 'main article .block' },
  { name: 'kapittel', path: '/handboker/slik-utvikler-og-implementerer-vi/okonomi', ready: 'main article .chapter-text .prose' },
]
