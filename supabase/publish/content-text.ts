import { marked, type Token, type Tokens } from 'marked'

/** What a text may point to: pages with the anchors they have, the figures of its own file, and the references. */
export interface Targets {
  /** Path of each page to the ids in it; `undefined` for pages whose ids are not known here. */
  pages: ReadonlyMap<string, ReadonlySet<string> | undefined>
  references: ReadonlySet<string>
  figures: ReadonlySet<string>
}

const allowedTokens = new Set([
  'space', 'paragraph', 'text', 'strong', 'em', 'list', 'list_item', 'blockquote', 'table', 'link', 'escape', 'br',
])
const tokenNames: Record<string, string> = {
  html: 'HTML', image: 'bilde', heading: 'overskrift', code: 'kode eller innrykk på fire mellomrom', codespan: 'kode',
  hr: 'skillelinje', del: 'gjennomstreking', def: 'lenkedefinisjon', checkbox: 'avkryssing',
}

/** What is wrong with a Markdown field, by the rules of `docs/content.md`. A section's body may have `###` headings. */
export function textProblems(markdown: string, targets: Targets, options: { headings: boolean }): string[] {
  const problems: string[] = []
  marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === 'link') problems.push(...linkProblems((token as Tokens.Link).href, targets))
    else if (!isAllowed(token, options.headings)) problems.push(`${tokenNames[token.type] ?? token.type} kan ikke brukes her: «${token.raw.trim().slice(0, 60)}»`)
  })
  return [...problems, ...figureProblems(markdown, targets), ...referenceProblems(markdown, targets)]
}

/** The ids of the figures that a text places. */
export function placedFigures(markdown: string): string[] {
  return [...markdown.matchAll(/^\{\{figure:([a-z0-9-]+)\}\}$/gm)].map((match) => match[1] ?? '')
}

/** What is wrong with a field that is shown as it stands, without Markdown. */
export function plainTextProblems(text: string): string[] {
  const match = /\*\*|\]\(|\[\^|\{\{|<[a-z/!]|\n/i.exec(text)
  return match ? [`er ren tekst og kan ikke ha ${match[0] === '\n' ? 'linjeskift' : `«${match[0]}»`}`] : []
}

function isAllowed(token: Token, headings: boolean): boolean {
  return allowedTokens.has(token.type) || (token.type === 'heading' && headings && (token as Tokens.Heading).depth === 3)
}

function linkProblems(href: string, { pages }: Targets): string[] {
  if (/^https:\/\/\S+$/.test(href)) return []
  if (!href.startsWith('/')) return [`lenken «${href}» skal være en egen side (/…) eller begynne med https://`]
  const [, path = '', anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(href) ?? []
  if (!pages.has(path)) return [`lenken «${href}» går til en side som ikke finnes`]
  const anchors = pages.get(path)
  return anchor && anchors && !anchors.has(anchor) ? [`lenken «${href}» går til et sted som ikke finnes på siden`] : []
}

function figureProblems(markdown: string, { figures }: Targets): string[] {
  return [...markdown.matchAll(/^.*\{\{.*$/gm)].flatMap(([line]) => {
    const id = placedFigures(line)[0]
    if (id === undefined) return [`«${line.trim().slice(0, 60)}»: en figur står alene på linjen, slik: {{figure:id}}`]
    return figures.has(id) ? [] : [`figuren «${id}» finnes ikke under figures i filen`]
  })
}

function referenceProblems(markdown: string, { references }: Targets): string[] {
  return [...markdown.matchAll(/\[\^([^\]]*)\]/g)].map((match) => match[1] ?? '')
    .filter((number) => !references.has(number)).map((number) => `referansen [^${number}] finnes ikke i references.yaml`)
}
