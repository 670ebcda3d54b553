import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { viewOf } from '../../src/data/snapshot-repository.ts'
import { annexOf, annexPaper, annexSheet, lackingFollowUp } from '../../src/domain/exports/annex.ts'
import { paragraphsOf } from '../../src/domain/exports/paragraphs.ts'
import { papers } from '../../src/texts/nb/papers.ts'
import { readContent } from './read-content.ts'

interface FileRow { key: string; label: string; order: number; followUp?: string; obstacles: { number: string; title: string; description: string }[] }
const content = join(import.meta.dirname, '../content')
const file = parse(readFileSync(join(content, 'register/annex-2024.yaml'), 'utf8')) as { rows: FileRow[] }
const { snapshots: [snapshot] } = await readContent(content)
const annex = annexOf(viewOf(snapshot!.rows, snapshot!.takenAt), { year: 2024, onlyOpen: false }, [], papers)

/** The first column of the source's annex, row by row, read off the annual report for 2024; and whether anything stands in its last. */
const source: [label: string, hasFollowUp: boolean][] = [
  ['Barn som ikke går i barnehage (BSR)', true],
  ['Bedre kommunikasjon (BSR)', true],
  ['Bedre sammen (BAL)', false],
  ['Bjørndal skole - Fokus 5-7. trinn (UDE)', false],
  ['Det magiske skolebiblioteket (UDE)', false],
  ['En mer inkluderende barnehage (BGR, UDE v/PPT)', true],
  ['EX/IN – ut av kriminalitet og tilbake til samfunn (BSN)', true],
  ['Godt språk (BSR)/Språk i familien (BBJ, BAL)', true],
  ['Helsefaglig støtte (BGR)', true],
  ['Hvordan treffer OT-tilbudene utsatt ungdom (UDE)', true],
  ['Innbyggerbasen - Spør Hør Gjør (BSR)', true],
  ['Innsiktskartlegging om Oslohjelpa (BBJ, BAL, BSN; UDE)', true],
  ['Kartlegging av oppfølgingstjenesten (DOU)', true],
  ['Kartlegging av voldssaker i retur i barnevernstjenesten (BSR, BGR, BBJ)', true],
  ['Lagspillerprosjektet (BSN)', true],
  ['Linderud nærmiljøskole (UDE, BBJ)', true],
  ['Mangfoldskompetanse i barnehagen (BSN)', true],
  ['Teknologihagen – yrkesfagløftet Bjørnholt elektro (UDE)', true],
  ['VR-teknologi i skolehelsetjenesten (BSR)', true],
  ['Økt livsmestring (BGO, UDE, Politiet og frivillige organisasjoner)', true],
]

test('the annex of the snapshot has the source\'s rows, in its order, with follow-up where the source has it', () => {
  expect(annex.rows.map(({ label, followUp }) => [label, followUp.length > 0])).toEqual(source)
  expect(lackingFollowUp(annex).map(({ label }) => label)).toEqual(source.filter(([, has]) => !has).map(([label]) => label))
})

test('each row has the obstacles that the files have, and no other', () => {
  expect(annex.rows.map(({ label, obstacles }) => ({ label, numbers: obstacles.map(({ number }) => number) })))
    .toEqual(file.rows.toSorted((a, b) => a.order - b.order).map(({ label, obstacles }) => ({ label, numbers: obstacles.map(({ number }) => number) })))
  expect(annex.rows.flatMap(({ obstacles }) => obstacles).map(({ number }) => number)).toEqual(Array.from({ length: 53 }, (_, at) => `H-2024-${at + 1}`))
  expect(annex.gaps.map(({ number }) => number)).toEqual(Array.from({ length: 8 }, (_, at) => `H-2024-${at + 54}`))
})

test('the document says all of it: every description and number, every follow-up, and a dash where there is none', () => {
  const [table, , , gaps] = annexPaper(annex, 2024, papers).blocks
  if (table?.kind !== 'table' || gaps?.kind !== 'table') throw new Error('no tables')
  expect(table.columns.map(({ title }) => title)).toEqual(['Prosjekt', 'Hindring', 'Oppfølging'])
  const flat = (text: string) => paragraphsOf(text).join(' ')
  for (const [at, row] of file.rows.entries()) {
    const [label, obstacles, followUp] = table.rows[at]!.cells
    expect(label).toEqual([row.label])
    for (const { number, description } of row.obstacles) expect(obstacles!.join(' ')).toContain(`${flat(description)} ${number}`)
    expect(followUp!.join(' ')).toBe(row.followUp === undefined ? '–' : flat(row.followUp))
    expect(table.rows[at]!.lacks).toBe(row.followUp === undefined ? 2 : undefined)
  }
  expect(gaps.rows).toHaveLength(8)
  expect(annexSheet(annex, papers).rows).toHaveLength(61)
})
