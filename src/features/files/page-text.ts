/** A piece of a page's text as the PDF has it, and whether a line ends with it. */
export interface TextItem { str: string; hasEOL?: boolean }

/** A page's text as it is searched, and where in it each piece begins. */
export interface PageText { text: string; starts: number[] }

/** From where to where something was found: the piece, and the place in it. `to` is after the last letter. */
export interface Found { page: number; from: Spot; to: Spot }
interface Spot { item: number; at: number }

/** Small letters where that leaves every letter in its place; a few alphabets have letters that become two. */
function small(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('')
}

/** Puts a page's pieces together: a line's end is a space, as it is for who reads. */
export function pageText(items: readonly TextItem[]): PageText {
  const starts: number[] = []
  let text = ''
  for (const { str, hasEOL } of items) {
    starts.push(text.length)
    text += str.replaceAll(/\s/g, ' ') + (hasEOL ? ' ' : '')
  }
  return { text: small(text), starts }
}

/** Where in a page some words stand, whatever their letters' size and wherever its lines end. */
export function findIn(page: number, { text, starts }: PageText, words: string): Found[] {
  const parts = small(words).trim().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return []
  const expression = new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join(' +'), 'g')
  return [...text.matchAll(expression)].map(({ 0: match, index }) => ({ page, from: spotOf(starts, index), to: after(spotOf(starts, index + match.length - 1)) }))
}

const after = ({ item, at }: Spot): Spot => ({ item, at: at + 1 })

/** The last piece that begins at or before a place. */
function spotOf(starts: readonly number[], place: number): Spot {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (starts[middle]! <= place) low = middle
    else high = middle - 1
  }
  return { item: low, at: place - starts[low]! }
}
