import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitSections } from './content-files.ts'

test('a text is split at its headings, and a section keeps its own smaller ones', () => {
  expect(splitSections('\n## Én {#en}\n\nTekst.\n\n### Under\n\nMer.\n\n## To: «x» {#to}\nSlutt.\n')).toEqual({
    problems: [],
    sections: [{ id: 'en', title: 'Én', body: 'Tekst.\n\n### Under\n\nMer.' }, { id: 'to', title: 'To: «x»', body: 'Slutt.' }],
  })
})

test.each([
  ['a heading without an id', '## Uten id\n\nTekst', /skal ha en id/],
  ['an id with other letters', '## Å {#å}\n\nTekst', /skal ha en id/],
  ['the same id twice', '## A {#a}\n\nx\n\n## B {#a}\n\ny', /to ganger/],
  ['text before the first section', 'Innledning.\n\n## A {#a}\n\nx', /før første seksjon/],
  ['an empty section', '## A {#a}\n\n## B {#b}\n\nx', /tom/],
])('%s is reported', (_what, text, expected) => {
  expect(splitSections(text).problems.map(({ problem }) => problem).join('\n')).toMatch(expected)
})

test('no line of a well-formed text is lost or moved', () => {
  const body = fc.array(fc.stringMatching(/^[a-zæøå .]{1,20}$/), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n').trim()).filter(Boolean)
  fc.assert(fc.property(fc.array(body, { minLength: 1, maxLength: 6 }), (bodies) => {
    const text = bodies.map((part, n) => `## Del ${n} {#del-${n}}\n\n${part}\n`).join('\n')
    expect(splitSections(text).sections.map((section) => section.body)).toEqual(bodies)
  }))
})
