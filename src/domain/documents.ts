/** The records of the `library` and `register` streams, as the server sends them and the device keeps them. */
import type { CarriedFile } from './files.ts'
import type { Form } from './forms.ts'
import type { Age, District, Level, Organisation, Service, Theme } from './vocabulary.ts'

/** A date as `YYYY-MM-DD`, in Oslo. */
export type IsoDate = string
/** A month as `YYYY-MM`. */
export type IsoMonth = string
/** Markdown of the kinds that `docs/content.md` lists; shown through a token whitelist, never as HTML. */
export type Markdown = string
/** `kind:slug` of another item, for example `model:sosialagentene`. */
export type Ref = `${'model' | 'handbook' | 'seminar' | 'project' | 'insight'}:${string}`

/** Where a statement comes from: a key of `sources.yaml` and the place in that document. */
export interface Source { doc: string; title: string; place?: string; url?: string }

/** What every library item has. A value the sources do not give is absent, never guessed. */
export interface Item {
  title: string
  summary: string
  services: Service[]
  districts: District[]
  ages: Age[]
  themes: Theme[]
  related: Ref[]
  sources: Source[]
  /** When the text was last gone through. */
  reviewed: IsoDate
  /** The date that status and figures hold for. */
  asOf?: IsoDate
  /** Differences between the sources, and other reservations. */
  notes?: Markdown[]
}

/** A part of a long text. `id` stays when the words change: links, bookmarks and notes hang on it. */
export interface Section { id: string; title: string; body: Markdown }

export interface Part { id: string; title: string; text: Markdown }

export type Certainty = 'experienced' | 'evaluated' | 'measured'

/** One result, how well it is supported, and one plain sentence on why we read it so. */
export interface Result { text: Markdown; certainty?: Certainty; basis?: Markdown }

export type ModelStatus = 'operation' | 'partial' | 'trial' | 'not-implemented'

export interface Model extends Item {
  forWhom?: Markdown
  /** Where and when it was tried, for example «Linderud skole, 2021–2024». */
  tried?: string
  owner?: string
  organisations: Organisation[]
  status: { code: ModelStatus; text: string }
  components: Part[]
  start: Part[]
  requirements: Part[]
  results: Result[]
  obstaclesMet: Part[]
}

export interface Handbook extends Item {
  publisher?: string
  /** Whether the whole text is here, or only what is known about it and where it is found. */
  complete: boolean
  links: { title: string; url: string }[]
  /** Set by the content command from the chapter files, in reading order. */
  chapters: { slug: string; title: string; words: number }[]
}

/** One chapter; its slug is `<handbook>/<chapter>`. */
export interface Chapter extends Item { handbook: string; order: number; sections: Section[] }

export type SeminarType = 'seminar' | 'webinar' | 'breakfast' | 'session' | 'visit' | 'gathering'

/** One thing on the programme. `from` and `to` are `HH:MM` in Oslo; `day` is left out of a seminar of one day, and is its first. */
export interface ProgrammeItem { id: string; title: string; text?: Markdown; day?: IsoDate; from?: string; to?: string; who?: string }

export interface Seminar extends Item {
  type: SeminarType
  date: IsoDate
  endDate?: IsoDate
  place?: string
  organiser?: string
  programme: ProgrammeItem[]
  materials: { title: string; url: string }[]
  recording?: { url: string; text: string }
  sections: Section[]
  /** The obstacles it is about, by their numbers. */
  obstacles?: string[]
  /** The last day on which one may say what one thought of it. */
  evaluationCloses?: IsoDate
  /** Whose developers host it with the office, or `office`: of one that was made in the app. */
  host?: Organisation | 'office'
}

export type Phase = 'idea' | 'concept' | 'planning' | 'execution' | 'ended'
export type Implementation = 'implemented' | 'partial' | 'not-implemented' | 'cancelled' | 'mapping' | 'undecided'

/** One line of the accounts, in whole kroner. */
export interface EconomyLine {
  id: string
  label: string
  recipient: string
  group: string
  project?: string
  transferredIn?: number
  granted?: number
  reallocated?: number
  budget?: number
  accounts?: number
  transferredOut?: number
  remark?: Markdown
}

export interface Project extends Item {
  group: 'ongoing' | 'ended'
  start?: IsoMonth
  end?: IsoMonth
  owner: Organisation
  coOwners: Organisation[]
  /** The owner column as the source writes it, for example «BBJ (BAL, BGO, UDE v/PPT, BSN)». */
  ownerText: string
  /** Marked UNG in the source. */
  ung: boolean
  phase?: Phase
  statusText: Markdown
  result?: Markdown
  implementation?: { code: Implementation; text: string }
  /** Set by the content command from `economy/2024.yaml`. */
  economy: EconomyLine[]
}

export type InsightGroup = 'finding' | 'programme' | 'economy' | 'reference'

/** A figure that reads as text too: every kind is given as rows, and shown as a table on request. */
export type Figure =
  | { id: string; kind: 'table'; caption: string; columns: string[]; rows: (string | number)[][]; unit?: string; note?: Markdown }
  | { id: string; kind: 'bars'; caption: string; columns: string[]; rows: [string, ...number[]][]; unit?: string; note?: Markdown }
  | { id: string; kind: 'chain'; caption: string; steps: { title: string; text?: string }[]; note?: Markdown }
  | { id: string; kind: 'groups'; caption: string; groups: { title: string; items: string[] }[]; note?: Markdown }

export interface Insight extends Item { group: InsightGroup; order: number; sections: Section[]; figures: Figure[] }

