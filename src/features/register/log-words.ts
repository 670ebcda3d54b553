import type { Body } from '../../domain/documents.ts'
import type { ToldEvent } from '../../domain/register-changes.ts'
import { formatDate } from '../../texts/format.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'
import { namedBy } from './use-titles.ts'

type Words = Pick<Texts, 'casework' | 'lists' | 'sending' | 'register' | 'topics'>
/** What is called what; `titles` of pages and parts as `useTitles` finds them. */
export interface Named { bodies: readonly Body[]; titles: ReadonlyMap<string, string>; language: Language; texts: Words }

/** What tells most of what was done: the rest stands in the whole history. */
export const isTelling = ({ type, to }: Pick<ToldEvent, 'type' | 'to'>): boolean =>
  type === 'created' || type === 'escalated' || type === 'followed-up' || type === 'merged' || (type === 'moved' && to !== 'escalated')

/** Whether the server has words in it that somebody wrote. */
export const holdsWords = ({ text, reason, fields = {}, redacted, where }: ToldEvent): boolean =>
  where.at === 'fetched' && !redacted && (text !== undefined || reason !== undefined || 'title' in fields || 'description' in fields)

/** What a body is called; its id where it is none that the device knows. */
export const bodyName = (bodies: readonly Body[], id: string | undefined): string => bodies.find((body) => body.id === id)?.name ?? id ?? ''

/** One line that says what was done. */
export function eventTitle(event: ToldEvent, named: Named): string {
  const { casework, sending } = named.texts
  const words = casework.log
  switch (event.type) {
    case 'created': return words.created
    case 'moved': return words.moved(casework.status[event.to!])
    case 'escalated': return words.escalated((event.bodies ?? []).map(({ id, name }) => (name === id ? bodyName(named.bodies, id) : name)))
    case 'followed-up': return event.way === 'svar' && event.body !== undefined ? words.answer(bodyName(named.bodies, event.body)) : casework.way[event.way!]
    case 'published': return event.published ? words.published : words.unpublished
    case 'deadline': return event.due ? words.deadline(bodyName(named.bodies, event.body), formatDate(event.due, named.language)) : words.noDeadline(bodyName(named.bodies, event.body))
    case 'merged': return words.merged(event.into ?? '')
    case 'parted': return words.parted
    case 'asked': return words.asked
    case 'redacted': return words.redacted
    case 'edited': return words.edited(Object.keys(event.fields ?? {}).map((field) => (sending.fields[field] ?? field).toLowerCase()))
  }
}

/** In which role it was done; never by whom. */
export function doneBy({ by }: Pick<ToldEvent, 'by'>, named: Named): string {
  const words = named.texts.casework.log.by
  if (by.role === 'developer') return words.developer(named.texts.lists.organisation[by.organisation as keyof Words['lists']['organisation']] ?? by.organisation ?? '')
  return by.role === 'recipient' ? words.recipient(bodyName(named.bodies, by.body)) : words.office
}

/** A field's value as a person reads it. */
export function valueText(field: string, value: unknown, named: Named): string {
  const { lists, topics, casework, register } = named.texts
  const one = (id: unknown): string => {
    switch (field) {
      case 'levels': return lists.level[id as keyof typeof lists.level] ?? String(id)
      case 'services': return lists.service[id as keyof typeof lists.service] ?? String(id)
      case 'districts':
      case 'organisations': return lists.organisation[id as keyof typeof lists.organisation] ?? String(id)
      case 'themes': return topics.theme[id as keyof typeof topics.theme] ?? String(id)
      case 'bodyIds':
      case 'addressedTo': return bodyName(named.bodies, String(id))
      case 'status': return casework.status[id as keyof typeof casework.status] ?? String(id)
      case 'kind': return register.kindShort[id as keyof typeof register.kindShort] ?? String(id)
      default: return named.titles.get(namedBy(field, id) ?? '') ?? String(id)
    }
  }
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return casework.log.empty
  return Array.isArray(value) ? value.map(one).join(', ') : one(value)
}
