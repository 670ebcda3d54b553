import { describe, expect, test } from 'vitest'
import { ContentOnDisk, markdown, smallContent } from '../../tests/support/content-folder.ts'
import type { ContentItem, ItemKind } from './content-items.ts'
import { itemId } from './name-uuid.ts'
import { formatProblem } from './problem.ts'
import { countWords, readContent } from './read-content.ts'

async function read(changes: Record<string, unknown> = {}): Promise<{ items: ContentItem[]; problems: string[] }> {
  const present = Object.entries({ ...smallContent(), ...changes }).filter(([, content]) => content !== undefined)
  using folder = new ContentOnDisk(Object.fromEntries(present))
  const { items, problems } = await readContent(folder.dir)
  return { items, problems: problems.map(formatProblem) }
}

/** The small content with a field of one YAML file changed. */
function changed(file: string, change: object): Record<string, unknown> {
  return { [file]: { ...(smallContent()[file] as object), ...change } }
}

function find<K extends ItemKind>(items: ContentItem[], kind: K, slug: string): ContentItem<K> {
  return items.find((item) => item.kind === kind && item.slug === slug) as ContentItem<K>
}

describe('content in order', () => {
  test('gives every item with the id it has everywhere', async () => {
    const { items, problems } = await read()
    expect(problems).toEqual([])
    expect(items.map(({ kind, slug }) => `${kind}:${slug}`).sort()).toEqual([
      'annexRow:rad', 'body:UDE', 'body:nav', 'chapter:boka/slutt', 'chapter:boka/start', 'form:hindring', 'handbook:boka', 'insight:okonomi-2024',
      'insight:referanser', 'model:sprakstart', 'obstacle:H-2024-1', 'obstacle:H-2024-2', 'project:ambulant-team', 'seminar:host-2024',
    ])
    expect(find(items, 'model', 'sprakstart').id).toBe(itemId('model', 'sprakstart'))
  })

  test('gets the titles and addresses of its sources', async () => {
    const { items } = await read()
    expect(find(items, 'model', 'sprakstart').data.sources).toEqual([
      { doc: 'rapport', title: 'Rapporten', place: 'side 1', url: 'https://example.org/rapport' },
    ])
  })

  test('fills lists that were left out, and leaves out values that were', async () => {
    const { data } = find((await read()).items, 'model', 'sprakstart')
    expect(data).toMatchObject({ districts: [], results: [], start: [] })
    expect(data).not.toHaveProperty('forWhom')
  })

  test('gives a handbook its chapters in the order of their numbers', async () => {
    const { items } = await read()
    expect(find(items, 'handbook', 'boka').data.chapters).toEqual([
      { slug: 'start', title: 'Start', words: 4 }, { slug: 'slutt', title: 'Slutt', words: 3 },
    ])
    expect(find(items, 'chapter', 'boka/slutt').data).toMatchObject({ handbook: 'boka', order: 2 })
  })

  test('gives a project its lines of the accounts', async () => {
    expect(find((await read()).items, 'project', 'ambulant-team').data.economy.map(({ id }) => id)).toEqual(['ambulant'])
  })

  test('shows every line of the accounts on the page on economy, also those of no project', async () => {
    const { figures, sections } = find((await read()).items, 'insight', 'okonomi-2024').data
    expect(figures).toMatchObject([{ id: 'regnskap-detaljert', note: 'Hele kroner.' }])
    expect(figures[0]?.kind === 'table' && figures[0].rows.map((row) => row.slice(0, 3))).toEqual([
      ['Drift', 'Programkontoret', 'Programkontoret'], ['Ambulant team', 'Pågående prosjekter', 'BAL'],
    ])
    expect(sections.at(-1)).toEqual({ id: 'regnskap-detaljert', title: 'Alle linjer i regnskapet', body: '{{figure:regnskap-detaljert}}' })
  })

  test('lists the references where their page has placed them', async () => {
    const { figures, sections } = find((await read()).items, 'insight', 'referanser').data
    expect(figures[0]?.kind === 'table' && figures[0].rows).toEqual([
      ['i', 'Et verk', ''], ['ii', 'To verk', 'https://example.org/a\nhttps://example.org/b'],
    ])
    expect(sections.map(({ id }) => id)).toEqual(['listen'])
  })

  test('puts obstacles under their annex row and keeps gaps apart', async () => {
    const { items } = await read()
    expect(find(items, 'obstacle', 'H-2024-1').data).toMatchObject({ annexRow: 'rad', bodies: ['UDE', 'nav'], gap: false })
    expect(find(items, 'obstacle', 'H-2024-2').data).not.toHaveProperty('annexRow')
    expect(find(items, 'annexRow', 'rad').data).not.toHaveProperty('obstacles')
  })
})

