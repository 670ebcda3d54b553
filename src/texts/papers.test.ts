import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnnexRow, Obstacle } from '../domain/documents.ts'
import { annexOf, annexPaper, annexSheet, lackingFollowUp } from '../domain/exports/annex.ts'
import { addressees, letterPaper } from '../domain/exports/letter.ts'
import { lookThrough } from '../domain/exports/looked-through.ts'
import { obstacleSheet } from '../domain/exports/obstacle-sheet.ts'
import { partsOf, textsOf, type Block, type Column } from '../domain/exports/paper.ts'
import { paragraphsOf } from '../domain/exports/paragraphs.ts'
import { chosen, yearsOf, type HeldEvent, type RegisterView } from '../domain/exports/register-view.ts'
import { statusPaper } from '../domain/exports/status-list.ts'
import { papers } from './nb/papers.ts'

const hls = { id: 'hls', name: 'Byrådsavdeling for helse', level: 'municipality' as const }
const obstacle = (number: string, more: Partial<Obstacle> = {}, published = true) => ({
  id: number, published,
  data: {
    number, title: `Tittel ${number}`, description: `Om ${number}.`, kind: 'structural', levels: [], bodies: [], gap: false, services: [], districts: [], themes: [],
    models: [], projects: [], insights: [], status: 'registered', organisations: [], addressedTo: [], sources: [], reviewed: '', asOf: '2026-01-01', ...more,
  } as Obstacle,
})
const event = (number: string, type: HeldEvent['type'], date: string, more: Partial<HeldEvent> = {}): HeldEvent =>
  ({ id: `${number}-${type}-${date}`, obstacle: number, obstacleId: number, type, at: `${date}T10:00:00Z`, by: { role: 'office' }, published: true, ...more })
const row = (key: string, order: number, followUp?: string) => ({ key, order, year: 2026, label: `Rad ${key}`, followUp }) as AnnexRow
const view = (more: Partial<RegisterView>): RegisterView => ({ day: '2026-11-26', obstacles: [], annexRows: [], events: new Map(), reports: new Map(), ...more })
const tables = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))

test('the annex of today: its rows in order, then what was entered since under its project, with what everyone may read of it', () => {
  const annex = annexOf(view({
    annexRows: [row('b', 2), row('a', 1, 'Felles.'), row('tom', 3), { ...row('fjor', 1), year: 2025 }],
    obstacles: [
      obstacle('H-2026-1', { annexRow: 'b' }), obstacle('H-2026-2', { annexRow: 'a' }), obstacle('H-2026-3', { projects: ['sprak'] }),
      obstacle('H-2026-4', { organisations: ['BAL'] }), obstacle('H-2026-5', { gap: true }), obstacle('H-2026-6', { mergedInto: 'H-2026-1' }), obstacle('H-2025-1'),
    ],
    events: new Map([
      ['H-2026-2', [event('H-2026-2', 'escalated', '2026-03-03', { bodies: [hls] })]],
      ['H-2026-3', [event('H-2026-3', 'followed-up', '2026-05-03', { way: 'veiledning', text: 'Kurs' }), event('H-2026-3', 'followed-up', '2026-06-03', { way: 'svar', text: 'Hemmelig', published: false })]],
    ]),
  }), { year: 2026, onlyOpen: false }, [{ slug: 'sprak', title: 'Språk', ownerText: 'BBJ' }], papers)
  expect(annex.rows.map(({ label, obstacles, followUp }) => [label, obstacles.map(({ number }) => number), followUp])).toEqual([
    ['Rad a', ['H-2026-2'], ['Felles.', 'Løftet til Byrådsavdeling for helse 3. mars 2026.']],
    ['Rad b', ['H-2026-1'], []],
    ['Språk (BBJ)', ['H-2026-3'], ['Veiledning, 3. mai 2026: Kurs']],
    ['Uten prosjekt (BAL)', ['H-2026-4'], []],
  ])
  expect(annex.gaps.map(({ number }) => number)).toEqual(['H-2026-5'])
  expect(lackingFollowUp(annex).map(({ label }) => label)).toEqual(['Rad b', 'Uten prosjekt (BAL)'])
  expect(textsOf(annexPaper(annex, 2026, papers)).join(' ')).not.toContain('Hemmelig')
})

