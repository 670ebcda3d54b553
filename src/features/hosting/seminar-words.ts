import type { ProgrammeItem, Section, Seminar } from '../../domain/documents.ts'
import { formatDate } from '../../texts/format.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'

type Words = Pick<Texts, 'hosting' | 'lists' | 'topics' | 'sending'>
export interface Named { texts: Words; language: Language; titles: ReadonlyMap<string, string> }

/** What a field of a seminar is called. */
export const fieldName = (field: string, { sending }: Pick<Texts, 'sending'>): string => sending.fields[`seminar.edit ${field}`] ?? sending.fields[field] ?? field

/** One line of a programme as it is read: «09.00–09.15 Velkommen (Bydel Alna)». */
function lineText({ day, from, to, title, who }: ProgrammeItem, language: Language): string {
  const time = [from, to].filter(Boolean).join('–').replaceAll(':', language === 'en' ? ':' : '.')
  return `${[day && formatDate(day, language), time, title].filter(Boolean).join(' ')}${who ? ` (${who})` : ''}`
}

/** A field's value as a person reads it; a list line by line. */
export function valueLines(field: string, value: unknown, { texts: { hosting, lists, topics }, language, titles }: Named): string[] {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [hosting.conflict.empty]
  const words: Record<string, Record<string, string>> = { type: lists.seminarType, services: lists.service, districts: lists.organisation, ages: topics.age, themes: topics.theme }
  const one = (id: unknown) => words[field]?.[String(id)] ?? titles.get(String(id)) ?? String(id)
  switch (field) {
    case 'programme': return (value as ProgrammeItem[]).map((line) => lineText(line, language))
    case 'sections': return (value as Section[]).map(({ title, body }) => `${title}: ${body}`)
    case 'recording': { const { text, url } = value as NonNullable<Seminar['recording']>; return [`${text}: ${url}`] }
    case 'date': case 'endDate': case 'evaluationCloses': return [formatDate(String(value), language)]
    default: return Array.isArray(value) ? [value.map(one).join(', ')] : [one(value)]
  }
}
