import type { Handbook, Model, Project } from '../../domain/documents.ts'
import type { SeminarEntry } from '../../domain/seminar-changes.ts'
import { districts, type Organisation } from '../../domain/vocabulary.ts'
import { formatDate, formatMonth } from '../../texts/format.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'

/** Words a minute when reading Norwegian prose on a screen for work. */
const pace = 200

/** Joins what is known into sentences: «Bydel Alna. I drift». */
const sentences = (parts: (string | undefined)[]) => parts.filter(Boolean).map((part) => part!.replace(/\.$/, '')).join('. ')

/** «Bydel Alna, Utdanningsetaten», or «Fire bydeler, Utdanningsetaten» where naming them would fill the row. */
export function organisationNames(codes: readonly Organisation[], t: Texts): string {
  const inDistricts = codes.filter((code) => districts.some((district) => district === code))
  const named = inDistricts.length > 2 ? [t.library.districts(inDistricts.length)] : inDistricts.map((code) => t.lists.organisation[code])
  return [...named, ...codes.filter((code) => !inDistricts.includes(code)).map((code) => t.lists.organisation[code])].join(', ')
}

export function modelMeta(data: Model, t: Texts): string {
  return sentences([organisationNames(data.organisations, t) || data.owner, t.library.modelStatus[data.status.code]])
}

export function handbookMeta(data: Handbook, t: Texts): string {
  if (!data.complete) return sentences([data.publisher, t.library.pointer])
  const words = data.chapters.reduce((sum, chapter) => sum + chapter.words, 0)
  return sentences([data.publisher, `${t.library.chapters(data.chapters.length)}, ${t.library.minutes(Math.max(1, Math.round(words / pace)))}`])
}

export function seminarMeta({ data, forMembers, changes }: Pick<SeminarEntry, 'data' | 'forMembers' | 'changes'>, t: Texts, language: Language): string {
  const unsent = changes?.created && changes.created.at !== 'server'
  return sentences([unsent ? t.library.notSent : forMembers && t.library.forMembers, `${t.lists.seminarType[data.type]}, ${formatDate(data.date, language)}`, data.place])
}

/** «mars 2021 – februar 2026»; with one end only, that one. */
export function projectPeriod(data: Project, t: Texts, language: Language): string {
  const start = data.start && formatMonth(data.start, language)
  const end = data.end && formatMonth(data.end, language)
  if (start && end) return t.library.period(start, end)
  return start ? t.library.from(start) : end ? t.library.until(end) : ''
}

/** What became of a project that ended, or the phase of one that goes on; nothing where the source gives no phase. */
export function projectStatus(data: Project, t: Texts): string {
  if (data.group === 'ended') return data.implementation ? t.lists.implementation[data.implementation.code] : t.lists.projectGroup.ended
  return data.phase ? t.lists.phase[data.phase] : ''
}
