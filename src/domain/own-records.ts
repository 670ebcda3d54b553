/** The records of the `mine` stream, and the events of the register, as the server sends them and the device keeps them. */
import type { AnnexRow, Obstacle } from './documents.ts'
import type { FollowUpWay, ObstacleState, OperationPayloads } from './operations.ts'

export type ReportStatus = 'received' | 'read' | 'connected' | 'declined' | 'withdrawn'

export type Report = Omit<OperationPayloads['report.submit'], 'id'> & {
  /** What people call it, such as `M-2026-3`. */
  number: string
  status: ReportStatus
  /** The number of the obstacle it was connected to. */
  obstacle?: string
  reason?: string
  sentAt: string
}
/** A word in a report's thread. `report` is the report's id. */
export interface Message { report: string; author: 'reporter' | 'developer' | 'office'; text: string; at: string }
export interface Membership { seminar: string; joinedAt: string }

export interface MineData { report: Report; message: Message; membership: Membership }
export type MineKind = keyof MineData
/** One row of the `mine` stream. A report's slug is its number, a membership's that of the seminar. */
export type MineRow<K extends MineKind = MineKind> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: MineData[P]; firstPublished: string | null; updated: string }
}[K]

/** Something that was done to an obstacle. Append only, and never with a person's name in it. */
export interface ObstacleEvent {
  /** The obstacle's number, and its id. */
  obstacle: string
  obstacleId: string
  type: 'created' | 'edited' | 'moved' | 'followed-up' | 'published'
  /** By the server's clock. */
  at: string
  by: { role: string; organisation?: string; body?: string }
  fields?: Record<string, { from: unknown; to: unknown }>
  from?: ObstacleState
  to?: ObstacleState
  reason?: string
  way?: FollowUpWay
  text?: string
  date?: string
}

export interface InternalData { obstacle: Obstacle; annexRow: AnnexRow; event: ObstacleEvent }
export type InternalKind = keyof InternalData
/** One row of the register that is not published and that this user may see by role. */
export type InternalRow<K extends InternalKind = InternalKind> = {
  [P in K]: { id: string; rev: number; kind: P; slug: string; data: InternalData[P]; firstPublished: string | null; updated: string }
}[K]
