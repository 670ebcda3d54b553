/** What a person may do, as the server is told of it. The payloads are the wire's: a key that is not here is refused. */
import type { FollowUpWay, IsoDate, ObstacleStatus, ProgrammeItem, SeminarType } from './documents.ts'
import type { CarriedFile } from './files.ts'
import type { ReportStatus } from './own-records.ts'
import type { SeminarFields } from './seminars.ts'
import type { District, Level, Organisation, Service, Theme } from './vocabulary.ts'

/** The version of the payloads below. The server takes the current and the previous for longer than anyone may be offline. */
export const operationVersion = 1

/** Where a report is about, as far as its writer will tell. */
export interface ReportPlace { organisation?: string; workplace?: string; service?: Service; function?: string; district?: District }
/** The page a report was written from. */
export interface ReportContext { ref: string; section?: string }

/** The fields of an obstacle that may be edited. Who owns it and whom it is addressed to is for the office alone. */
export interface ObstacleFields {
  title: string
  description: string
  kind: string
  levels: Level[]
  bodyIds: string[]
  services: Service[]
  districts: District[]
  themes: Theme[]
  models: string[]
  projects: string[]
  insights: string[]
  /** The parts of pages that it concerns, as `kind:slug#part`. */
  sections: string[]
  organisations: Organisation[]
  addressedTo: string[]
}

export type StillAnswer = 'yes' | 'no' | 'unsure'
/** What has been decided about a report. `obstacle` is the obstacle's number. */
export interface Judgement { status: ReportStatus; obstacle?: string; reason?: string }

export interface OperationPayloads {
  'report.submit': {
    id: string; form: string; formVersion: number; answers: Record<string, unknown>; context?: ReportContext; place?: ReportPlace; hidePlace: boolean
    /** Numbers in it, as digits alone, that the writer says are no identity numbers. */
    cleared?: string[]
    /** The number of the known obstacle it is about: it is connected to that from the start. */
    obstacle?: string
    /** SHA-256, in hex, of the code by which its writer finds it again on another device. */
    followUp?: string
  }
  /** All of what was answered, anew. Refused once somebody has read it. */
  'report.correct': { report: string } & Pick<OperationPayloads['report.submit'], 'formVersion' | 'answers' | 'place' | 'hidePlace' | 'cleared'>
  'report.message': { id: string; report: string; text: string; cleared?: string[] }
  'report.withdraw': { report: string }
  /** Whether what it is about still stops its writer. */
  'report.still': { report: string; answer: StillAnswer }
  'seminar.join': { id: string; seminar: string }
  'seminar.leave': { seminar: string }
  /** Not published yet. `host` is the organisation whose developers host it with the office, or the office alone. Answers its slug. */
  'seminar.create': { id: string; host: Organisation | 'office'; title: string; type: SeminarType; date: IsoDate; programme?: ProgrammeItem[]; cleared?: string[] }
  /** `seminar` is its id. A field that is null is taken away. */
  'seminar.edit': { seminar: string; base: number; fields: Partial<SeminarFields>; cleared?: string[] }
  /** By the office; refused as long as it carries a file that not everyone may fetch. */
  'seminar.publish': { seminar: string; published: boolean }
  /** A page carries a file, whose bytes Storage has. `ref` may name a seminar by its id, as long as it has no slug. */
  'file.add': { id: string; cleared?: string[] } & Omit<CarriedFile, 'place'>
  'file.edit': { file: string; title?: string; place?: number; cleared?: string[] }
  /** Its bytes lie where everyone may fetch them by now. */
  'file.open': { file: string }
  'file.remove': { file: string }
  'obstacle.create': {
    id: string; title: string; description: string; kind?: string; organisations?: Organisation[]
    services?: Service[]; districts?: District[]; themes?: Theme[]; levels?: Level[]; sections?: string[]; cleared?: string[]
  }
  'obstacle.edit': { obstacle: string; base: number; fields: Partial<ObstacleFields>; cleared?: string[] }
  'obstacle.move': { obstacle: string; from: ObstacleStatus; to: ObstacleStatus; reason?: string; cleared?: string[] }
  /** `body` is whose answer it is, of those it is addressed to; only with the way `svar`. */
  'obstacle.follow-up': { id: string; obstacle: string; way: FollowUpWay; text: string; date: IsoDate; public: boolean; body?: string; cleared?: string[] }
  'obstacle.publish': { obstacle: string; published: boolean }
  /** Asks bodies to act, and by `due`, where there is such a date, to have answered. */
  'obstacle.escalate': { id: string; obstacle: string; bodies: string[]; text?: string; date: IsoDate; due?: IsoDate; cleared?: string[] }
  /** Another date by which a body should have answered; without `due` none. */
  'obstacle.deadline': { obstacle: string; body: string; due?: IsoDate }
  /** It is a duplicate of another, whose id is `into`; what was its own stays so. */
  'obstacle.merge': { obstacle: string; into: string }
  'obstacle.part': { obstacle: string }
  /** Asks those who reported it whether it still stops them. */
  'obstacle.ask': { obstacle: string }
  /** Takes what somebody wrote out of an event, by its id, for good. */
  'obstacle.redact': { obstacle: string; event: string }
  /** Keeps the register as it is when the server gets this, under a name. */
  'register.freeze': { id: string; name: string; cleared?: string[] }
  'case.read': { report: string }
  'case.ask': { id: string; report: string; text: string; cleared?: string[] }
  /** `obstacle` is the obstacle's id. */
  'case.connect': { report: string; obstacle: string; seen: Judgement }
  'case.decline': { report: string; reason: string; seen: Judgement; cleared?: string[] }
}
export type OperationKind = keyof OperationPayloads
export type Operation = { [K in OperationKind]: { kind: K; payload: OperationPayloads[K] } }[OperationKind]