/** The kinds that are read, each with a page of its own. */
export interface DocumentData {
  model: Model
  handbook: Handbook
  chapter: Chapter
  seminar: Seminar
  project: Project
  insight: Insight
}
export type DocumentKind = keyof DocumentData

/** One row of the `library` stream that is read. `rev` rises with every change; order of revisions is order of commits. */
export type LibraryRow<K extends DocumentKind = DocumentKind> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: DocumentData[P]; firstPublished: string; updated: string }
}[K]
/** A row of the `library` stream that is filled in: it stands in no list, and no search finds it. */
export interface FormRow { id: string; rev: number; kind: 'form'; slug: string; data: Form; firstPublished: string; updated: string }
/** A row of the `library` stream that a page carries: it is shown with its page, and only there. Its slug is its id. */
export interface FileRow { id: string; rev: number; kind: 'file'; slug: string; data: CarriedFile; firstPublished: string; updated: string }
/** What a device can ask for by name, before the rest is filled. */
export type PageKind = DocumentKind | 'form' | 'obstacle'

export type ObstacleKind = 'structural' | 'organisational' | 'not-assessed'
/** How far an obstacle has come: one step at a time, to one of the two ends, and from there back to being followed up. */
export type ObstacleStatus = 'registered' | 'assessed' | 'escalated' | 'following-up' | 'resolved' | 'closed'

/** A body that is responsible, with the step it stands on. */
export interface Body { id: string; name: string; level: Level | 'not-assessed' }

/** An entry of the register. */
export interface Obstacle {
  number: string
  title: string
  description: Markdown
  kind: ObstacleKind
  /** The levels that must act; empty when not assessed. */
  levels: Level[]
  /** The bodies that are responsible; empty when the sources name none. */
  bodies: Body[]
  /** True for a place where responsibility falls between bodies («sviktsone»). */
  gap: boolean
  annexRow?: string
  services: Service[]
  districts: District[]
  themes: Theme[]
  models: string[]
  projects: string[]
  insights: string[]
  /** Given by the server, like the two below; the content files have none of them. */
  status?: ObstacleStatus
  /** Those who follow it up. */
  organisations?: Organisation[]
  /** The bodies that are asked to answer, by id. */
  addressedTo?: string[]
  /** The parts of pages that it concerns, as `kind:slug#part`. */
  sections?: string[]
  /** The number of the obstacle that this one is a duplicate of. */
  mergedInto?: string
  sources: Source[]
  reviewed: IsoDate
  asOf: IsoDate
}

/** A row of the annual report's annex: the label, the owners and the follow-up that its obstacles share. */
export interface AnnexRow {
  key: string
  order: number
  year: number
  label: string
  owners: Organisation[]
  ownerText: string
  projects: string[]
  followUp?: Markdown
  sources: Source[]
  asOf: IsoDate
}

export type FollowUpWay = 'fast-motepunkt' | 'skriftlig-oversendelse' | 'veiledning' | 'arbeidsgruppe' | 'prosjekt' | 'svar' | 'lukket'

/** Something that was done to an obstacle. Append only, and never with a person's name in it. */
export interface ObstacleEvent {
  /** The obstacle's number, and its id. */
  obstacle: string
  obstacleId: string
  type: 'created' | 'edited' | 'moved' | 'followed-up' | 'published' | 'escalated' | 'deadline' | 'merged' | 'parted' | 'asked' | 'redacted'
  /** By the server's clock. */
  at: string
  by: { role: string; organisation?: string; body?: string }
  fields?: Record<string, { from: unknown; to: unknown }>
  /** A status; of `parted` the number of the obstacle it was merged into. */
  from?: ObstacleStatus | (string & {})
  to?: ObstacleStatus
  reason?: string
  way?: FollowUpWay
  text?: string
  date?: IsoDate
  published?: boolean
  /** Those it was lifted to, as they were called then. */
  bodies?: Body[]
  /** Whose answer it is, or whose date, by id. */
  body?: string
  due?: IsoDate
  /** The number of the obstacle it was merged into. */
  into?: string
  /** What was written in it has been taken out; and of `redacted`, the id of the event that was done to. */
  redacted?: true
  event?: string
}

/** How many have reported about a page, a part of one, or an obstacle. Of fewer than five nothing is told: there is no tally. */
export interface Tally { ref: string; section?: string; reports: number }

/**
 * How many have reported what stops the work, where district and service meet, in the year of the reports' numbers: as many as when
 * it was last told. Of fewer than five nothing is told, nor that there are none (`small-counts.ts`).
 */
export interface ReportCount { year: number; district: District; service: Service; reports: number }

/** That the register was frozen, and how it was called. What is in it is fetched on its own (`FrozenRow`). */
export interface Snapshot { name: string; takenAt: string; obstacles: number }

export interface RegisterData { obstacle: Obstacle; annexRow: AnnexRow; event: ObstacleEvent; tally: Tally; body: Body; snapshot: Snapshot; reportCount: ReportCount }
export type RegisterKind = keyof RegisterData
/** One row of the `register` stream; its `slug` is the obstacle's number, the annex row's key, the body's or the snapshot's id, what a tally is about, or where a count is of. */
export type RegisterRow<K extends RegisterKind = RegisterKind> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: RegisterData[P]; firstPublished: string; updated: string }
}[K]
/** A row as a snapshot holds it: as it was shown then, and whether to everyone. */
export type FrozenRow<K extends 'obstacle' | 'annexRow' | 'event' | 'tally' = 'obstacle' | 'annexRow' | 'event' | 'tally'> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; published: boolean; data: RegisterData[P] }
}[K]
