import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import type { Paper, Sheet } from '../domain/exports/paper.ts'
import { docxFile, xlsxFile } from './export-files.ts'

const paper: Paper = {
  title: 'Hindringer & <merknader>\u0001', kicker: 'Delprogram. Årsrapport 2024',
  blocks: [
    { kind: 'paragraph', text: 'En innledning \uD800med et halvt tegn.' },
    { kind: 'heading', level: 2, text: 'Løftet (1)' },
    { kind: 'heading', level: 3, text: 'Stat (1)' },
    {
      kind: 'table', name: 'Stat', columns: [{ title: 'Prosjekt', share: 30 }, { title: 'Hindring', share: 70 }],
      rows: [{ cells: [['Språk i familien'], ['Første avsnitt', 'Andre avsnitt H-2024-17']] }, { cells: [['=1+1'], ['–']] }],
    },
  ],
}
const pageOf = (current: string, total: string) => `Side ${current} av ${total}`
const bytesOf = async (file: Blob) => Buffer.from(await file.arrayBuffer())

test('another reader finds the headings, the paragraphs and the table of a Word file', async () => {
  const { value, messages } = await mammoth.convertToHtml({ buffer: await bytesOf(await docxFile(paper, pageOf)) })
  expect(messages.filter(({ type }) => type === 'error')).toEqual([])
  expect(value).toContain('<h1>Hindringer &amp; &lt;merknader&gt;</h1>')
  expect(value).toContain('<p>En innledning med et halvt tegn.</p><h2>Løftet (1)</h2><h3>Stat (1)</h3>')
  // What stands in `thead` is a row that Word, and who reads by ear, takes for the header.
  const cells = (tag: string) => [...value.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, cell]) => cell!.replaceAll('</p><p>', ' / ').replaceAll(/<\/?(?:strong|p)>/g, ''))
  expect([cells('th'), cells('td')]).toEqual([['Prosjekt', 'Hindring'], ['Språk i familien', 'Første avsnitt / Andre avsnitt H-2024-17', '=1+1', '–']])
})

test('a Word file has its title and language, a page number at the foot, and no merged cells', async () => {
  const parts = unzipSync(new Uint8Array(await (await docxFile(paper, pageOf)).arrayBuffer()))
  const part = (name: string) => strFromU8(parts[name]!)
  expect(part('docProps/core.xml')).toContain('<dc:title>Hindringer &amp; &lt;merknader&gt;</dc:title>')
  expect(part('word/styles.xml')).toContain('<w:lang w:val="nb-NO"/>')
  expect(part('word/footer1.xml')).toMatch(/Side .*PAGE.* av .*NUMPAGES/s)
  expect(part('word/document.xml').match(/<w:tblHeader\/>/g)).toHaveLength(1)
  expect(part('word/document.xml')).not.toMatch(/gridSpan|vMerge/)
})

test('another reader finds every cell of an Excel file, numbers as numbers and formulas as texts', async () => {
  const sheet: Sheet = { name: 'Status/liste: [1]', columns: ['Nummer', 'Hindring', 'Dager'], rows: [['H-2024-1', '=HYPERLINK("http://x")', 12], ['H-2024-2', 'Én linje\u0002\nog én til', -3], ['+47', '@SUM(A1)', 0]] }
  const [read] = await readXlsx(await bytesOf(await xlsxFile(sheet)))
  expect(read).toMatchObject({ sheet: 'Status liste 1' })
  expect(read!.data).toEqual([['Nummer', 'Hindring', 'Dager'], ['H-2024-1', '=HYPERLINK("http://x")', 12], ['H-2024-2', 'Én linje\nog én til', -3], ['+47', '@SUM(A1)', 0]])
})