test('only what is open, of one year, and no duplicate is chosen', () => {
  const register = view({ obstacles: [obstacle('H-2025-1'), obstacle('H-2026-1', { status: 'closed' }), obstacle('H-2026-2', { status: 'resolved' }), obstacle('H-2026-3', { mergedInto: 'H-2026-1' }), obstacle('')] })
  const numbers = (year: number | undefined, onlyOpen: boolean) => chosen(register, { year, onlyOpen }).map(({ id }) => id)
  expect([numbers(2026, true), numbers(2026, false), numbers(undefined, true)]).toEqual([[''], ['H-2026-1', 'H-2026-2', ''], ['H-2025-1', '']])
  expect(yearsOf(register)).toEqual([2026, 2025])
})

test('the board sees what waits for an answer first, by level, with whom since when, and who is late', () => {
  const { blocks } = statusPaper(view({
    obstacles: [obstacle('H-2026-1', { levels: ['organisation'], organisations: ['BAL'] }), obstacle('H-2026-2', { status: 'escalated', levels: ['organisation', 'municipality'] }), obstacle('H-2026-3')],
    events: new Map([['H-2026-2', [
      event('H-2026-2', 'created', '2026-01-10'), event('H-2026-2', 'escalated', '2026-03-03', { bodies: [hls] }), event('H-2026-2', 'deadline', '2026-03-03', { body: 'hls', due: '2026-06-01' }),
      event('H-2026-2', 'followed-up', '2026-05-03', { way: 'fast-motepunkt', text: 'Ikke **besvart**.', published: false }),
    ]]]),
    reports: new Map([['H-2026-2', 14]]),
  }), { onlyOpen: false }, papers)
  expect(blocks.flatMap((block) => (block.kind === 'heading' ? [`${block.level} ${block.text}`] : []))).toEqual([
    '2 Løftet (1)', '3 Kommune (1)', '2 Registrert (2)', '3 Virksomhet (1)', '3 Nivå ikke vurdert (1)',
  ])
  expect(tables(blocks).map(({ rows }) => rows.map(({ cells }) => cells.map((cell) => cell.join(' | '))))).toEqual([
    [['H-2026-2', 'Tittel H-2026-2', 'Byrådsavdeling for helse, siden 3. mars 2026 | Svarfristen gikk ut 1. juni 2026', '3. mai 2026: Ikke besvart.', '268', '14']],
    [['H-2026-1', 'Tittel H-2026-1', 'Bydel Alna', '–', '–', 'færre enn 5']],
    [['H-2026-3', 'Tittel H-2026-3', 'Ingen ennå', '–', '–', 'færre enn 5']],
  ])
})

test('a letter says what its body is asked, since when and by when, and nothing of others', () => {
  const register = view({
    obstacles: [obstacle('H-2026-1', { status: 'escalated', addressedTo: ['hls', 'nav'] }), obstacle('H-2026-2', { addressedTo: ['nav'] }), obstacle('H-2026-3', { status: 'closed', addressedTo: ['ude'] })],
    events: new Map([['H-2026-1', [event('H-2026-1', 'escalated', '2026-03-03', { bodies: [hls], text: 'Kan dere?' }), event('H-2026-1', 'deadline', '2026-03-03', { body: 'hls', due: '2026-06-01', published: false })]]]),
  })
  expect(addressees(register, [hls]).map(({ name }) => name)).toEqual(['Byrådsavdeling for helse', 'nav'])
  const { title, blocks } = letterPaper(register, hls, papers)
  expect(title).toBe('Hindringer til Byrådsavdeling for helse')
  expect(tables(blocks).map(({ rows }) => rows.map(({ cells }) => cells.flat().join(': ')))).toEqual([
    ['Hva vi ber om: Kan dere?', 'Sendt dere: 3. mars 2026', 'Svarfrist: 1. juni 2026', 'Meldinger: færre enn 5'],
  ])
})

test('a small number of reports is told of nothing, whatever number there is', () => {
  fc.assert(fc.property(fc.option(fc.nat(12), { nil: undefined }), fc.boolean(), (count, published) => {
    const one = obstacle('H-2026-1', {}, published)
    const sheet = obstacleSheet([one], view({ reports: new Map(count === undefined ? [] : [['H-2026-1', count]]) }), 'Liste', papers)
    expect(sheet.rows[0]!.at(-1)).toBe(count !== undefined && count >= 5 ? String(count) : published ? 'færre enn 5' : 'ikke talt opp')
  }))
})