describe('a problem is told by file, field and what is wrong', () => {
  const model = (change: object) => changed('models/sprakstart.yaml', change)
  const chapter = (head: object, text: string) => ({ 'handbooks/boka/01-start.md': markdown(head, text) })
  const title = { nb: 'Tittel', nn: 'Tittel' }
  const chapterHead = { title: 'Start', summary: 'x', sources: [{ doc: 'rapport' }], reviewed: '2026-11-23' }

  test.each<[string, Record<string, unknown>, string]>([
    ['a missing field', model({ title: undefined }), 'models/sprakstart.yaml: title: mangler'],
    ['an empty field', model({ owner: '' }), 'models/sprakstart.yaml: owner: er tom; utelat feltet når kildene ikke sier noe'],
    ['a misspelt field', model({ themmes: [] }), 'models/sprakstart.yaml: themmes: feltet finnes ikke i formatet (se docs/content.md)'],
    ['a value off the list', model({ districts: ['BAL', 'BXX'] }), 'models/sprakstart.yaml: districts.2: skal være én av BAL, BBJ, BGO, BGR, BSR, BSN, men er «BXX»'],
    ['a value of the wrong type', model({ summary: 3 }), 'models/sprakstart.yaml: summary: skal være en tekst, men er «3»'],
    ['the same tag twice', model({ districts: ['BAL', 'BAL'] }), 'models/sprakstart.yaml: districts: har samme verdi to ganger'],
    ['a day that is not there', model({ reviewed: '2026-13-01' }), 'models/sprakstart.yaml: reviewed: skal være en dato som finnes, skrevet ÅÅÅÅ-MM-DD'],
    ['no source', model({ sources: [] }), 'models/sprakstart.yaml: sources: skal ha minst én kilde'],
    ['an unknown source', model({ sources: [{ doc: 'ukjent' }] }), 'models/sprakstart.yaml: sources: kilden «ukjent» finnes ikke i sources.yaml'],
    ['an unknown relation', model({ related: ['project:borte'] }), 'models/sprakstart.yaml: related: «project:borte» finnes ikke'],
    ['a link to nowhere', model({ forWhom: '[x](/hindringer/H-2024-99)' }), 'models/sprakstart.yaml: forWhom: lenken «/hindringer/H-2024-99» går til en side som ikke finnes'],
    ['a link to a section that is not there', model({ forWhom: '[x](/handboker/boka/start#borte)' }), 'models/sprakstart.yaml: forWhom: lenken «/handboker/boka/start#borte» går til et sted som ikke finnes på siden'],
    ['an unlisted reference', chapter(chapterHead, '## A {#a}\n\nx[^ix]'), 'handbooks/boka/01-start.md: sections.a.body: referansen [^ix] finnes ikke i references.yaml'],
    ['a section without an id', chapter(chapterHead, '## A\n\nx'), 'handbooks/boka/01-start.md: ## A: skal ha en id til slutt, slik: ## Tittel {#kort-id}'],
    ['no front matter', { 'handbooks/boka/01-start.md': '## A {#a}\n\nx' }, 'handbooks/boka/01-start.md: skal begynne med felter mellom to linjer med ---'],
    ['a chapter without a number', { 'handbooks/boka/slutt.md': markdown(chapterHead, '## A {#a}\n\nx') }, 'handbooks/boka/slutt.md: filnavnet skal være NN-kapittel.md, for eksempel 01-start.md'],
    ['an unknown body', changed('register/gaps.yaml', { obstacles: [{ number: 'H-2024-2', title: 't', description: 'd', kind: 'structural', bodies: ['ukjent'], gap: true, sources: [{ doc: 'rapport' }], reviewed: '2026-11-23', asOf: '2024-12-31' }] }), 'register/gaps.yaml: H-2024-2.bodies: «body:ukjent» finnes ikke'],
    ['a project that the accounts invent', changed('economy/2024.yaml', { lines: [{ id: 'x', label: 'X', recipient: 'BAL', group: 'pagaende', project: 'borte' }] }), 'economy/2024.yaml: x.project: prosjektet «borte» finnes ikke'],
    ['half a krone', changed('economy/2024.yaml', { lines: [{ id: 'x', label: 'X', recipient: 'BAL', group: 'pagaende', budget: 1.5 }] }), 'economy/2024.yaml: lines.1.budget: skal være et helt tall'],
    ['a file that is not there', { 'bodies.yaml': undefined }, 'bodies.yaml: filen mangler'],
    ['a form that is not sound', changed('forms/hindring.yaml', { versions: [{ version: 1, steps: [{ id: 'a', title, questions: [{ id: 'b', kind: 'consent', label: title, showWhen: { question: 'c', answered: true } }] }] }] }), 'forms/hindring.yaml: version 1.b.showWhen: betingelsen skal gjelde et spørsmål som kommer før dette'],
    ['a form that lacks a language', changed('forms/hindring.yaml', { title: { nb: 'Meld' } }), 'forms/hindring.yaml: title.nn: mangler'],
    ['a form with Markdown', changed('forms/hindring.yaml', { title: { nb: 'Meld **nå**', nn: 'Meld' } }), 'forms/hindring.yaml: title.nb: er ren tekst og kan ikke ha «**»'],
    ['a kind of question that is not there', changed('forms/hindring.yaml', { versions: [{ version: 1, steps: [{ id: 'a', title, questions: [{ id: 'b', kind: 'file', label: title }] }] }] }), 'forms/hindring.yaml: versions.1.steps.1.questions.1.kind: skal være én av shortText, longText, oneOf, manyOf, scale, date, consent, heading, men er «file»'],
  ])('%s', async (_what, changes, expected) => {
    expect((await read(changes)).problems).toContain(expected)
  })

  test('a figure that no section shows, and one that is not there', async () => {
    const head = { ...chapterHead, group: 'finding', order: 1, figures: [{ id: 'kjede', kind: 'chain', caption: 'Kjeden', steps: [{ title: 'a' }] }] }
    const { problems } = await read({ 'insights/funn.md': markdown(head, '## A {#a}\n\n{{figure:tabell}}') })
    expect(problems).toEqual([
      'insights/funn.md: figures.kjede: står ikke i noen seksjon; sett inn linjen {{figure:kjede}}',
      'insights/funn.md: sections.a.body: figuren «tabell» finnes ikke under figures i filen',
    ])
  })

  test('a table with a row that is too short', async () => {
    const head = { ...chapterHead, group: 'finding', order: 1, figures: [{ id: 't', kind: 'table', caption: 'T', columns: ['A', 'B'], rows: [['1']] }] }
    const { problems } = await read({ 'insights/funn.md': markdown(head, '## A {#a}\n\n{{figure:t}}') })
    expect(problems).toEqual(['insights/funn.md: figures.1: alle radene skal ha like mange felter som columns'])
  })

  test('YAML that cannot be read, with its line', async () => {
    const { problems } = await read({ 'models/sprakstart.yaml': 'title: a\nsummary: "uten slutt\n' })
    expect(problems[0]).toMatch(/^models\/sprakstart\.yaml: linje \d: kan ikke leses som YAML/)
  })
})

test('only words that are read are counted', () => {
  expect(countWords('Tre **små** ord.[^iv]\n\n{{figure:x}}\n\n[En lenke](/modeller/sprakstart) – 12,5 prosent')).toBe(7)
})
