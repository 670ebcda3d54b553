import { createMemoryHistory, createRouter } from 'vue-router'
import { createSSRApp, h, type VNodeArrayChildren } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { LibraryRow, RegisterRow, Section } from '../../src/domain/documents.ts'
import { reader } from '../../src/texts/nb/reader.ts'
import { MarkdownText, plainText } from '../../src/ui/markdown-text.ts'
import { piecesOf } from '../../src/ui/section-pieces.ts'

type ShownRow = LibraryRow | RegisterRow<'obstacle'>

export interface PageRecord {
  kind: ShownRow['kind']
  slug: string
  /** The answer of `public.page`. */
  answer: { rows: { kind: string; slug: string; data: object }[] }
}

const labels = { reference: reader.reference, table: reader.figure.scroll }

/** The app's `index.html` with one page's title, description, first words and record in it. */
export async function pageHtml(frame: string, kind: PageRecord['kind'], slug: string, answer: PageRecord['answer']): Promise<string> {
  const row = answer.rows.find((one) => one.kind === kind && one.slug === slug) as ShownRow | undefined
  if (!row) throw new Error(`The server shows ${kind} ${slug}, and answers nothing for its page.`)
  const title = row.kind === 'obstacle' ? `${row.data.title}, ${row.data.number}` : row.data.title
  const description = plainText(row.kind === 'obstacle' ? row.data.description : row.data.summary)
  const words = await render([
    h('div', { class: 'boot-words' }, [h('h1', row.data.title), h('p', { class: 'lead' }, description)]),
    ...row.kind !== 'obstacle' && 'sections' in row.data && row.data.sections.length > 0 ? [h('div', { class: 'boot-text' }, row.data.sections.map(sectionText))] : [],
  ])
  return [
    [/<html lang="nb"/, `<html lang="nb" data-boot="${kind}"`],
    [/<title>.*?<\/title>/, `<title>${escaped(title)} – Feltboka</title>`],
    [/<meta name="description" content="[^"]*"( \/)?>/, metas(title, description)],
    [/<!-- the page's own record -->/, `<script type="application/json" id="record">${JSON.stringify(answer).replaceAll('<', '\\u003c')}</script>`],
    [/<!-- the page's own words -->[\s\S]*<!-- until here -->/, words],
  ].reduce((html, [place, text]) => replaced(html, place as RegExp, text as string), frame)
}

/** A place that is not there would leave a page without its words: then the frame and this file have parted. */
function replaced(html: string, place: RegExp, text: string): string {
  if (!place.test(html)) throw new Error(`index.html has no place for ${place.source}.`)
  return html.replace(place, () => text)
}

const metas = (title: string, description: string) => [
  `<meta name="description" content="${escaped(description)}">`,
  `<meta property="og:title" content="${escaped(title)}">`,
  `<meta property="og:description" content="${escaped(description)}">`,
  '<meta property="og:type" content="article">',
  '<meta property="og:site_name" content="Feltboka">',
  '<meta property="og:locale" content="nb_NO">',
].join('\n    ')

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A section as the app shows it, without its figures, which come with the code. */
function sectionText({ id, title, body }: Section) {
  const texts = piecesOf(body).flatMap((piece) => ('text' in piece ? [h(MarkdownText, { source: piece.text, labels })] : []))
  return h('section', [h('h2', { id }, title), ...texts])
}

/** Elements as HTML, made by the same fixed list as in the app: every letter of the text is escaped. */
function render(children: VNodeArrayChildren): Promise<string> {
  const app = createSSRApp({ render: () => children })
  // Links are written by the router.
  app.use(createRouter({ history: createMemoryHistory(), routes: [{ path: '/:path(.*)*', component: {} }] }))
  return renderToString(app)
}
