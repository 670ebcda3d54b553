/** What a person may do, as the server is told of it. The payloads are the wire's: a key that is not here is refused. */
import type { FollowUpWay, IsoDate, ObstacleStatus } from './documents.ts'
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
  organisations: Organisation[]
  addressedTo: string[]
}

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
  'seminar.join': { id: string; seminar: string }
  'seminar.leave': { seminar: string }
  'obstacle.create': {
    id: string; title: string; description: string; kind?: string; organisations?: Organisation[]
    services?: Service[]; districts?: District[]; themes?: Theme[]; levels?: Level[]
  }
  'obstacle.edit': { obstacle: string; base: number; fields: Partial<ObstacleFields> }
  'obstacle.move': { obstacle: string; from: ObstacleStatus; to: ObstacleStatus; reason?: string }
  'obstacle.follow-up': { id: string; obstacle: string; way: FollowUpWay; text: string; date: IsoDate; public: boolean }
  'obstacle.publish': { obstacle: string; published: boolean }
}
export type OperationKind = keyof OperationPayloads
export type Operation = { [K in OperationKind]: { kind: K; payload: OperationPayloads[K] } }[OperationKind]

/** What each operation is about: those about the same thing are sent one after the other, in the order they were made. */
const subjects: { [K in OperationKind]: (payload: OperationPayloads[K]) => string } = {
  'report.submit': ({ id }) => id,
  'report.correct': ({ report }) => report,
  'report.message': ({ report }) => report,
  'report.withdraw': ({ report }) => report,
  'seminar.join': ({ seminar }) => `seminar:${seminar}`,
  'seminar.leave': ({ seminar }) => `seminar:${seminar}`,
  'obstacle.create': ({ id }) => id,
  'obstacle.edit': ({ obstacle }) => obstacle,
  'obstacle.move': ({ obstacle }) => obstacle,
  'obstacle.follow-up': ({ obstacle }) => obstacle,
  'obstacle.publish': ({ obstacle }) => obstacle,
}

export const isOperationKind = (kind: unknown): kind is OperationKind => typeof kind === 'string' && Object.hasOwn(subjects, kind)

export function subjectOf({ kind, payload }: Operation): string {
  return (subjects[kind] as (payload: Operation['payload']) => string)(payload)
}

/** Whether the operation makes the thing that later ones are about, so that none of them makes sense without it. */
export const isMaking = ({ kind }: Operation): boolean => kind === 'report.submit' || kind === 'obstacle.create'

/** Why the server will never do an operation as it stands; `unexpected` also stands for a reason this build does not know. */
export const rejectionCodes = [
  'invalid', 'not-found', 'forbidden', 'op-reused', 'unknown-kind', 'too-large', 'not-allowed', 'already', 'identity-number', 'unexpected',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

/** The streams in which an operation can leave its mark. */
export type MarkedStream = 'mine' | 'register'
/** Both values of a field that somebody else has changed since one saw it. */
export interface FieldConflict { mine: unknown; theirs: unknown; rev: number }

export interface Applied { status: 'applied'; stream: MarkedStream; epoch: string; rev: number; result: Record<string, unknown> }
/** `fields` are the parts of `field` that are to blame, each with its own code: of a report's answers, a `FieldError` by question. */
export interface Rejected { status: 'rejected'; code: RejectionCode; field?: string; fields?: Record<string, string> }
export interface Conflict { status: 'conflict'; fields: Record<string, FieldConflict> }
/** What is final. The server keeps it and gives it again to who asks again. */
export type FinalAnswer = Applied | Rejected | Conflict
export type Answer = { opId: string } & (FinalAnswer | { status: 'duplicate'; first: FinalAnswer } | { status: 'retry'; after: number })
