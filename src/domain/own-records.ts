/** The records that only the user may read, as the server sends them and the device keeps them. */
import type { RegisterData } from './documents.ts'
import type { OperationPayloads } from './operations.ts'

export type ReportStatus = 'received' | 'read' | 'connected' | 'declined' | 'withdrawn'

export type Report = Omit<OperationPayloads['report.submit'], 'id' | 'followUp'> & {
  /** What people call it, such as `M-2026-3`. */
  number: string
  status: ReportStatus
  reason?: string
  sentAt: string
  /** When its words were removed, and those of its thread; the event of that time tells why. */
  redactedAt?: string
}
/** A word in a report's thread; empty once it is redacted. `report` is the report's id. */
export interface Message { report: string; author: 'reporter' | 'developer' | 'office'; text: string; at: string }
/** What became of a report, and when, by the server's clock. `report` is the report's id. */
export interface ReportEvent {
  report: string; type: Exclude<ReportStatus, 'received'> | 'corrected' | 'redacted'; at: string; obstacle?: string; reason?: string
  /** Of `redacted`: its time had come, or its writer wished it. */
  why?: 'age' | 'own-wish'
}
export interface Membership { seminar: string; joinedAt: string }

export interface MineData { report: Report; message: Message; event: ReportEvent; membership: Membership }
export type MineKind = keyof MineData
/** One row of the `mine` stream. A report's slug is its number, a membership's that of the seminar. */
export type MineRow<K extends MineKind = MineKind> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: MineData[P]; firstPublished: string | null; updated: string }
}[K]

/** One row of the register that is not published and that this user may see by role. */
export type InternalRow<K extends keyof RegisterData = keyof RegisterData> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: RegisterData[P]; firstPublished: string | null; updated: string }
}[K]
