import type { IsoDate, ProgrammeItem, Section, Seminar } from '../../domain/documents.ts'
import type { SeminarEntry } from '../../domain/seminar-changes.ts'
import type { SeminarFields } from '../../domain/seminars.ts'

/**
 * A seminar as it is written: each text under a name of its own, so that it keeps itself and is guarded as any other, and the lines
 * of the programme and the parts of what is written of it by their ids, in their order.
 */
export type Answers = Record<string, unknown>
export type PartList = 'lines' | 'parts'

const always = ['title', 'summary', 'type', 'date'] as const
const maybe = ['endDate', 'place', 'organiser', 'evaluationCloses'] as const
const lists = ['services', 'districts', 'ages', 'themes', 'related'] as const
const partTexts = { lines: ['title', 'who', 'text', 'day', 'from', 'to'], parts: ['title', 'body'] } as const

/** The name of one text of a line or a part. */
export const partName = (list: PartList, id: string, text: string): string => `${list}.${id}.${text}`
/** All that is written of a line or a part. */
export const namesOfPart = (list: PartList, id: string): string[] => partTexts[list].map((text) => partName(list, id, text))
export const idsOf = (answers: Answers, list: PartList): string[] => (answers[list] as string[] | undefined) ?? []
export const wordsIn = (answers: Answers, name: string): string => (typeof answers[name] === 'string' ? answers[name] : '')

/** What editing a seminar begins with. */
function answersOf(data: Seminar): Answers {
  const parts = (list: PartList, all: readonly (ProgrammeItem | Section)[]) => [
    [list, all.map(({ id }) => id)],
    ...all.flatMap((one) => partTexts[list].map((text) => [partName(list, one.id, text), (one as unknown as Record<string, string>)[text] ?? ''])),
  ] as [string, unknown][]
  return Object.fromEntries([
    ...[...always, ...maybe].map((field) => [field, data[field] ?? '']), ...lists.map((field) => [field, [...data[field]]]),
    ['obstacles', [...data.obstacles ?? []]], ['recording.url', data.recording?.url ?? ''], ['recording.text', data.recording?.text ?? ''],
    ...parts('lines', data.programme), ...parts('parts', data.sections),
  ])
}

/** The seminar that has been written. What is left empty is null, and is taken away. */
export function fieldsOf(answers: Answers): SeminarFields {
  const text = (name: string) => wordsIn(answers, name).trim()
  const some = (name: string) => text(name) || null
  const parts = (list: PartList) => idsOf(answers, list).map((id) =>
    Object.fromEntries([['id', id], ...partTexts[list].flatMap((name) => (text(partName(list, id, name)) ? [[name, text(partName(list, id, name))]] : []))]))
  const url = text('recording.url')
  return {
    ...Object.fromEntries(always.map((field) => [field, text(field)])) as Pick<SeminarFields, (typeof always)[number]>,
    ...Object.fromEntries(maybe.map((field) => [field, some(field)])) as Pick<SeminarFields, (typeof maybe)[number]>,
    ...Object.fromEntries(lists.map((field) => [field, answers[field] ?? []])) as Pick<SeminarFields, (typeof lists)[number]>,
    obstacles: (answers.obstacles as string[] | undefined)?.length ? answers.obstacles as string[] : null,
    recording: url || text('recording.text') ? { url, text: text('recording.text') } : null,
    programme: parts('lines') as unknown as ProgrammeItem[],
    sections: parts('parts') as unknown as Section[],
  }
}

/** How a seminar was when its editing was begun, kept with what is written. */
interface Seen { rev: number; fields: SeminarFields }

export function editingOf({ rev, data }: Pick<SeminarEntry, 'rev' | 'data'>): Answers {
  const answers = answersOf(data)
  return { ...answers, seen: { rev, fields: fieldsOf(answers) } satisfies Seen }
}
export const seenIn = (answers: Answers): Seen => answers.seen as Seen

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The fields that are not as they were when this was begun. */
export function changedIn(answers: Answers): Partial<SeminarFields> {
  const before = seenIn(answers).fields
  return Object.fromEntries(Object.entries(fieldsOf(answers)).filter(([field, value]) => !isSame(value, before[field as keyof SeminarFields]))) as Partial<SeminarFields>
}

