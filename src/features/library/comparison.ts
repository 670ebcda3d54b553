/** How many models stand side by side. */
export const most = 3

type Asked = string | null | undefined | readonly (string | null)[]

/** The models an address asks for (`modeller=a,b,c`): each once, those we have, at most three. */
export function readChosen(asked: Asked, known: readonly string[]): string[] {
  const slugs = [asked ?? []].flat().flatMap((part) => part?.split(',') ?? [])
  return [...new Set(slugs)].filter((slug) => known.includes(slug)).slice(0, most)
}

/** The choice with another model in one place, or none there; no model stands in two places. */
export function withChoice(chosen: readonly string[], place: number, slug: string): string[] {
  const next = [...chosen]
  next[place] = slug
  return next.filter((other, n) => other !== '' && (n === place || other !== slug))
}