test('the guard says in which obstacle a name or a number stands', () => {
  const obstacles = [obstacle('H-2026-1', { description: 'Saken gjelder eleven Kari Nordmann.' }), obstacle('H-2026-2')]
  const register = view({ obstacles })
  expect(lookThrough(['Saken gjelder eleven Kari Nordmann.', 'Ring 15889200038'], obstacles, register)).toEqual([{ number: 'H-2026-1', words: [expect.stringContaining('Kari')] }, { words: ['15889200038'] }])
  expect(lookThrough(['Ingen har ansvaret.'], obstacles, register)).toEqual([])
})

test('in parts there is all of a document, in order, and each part of a table has its columns', () => {
  const text = fc.string({ maxLength: 600 })
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(2 as const, 3 as const), text }), fc.record({ kind: fc.constant('paragraph' as const), text }),
    fc.record({ kind: fc.constant('table' as const), name: fc.uuid(), columns: fc.constant<Column[]>([{ title: 'a', share: 30 }, { title: 'b', share: 70 }]), rows: fc.array(fc.record({ cells: fc.tuple(fc.array(text, { maxLength: 3 }), fc.array(text, { maxLength: 3 })) }), { minLength: 1, maxLength: 8 }) }),
  )
  fc.assert(fc.property(fc.array(block, { minLength: 1 }), (blocks) => {
    const before = structuredClone(blocks)
    const parts = partsOf({ blocks })
    const flat = (some: readonly Block[]) => some.flatMap((one): object[] => (one.kind === 'table' ? one.rows.map(({ cells }) => ({ in: one.name, columns: one.columns, cells })) : [one]))
    expect(flat(parts.flat())).toEqual(flat(blocks))
    expect(parts.every((part) => part.length > 0)).toBe(true)
    expect(blocks).toEqual(before)
  }))
})

test('Markdown becomes paragraphs without its marks', () => {
  expect(paragraphsOf('Se **[teamet](/prosjekter/a)**\nher.[^iv]\n\n- ett\n- *to*\n\n> sitat')).toEqual(['Se teamet her.', '– ett', '– to', 'sitat'])
})

/** Everything that can be made to leave the office, of one register. */
function everyDocument(register: RegisterView) {
  const annex = annexOf(register, { year: 2026, onlyOpen: false }, [], papers)
  return [
    annexPaper(annex, 2026, papers), annexSheet(annex, papers), statusPaper(register, { onlyOpen: false }, papers), statusPaper(register, { year: 2026, onlyOpen: true }, papers),
    ...addressees(register, [hls]).map((body) => letterPaper(register, body, papers)), obstacleSheet(register.obstacles, register, 'Hindringer', papers),
  ]
}

test('no document tells apart none, one, two, three and four who have reported, also where the register it is made of does', () => {
  const some = fc.array(fc.record({
    published: fc.boolean(), reports: fc.nat(20), status: fc.constantFrom('registered' as const, 'escalated' as const, 'resolved' as const), districts: fc.constantFrom<Obstacle['districts'][]>(['BAL'], []),
    gap: fc.boolean(), addressedTo: fc.constantFrom<string[][]>(['hls'], []),
  }), { minLength: 1, maxLength: 6 })
  fc.assert(fc.property(some, fc.nat(4), (all, few) => {
    const register = (countOf: (reports: number) => number | undefined) => view({
      obstacles: all.map(({ published, reports: _, ...more }, n) => obstacle(`H-2026-${n}`, more, published)),
      reports: new Map(all.flatMap(({ reports }, n) => (countOf(reports) === undefined ? [] : [[`H-2026-${n}`, countOf(reports)!]]))),
    })
    const made = everyDocument(register((reports) => reports))
    expect(everyDocument(register((reports) => (reports < 5 ? few : reports)))).toEqual(made)
    expect(everyDocument(register((reports) => (reports < 5 ? undefined : reports)))).toEqual(made)
    if (all.some(({ reports }) => reports >= 5)) expect(everyDocument(register((reports) => reports + 1))).not.toEqual(made)
  }))
})
