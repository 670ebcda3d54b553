/** What a seminar is at a moment: what is on, and what one may do. Times are those of Oslo, wherever the device believes it is. */
import type { IsoDate, ProgrammeItem, Seminar } from './documents.ts'

/** What hosts may change of a seminar. A field that is null is taken away. */
export type SeminarFields = Pick<Seminar, 'title' | 'summary' | 'type' | 'date' | 'services' | 'districts' | 'ages' | 'themes' | 'related' | 'programme' | 'sections'>
  & { [K in 'endDate' | 'place' | 'organiser' | 'obstacles' | 'recording' | 'evaluationCloses']: Exclude<Seminar[K], undefined> | null }

/** A code by which a seminar is joined, as its hosts see it. Times are the server's. */
export interface SeminarCode { code: string; opens: string; closes?: string; closedAt?: string }

/** What came of joining by a code: a member of `seminar` (its slug), or why not. */
export type Joining =
  | { status: 'joined'; seminar: string }
  | { status: 'early'; opens: string }
  | { status: 'closed' | 'unknown' }
  | { status: 'later'; after: number }

/** What hosts are told of what people thought: how many have joined and answered, and what the first `told` of them answered. */
export interface Evaluation {
  joined: number
  answered: number
  told: number
  counts: { question: string; answer: string | number | boolean; times: number }[]
  texts: { question: string; text: string }[]
}

/** A moment in Oslo: the day, and the time of day as `HH:MM`. */
export interface OsloMoment { day: IsoDate; time: string }

const inOslo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'short' })
export function osloMoment(at: number): OsloMoment {
  const [day, time] = inOslo.format(at).split(' ') as [string, string]
  return { day, time }
}

/** The moment (ms) that this is in Oslo. An hour that the clocks leap over is read as the one after it. */
export function atOslo({ day, time }: OsloMoment): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  const ahead = (at: number) => {
    const there = osloMoment(at)
    return Date.parse(`${there.day}T${there.time}:00Z`) - at
  }
  // Asked a second time of what the first gives: the clocks may have been changed between the two.
  return asUtc - ahead(asUtc - ahead(asUtc))
}

/** A device's clock may be this much behind the server's (ms). */
const behind = 60_000

/** Whether one may join by a code now; one that opens within the minute may be open already by the server's clock. */
export function codeState({ opens, closes, closedAt }: SeminarCode, now: number): 'early' | 'open' | 'closed' {
  if (closedAt !== undefined || (closes !== undefined && Date.parse(closes) <= now)) return 'closed'
  return Date.parse(opens) > now + behind ? 'early' : 'open'
}

/** The code that a poster shows: one that is open, or else the next to open, or none. */
export const codeToShow = (codes: readonly SeminarCode[], now: number): SeminarCode | undefined =>
  codes.find((code) => codeState(code, now) === 'open')
  ?? codes.filter((code) => codeState(code, now) === 'early').sort((a, b) => Date.parse(a.opens) - Date.parse(b.opens))[0]

/** From when until when there is something on the programme's first day, as `HH:MM`, as far as it tells. */
export function hoursOf({ date, programme }: Pick<Seminar, 'date' | 'programme'>): { from?: string; to?: string } {
  const first = programme.filter(({ day = date, from }) => day === date && from !== undefined)
  return { from: first.map(({ from }) => from!).sort()[0], to: first.at(-1)?.to }
}

/** A code as it is written on the wall, of what somebody typed or scanned: `ABC-1234`, or undefined when it can be none. */
export function readSeminarCode(typed: string): string | undefined {
  const plain = (/\/s\/([^/?#\s]+)/.exec(typed)?.[1] ?? typed).toUpperCase().replace(/[^A-Z0-9]/g, '')
  return /^[A-Z]{3}\d{4}$/.test(plain) ? `${plain.slice(0, 3)}-${plain.slice(3)}` : undefined
}

/** Something on the programme, and whether it is over, on, or to come; `left` and `share` tell how long is left of what is on (minutes), and how much of it has gone. */
export interface Placed { item: ProgrammeItem; when: 'over' | 'now' | 'later' | 'untimed'; left?: number; share?: number }

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/**
 * The programme as it stands at a moment. Something without an end lasts until the next thing that day begins; the last of a
 * day, with no end, is over an hour after it began. What has no time is neither on nor over.
 */
export function placeProgramme({ date, programme }: Pick<Seminar, 'date' | 'programme'>, { day, time }: OsloMoment): Placed[] {
  const now = minutes(time)
  return programme.map((item, at): Placed => {
    if (item.from === undefined) return { item, when: 'untimed' }
    const on = item.day ?? date
    if (on !== day) return { item, when: on < day ? 'over' : 'later' }
    const from = minutes(item.from)
    const next = programme.slice(at + 1).find((other) => (other.day ?? date) === on && other.from !== undefined && minutes(other.from) > from)
    const to = item.to !== undefined ? minutes(item.to) : next ? minutes(next.from!) : from + 60
    if (now < from) return { item, when: 'later' }
    if (now >= to) return { item, when: 'over' }
    return { item, when: 'now', left: to - now, share: (now - from) / (to - from) }
  })
}

/**
 * Whether one may say what one thought of it: from the day it begins until the day its hosts have set. One from before the app
 * had hosts, without such a day, may be spoken of for ever.
 */
export function evaluationState({ date, evaluationCloses }: Pick<Seminar, 'date' | 'evaluationCloses'>, { day }: Pick<OsloMoment, 'day'>): 'early' | 'open' | 'closed' {
  if (day < date) return 'early'
  return evaluationCloses !== undefined && day > evaluationCloses ? 'closed' : 'open'
}