/** The fields that others have changed since. */
export function changedByOthers(answers: Answers, data: Seminar): (keyof SeminarFields)[] {
  const before = seenIn(answers).fields
  return Object.entries(fieldsOf(answersOf(data))).flatMap(([field, value]) => (isSame(value, before[field as keyof SeminarFields]) ? [] : [field as keyof SeminarFields]))
}

export type Problem = 'needed' | 'ends-before' | 'day-outside' | 'from-needed' | 'to-before' | 'https' | 'closes-before' | 'too-large'
/** A little less than the server takes of one operation, for what stands around the fields. */
const mostBytes = 64_000

/** What stands in the way of sending, by the name of the field that is to blame, in the order of the page. */
export function problemsIn(answers: Answers): [name: string, problem: Problem][] {
  const text = (name: string) => wordsIn(answers, name).trim()
  const found: [string, Problem][] = []
  const check = (name: string, wrong: boolean, problem: Problem) => { if (wrong && !found.some(([other]) => other === name)) found.push([name, problem]) }
  check('title', !text('title'), 'needed')
  check('date', !text('date'), 'needed')
  check('endDate', text('endDate') !== '' && text('endDate') < text('date'), 'ends-before')
  for (const id of idsOf(answers, 'lines')) {
    const [title, day, from, to] = ['title', 'day', 'from', 'to'].map((name) => partName('lines', id, name)) as [string, string, string, string]
    check(day, text(day) !== '' && (text(day) < text('date') || text(day) > (text('endDate') || text('date'))), 'day-outside')
    check(from, text(to) !== '' && text(from) === '', 'from-needed')
    check(to, text(to) !== '' && text(from) !== '' && text(to) <= text(from), 'to-before')
    check(title, !text(title), 'needed')
  }
  for (const id of idsOf(answers, 'parts')) for (const name of namesOfPart('parts', id)) check(name, !text(name), 'needed')
  check('recording.url', text('recording.text') !== '' && text('recording.url') === '', 'needed')
  check('recording.url', text('recording.url') !== '' && !/^https:\/\/[^\s/]\S*$/.test(text('recording.url')), 'https')
  check('recording.text', text('recording.url') !== '' && text('recording.text') === '', 'needed')
  check('evaluationCloses', text('evaluationCloses') !== '' && text('evaluationCloses') < text('date'), 'closes-before')
  check('form', 'seen' in answers && new TextEncoder().encode(JSON.stringify(changedIn(answers))).length > mostBytes, 'too-large')
  return found
}

/** The days of a seminar, the first first; at most two weeks of them. */
export function daysOf(answers: Answers): IsoDate[] {
  const [first, last] = [wordsIn(answers, 'date'), wordsIn(answers, 'endDate')]
  const days: IsoDate[] = []
  for (let at = Date.parse(first); at <= Date.parse(last) && days.length < 14; at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10))
  return days.length > 0 ? days : first ? [first] : []
}

/** The lines as the clock has them, day by day; what has no time stays after the line it stands after. */
export function inTimeOrder(answers: Answers): string[] {
  let last = ''
  const times = idsOf(answers, 'lines').map((id) => {
    const from = wordsIn(answers, partName('lines', id, 'from'))
    if (from) last = `${wordsIn(answers, partName('lines', id, 'day')) || wordsIn(answers, 'date')} ${from}`
    return { id, at: last }
  })
  return times.sort((a, b) => a.at.localeCompare(b.at)).map(({ id }) => id)
}

/** A list with one of its elements one place further up (-1) or down (1); the same where it cannot go there. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id)
  const to = at + by
  if (at < 0 || to < 0 || to >= ids.length) return [...ids]
  const next = [...ids]
  next.splice(at, 1)
  next.splice(to, 0, id)
  return next
}
