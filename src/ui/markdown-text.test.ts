import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSSRApp, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { MarkdownText, plainText } from './markdown-text.ts'

const labels = { reference: (number: string) => `Referanse ${number}`, table: 'Tabell' }

async function shown(source: string, props: Record<string, unknown> = {}): Promise<string> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { render: () => null } }] })
  const html = await renderToString(createSSRApp({ render: () => h(MarkdownText, { source, ...props }) }).use(router))
  return html.replace(/<!--[[\]]?-->/g, '')
}

const own = new Set(['div', 'span', 'article', 'section', 'p', 'h3', 'blockquote', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td',
  'hr', 'br', 'strong', 'em', 'del', 'code', 'a', 'sup'])
const tagsOf = (html: string) => [...html.matchAll(/<\/?([a-z0-9-]+)/gi)].map(([, tag]) => tag!)
const attributesOf = (html: string) => [...html.matchAll(/<[a-z0-9-]+\s([^>]*)>/gi)].flatMap(([, all]) => [...all!.matchAll(/([\w-]+)=/g)].map(([, name]) => name!))

describe('a text cannot bring anything with it', () => {
  test('a tag is shown as the characters it is', async () => {
    const html = await shown('Se <img src=x onerror=alert(1)> og <script>alert(1)</script>\n\n<iframe src="https://a.example"></iframe>')
    expect(tagsOf(html).filter((tag) => !own.has(tag))).toEqual([])
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  test('a link goes to our own pages, the web or a mail address, and nowhere else', async () => {
    for (const href of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', '//ond.example', '/\\ond.example', 'kunnskap/her', 'file:///etc']) {
      expect(await shown(`[her](<${href}>)`), href).not.toContain('href')
    }
    expect(await shown('[her](/modeller/class)')).toContain('href="/modeller/class"')
    expect(await shown('[her](https://oslo.kommune.no)')).toContain('href="https://oslo.kommune.no" rel="noopener"')
    expect(await shown('[her](mailto:a@b.no)')).toContain('href="mailto:a@b.no"')
  })

  test('whatever is written, only elements and attributes from our list come out', async () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('<b>', '</p>', '<!--', '-->', '<svg/onload=1>', '](', '[x](', '![a](b)', '`', '**', '_', '\n\n', '\n- ', '|a|b|\n|-|-|\n|', '> ', '<a href="javascript:1">', '&lt;', '[^iv]', 'javascript:', '"\'', '\\<', '# ', '```\n'),
    )
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const html = await shown(pieces.join(''))
      expect(tagsOf(html).filter((tag) => !own.has(tag))).toEqual([])
      expect(attributesOf(html).filter((name) => !['class', 'href', 'rel', 'scope', 'tabindex', 'role', 'start', 'aria-label', 'aria-current'].includes(name))).toEqual([])
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(\/(?![/\\])|https?:|mailto:)/i)
    }), { numRuns: 300 })
  })
})

describe('a text is shown as what it says', () => {
  test('paragraphs, lists, quotes and emphasis', async () => {
    expect(await shown('En **sterk** og *myk*.\n\n- en\n- to\n\n> sitat')).toBe(
      '<div class="prose"><p>En <strong>sterk</strong> og <em>myk</em>.</p><ul><li>en</li><li>to</li></ul><blockquote><p>sitat</p></blockquote></div>')
  })

  test('a list that begins at three keeps its number', async () => {
    expect(await shown('3. tre\n4. fire')).toContain('<ol start="3">')
  })

  test('a reference is a raised link into the list of references', async () => {
    const html = await shown('Slik er det[^xxi], og slik[^iv].', { labels })
    expect(html).toContain('<sup><a href="/kunnskap/referanser#ref-xxi" class="" aria-label="Referanse xxi">xxi</a></sup>, og slik<sup>')
  })

  test('a table can be reached and scrolled by keyboard, and has column heads', async () => {
    const html = await shown('| Fase | Hva |\n|---|---|\n| Idé | Søknad |', { labels })
    expect(html).toContain('<div class="table-scroll" tabindex="0" role="group" aria-label="Tabell">')
    expect(html).toContain('<th scope="col">Fase</th>')
  })

  test('inside a row there are no paragraphs', async () => {
    expect(await shown('Kort *tekst*', { inline: true })).toBe('<span>Kort <em>tekst</em></span>')
  })
})

test('plain text has the words and none of the marks', () => {
  expect(plainText('**Én** [lærer](/modeller/x) i `to` byer[^iv].\n\n- først\n- så\n\n| A | B |\n|-|-|\n| 1 | 2 |'))
    .toBe('Én lærer i to byer. først så A B 1 2')
})

test('a number in groups of three stays on one line, and what it is taken for in a search does not change', async () => {
  expect(await shown('Av 178 755 000 kroner i 2024 ble 95 490 ført, i 12 kapitler')).toContain('Av 178\u00A0755\u00A0000 kroner i 2024 ble 95\u00A0490 ført, i 12 kapitler')
  expect(plainText('178 755 000 kroner')).toBe('178 755 000 kroner')
})
