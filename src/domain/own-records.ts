/** The records that only the user may read, as the server sends them and the device keeps them. */
import type { FileRow, LibraryRow, RegisterData } from './documents.ts'
import type { Judgement, OperationPayloads, StillAnswer } from './operations.ts'
import type { Organisation } from './vocabulary.ts'

export type ReportStatus = 'received' | 'read' | 'connected' | 'declined' | 'withdrawn'

export type Report = Omit<OperationPayloads['report.submit'], 'id' | 'followUp'> & {
  /** What people call it, such as `M-2026-3`. */
  number: string
  status: ReportStatus
  reason?: string
  sentAt: string
  /** When its words were removed, and those of its thread; the event of that time tells why. */
  redactedAt?: string
  /** Whether it still stops its writer, when last asked. */
  still?: StillAnswer
  stillAt?: string
}
/** A word in a report's thread; empty once it is redacted. `report` is the report's id. */
export interface Message { report: string; author: 'reporter' | 'developer' | 'office'; text: string; at: string }
/** What became of a report, and when, by the server's clock. `report` is the report's id. */
export interface ReportEvent {
  report: string
  type: Exclude<ReportStatus, 'received'> | 'corrected' | 'redacted' | 'escalated' | 'answered' | 'resolved' | 'closed' | 'reopened' | 'merged' | 'parted' | 'asked'
  at: string; obstacle?: string; reason?: string
  /** The names of those its obstacle was lifted to, and of who has answered; with the answer, where everyone may read it. */
  bodies?: string[]; body?: string; text?: string
  /** Of `redacted`: its time had come, or its writer wished it. */
  why?: 'age' | 'own-wish'
}
export interface Membership { seminar: string; joinedAt: string }
/**
 * What a user may see and do beyond what everyone may: `staff` works with children and young people, `developer` with the reports
 * and obstacles of one organisation, `office` with all of them, `recipient` answers for one body (by its id).
 */
export interface Role { role: 'staff' | 'developer' | 'office' | 'recipient'; organisation?: Organisation; body?: string }

export interface MineData { report: Report; message: Message; event: ReportEvent; membership: Membership; role: Role }
export type MineKind = keyof MineData
/** One row of the `mine` stream. A report's slug is its number, a membership's that of the seminar, a role's its name. */
export type MineRow<K extends MineKind = MineKind> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: MineData[P]; firstPublished: string | null; updated: string }
}[K]

/** One row of the register that is not published and that this user may see by role. */
export type InternalRow<K extends keyof RegisterData = keyof RegisterData> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: RegisterData[P]; firstPublished: string | null; updated: string }
}[K]

/** A seminar that is not everyone's, or a file that it carries, as its members and hosts see it. */
export type JoinedRow = (Omit<LibraryRow<'seminar'>, 'firstPublished'> | Omit<FileRow, 'firstPublished'>) & { firstPublished: string | null }

/**
 * A report as those see it who work with it, with its thread. Who wrote it is not told, and where it comes from not to a developer
 * whom the writer has hidden it from. `report` is the report's id; `obstacle` the number of the one it is connected to.
 */
export interface Case extends Judgement, Pick<Report, 'number' | 'form' | 'formVersion' | 'answers' | 'context' | 'place' | 'hidePlace' | 'cleared' | 'sentAt' | 'redactedAt' | 'still' | 'stillAt'> {
  report: string
  messages: (Omit<Message, 'report'> & { id: string })[]
  events: Omit<ReportEvent, 'report'>[]
}
/** One row of the `inbox` stream; its slug is the report's number. */
export interface CaseRow { id: string; rev: number; kind: 'case'; slug: string; data: Case; firstPublished: null; updated: string }
