import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pageHtml } from './page-html.ts'

const frame = readFileSync('index.html', 'utf8')
const chapter = (data: object) => ({
  rows: [{
    kind: 'chapter', slug: 'bok/maal',
    data: { title: 'Mål & <gevinst>', summary: 'Hva som skal bli **bedre**.', handbook: 'bok', sections: [{ id: 'smart', title: 'SMARTe mål', body: 'Sett [mål](/handboker/bok/start)[^iv].\n\n{{figure:kart}}\n\n<script>alert(1)</script>' }], ...data },
  }],
})
const write = (data = {}) => pageHtml(frame, 'chapter', 'bok/maal', chapter(data))

test('a page carries its title, its description and its text', async () => {
  const html = await write()
  expect(html).toContain('<title>Mål &amp; &lt;gevinst> – Feltboka</title>')
  expect(html).toContain('<meta name="description" content="Hva som skal bli bedre.">')
  expect(html).toContain('<meta property="og:title" content="Mål &amp; &lt;gevinst>">')
  expect(html).toContain('<html lang="nb" data-boot="chapter">')
  expect(html).toMatch(/<h1>Mål &amp; &lt;gevinst&gt;<\/h1><p class="lead">Hva som skal bli bedre\.<\/p>/)
  expect(html).toContain('<h2 id="smart">SMARTe mål</h2>')
  expect(html).toContain('href="/handboker/bok/start"')
  expect(html).toContain('href="/kunnskap/referanser#ref-iv"')
  expect(html.slice(html.indexOf('<body>'))).not.toContain('{{figure')
})

test('what looks like HTML in a text stays text, in the words and in the record', async () => {
  const html = await write({ title: '</script><img src=x onerror=alert(1)>' })
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img')
  const record = html.match(/<script type="application\/json" id="record">(.*?)<\/script>/)![1]!
  expect(JSON.parse(record)).toEqual(chapter({ title: '</script><img src=x onerror=alert(1)>' }))
})

test('the rest of the page is the app as it was built', async () => {
  const html = await write()
  expect(html).toContain('<script type="module" src="/src/main.ts"></script>')
  expect(html).not.toContain("the page's own")
})

test('a frame without its places, or a page without its record, is an error and no empty page', async () => {
  await expect(pageHtml('<html lang="nb">', 'chapter', 'bok/maal', chapter({}))).rejects.toThrow('no place')
  await expect(pageHtml(frame, 'chapter', 'bok/annet', chapter({}))).rejects.toThrow('answers nothing')
})