/** What each operation is about: those about the same thing are sent one after the other, in the order they were made. */
const subjects: { [K in OperationKind]: (payload: OperationPayloads[K]) => string } = {
  'report.submit': ({ id }) => id,
  'report.correct': ({ report }) => report,
  'report.message': ({ report }) => report,
  'report.withdraw': ({ report }) => report,
  'report.still': ({ report }) => report,
  'seminar.join': ({ seminar }) => `seminar:${seminar}`,
  'seminar.leave': ({ seminar }) => `seminar:${seminar}`,
  'seminar.create': ({ id }) => id,
  'seminar.edit': ({ seminar }) => seminar,
  'seminar.publish': ({ seminar }) => seminar,
  'file.add': ({ id }) => id,
  'file.edit': ({ file }) => file,
  'file.open': ({ file }) => file,
  'file.remove': ({ file }) => file,
  'obstacle.create': ({ id }) => id,
  'obstacle.edit': ({ obstacle }) => obstacle,
  'obstacle.move': ({ obstacle }) => obstacle,
  'obstacle.follow-up': ({ obstacle }) => obstacle,
  'obstacle.publish': ({ obstacle }) => obstacle,
  'obstacle.escalate': ({ obstacle }) => obstacle,
  'obstacle.deadline': ({ obstacle }) => obstacle,
  'obstacle.merge': ({ obstacle }) => obstacle,
  'obstacle.part': ({ obstacle }) => obstacle,
  'obstacle.ask': ({ obstacle }) => obstacle,
  'obstacle.redact': ({ obstacle }) => obstacle,
  'register.freeze': ({ id }) => id,
  'case.read': ({ report }) => report,
  'case.ask': ({ report }) => report,
  'case.connect': ({ report }) => report,
  'case.decline': ({ report }) => report,
}

export const isOperationKind = (kind: unknown): kind is OperationKind => typeof kind === 'string' && Object.hasOwn(subjects, kind)

export function subjectOf({ kind, payload }: Operation): string {
  return (subjects[kind] as (payload: Operation['payload']) => string)(payload)
}

/** What an operation cannot do without, beside what it is about: a report can be connected to an obstacle that was made a moment ago. */
export function groundOf({ kind, payload }: Operation): string | undefined {
  switch (kind) {
    case 'case.connect': return payload.obstacle
    case 'obstacle.merge': return payload.into
    case 'file.add': return payload.ref.slice(payload.ref.indexOf(':') + 1)
    default: return undefined
  }
}

/** Whether the operation makes the thing that later ones are about, so that none of them makes sense without it. */
export const isMaking = ({ kind }: Operation): boolean => kind === 'report.submit' || kind === 'obstacle.create' || kind === 'seminar.create' || kind === 'file.add'

/** Whether it changes what a page carries, which must be done before the page is shown to everyone. */
export const isAboutFile = ({ kind }: Operation): boolean => kind.startsWith('file.')

/** Why the server will never do an operation as it stands; `unexpected` also stands for a reason this build does not know. */
export const rejectionCodes = [
  'invalid', 'not-found', 'forbidden', 'op-reused', 'unknown-kind', 'too-large', 'not-allowed', 'already', 'identity-number', 'unexpected',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

/** The streams in which an operation can leave its mark. */
export const markedStreams = ['mine', 'register', 'inbox', 'library'] as const
export type MarkedStream = (typeof markedStreams)[number]
/** Both values of a field that somebody else has changed since one saw it. */
export interface FieldConflict { mine: unknown; theirs: unknown; rev: number }

export interface Applied { status: 'applied'; stream: MarkedStream; epoch: string; rev: number; result: Record<string, unknown> }
/** `fields` are the parts of `field` that are to blame, each with its own code: of a report's answers, a `FieldError` by question. */
export interface Rejected { status: 'rejected'; code: RejectionCode; field?: string; fields?: Record<string, string> }
export interface Conflict { status: 'conflict'; fields: Record<string, FieldConflict> }
/** What is final. The server keeps it and gives it again to who asks again. */
export type FinalAnswer = Applied | Rejected | Conflict
export type Answer = { opId: string } & (FinalAnswer | { status: 'duplicate'; first: FinalAnswer } | { status: 'retry'; after: number })
