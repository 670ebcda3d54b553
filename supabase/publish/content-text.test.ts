import { describe, expect, test } from 'vitest'
import { placedFigures, plainTextProblems, textProblems, type Targets } from './content-text.ts'

const targets: Targets = {
  pages: new Map([['/modeller/sprakstart', new Set(['besok'])], ['/sok', undefined]]),
  references: new Set(['iv']),
  figures: new Set(['kjede']),
}
const problems = (markdown: string, headings = false) => textProblems(markdown, targets, { headings })

describe('a text may have', () => {
  test.each([
    ['paragraphs, emphasis and lists', 'Et avsnitt med **sterkt** og *svakt*.\n\n- ett\n- to\n  1. nøstet'],
    ['quotes and tables', '> Sitat\n\n| a | b |\n|---|---|\n| 1 | 2 |'],
    ['links to pages that are there', '[Språkstart](/modeller/sprakstart) og [et sted i den](/modeller/sprakstart#besok) og [søk](/sok?q=ppt)'],
    ['links to the open web', '[Fafo](https://www.fafo.no/rapport)'],
    ['references', 'Slik er det.[^iv]'],
    ['figures that the file has', 'Se her:\n\n{{figure:kjede}}\n\nSlutt.'],
  ])('%s', (_what, markdown) => expect(problems(markdown)).toEqual([]))
})

describe('a text may not have', () => {
  test.each([
    ['HTML', 'Et <b>avsnitt</b>', /HTML/],
    ['pictures', '![bilde](https://x.no/y.png)', /bilde/],
    ['headings', '### Overskrift', /overskrift/],
    ['code', '    innrykk', /kode/],
    ['links to pages that are not there', '[x](/modeller/finnes-ikke)', /side som ikke finnes/],
    ['links to places that are not on the page', '[x](/modeller/sprakstart#borte)', /sted som ikke finnes/],
    ['links without encryption', '[x](http://x.no)', /https/],
    ['links that run code', '[x](javascript:alert)', /https/],
    ['references that are not listed', 'Slik er det.[^xcix]', /\[\^xcix\]/],
    ['figures that are not in the file', '{{figure:borte}}', /figuren «borte»/],
    ['figures in the middle of a line', 'Se {{figure:kjede}} her', /alene på linjen/],
    ['misspelt figures', '{{figur:kjede}}', /alene på linjen/],
  ])('%s', (_what, markdown, expected) => {
    const found = problems(markdown)
    expect(found.length).toBeGreaterThan(0)
    expect(found.join('\n')).toMatch(expected)
  })
})

test('only the body of a section may have headings, and only of the third level', () => {
  expect(problems('### Mellomtittel\n\nTekst', true)).toEqual([])
  expect(problems('#### For dypt', true)).toHaveLength(1)
  expect(problems('# For høyt', true)).toHaveLength(1)
})

test('figures are found where they stand', () => {
  expect(placedFigures('a\n\n{{figure:en}}\n\nb {{figure:to}}\n\n{{figure:tre}}')).toEqual(['en', 'tre'])
})

test('a title is shown as it stands, so it has no markup', () => {
  expect(plainTextProblems('Fra barn til ungdom: 10–16 år')).toEqual([])
  for (const text of ['**Sterk**', '[lenke](/x)', 'Note[^iv]', '<b>', 'to\nlinjer']) expect(plainTextProblems(text)).toHaveLength(1)
})
