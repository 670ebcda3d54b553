import type { StreamRow } from '../sync/stream-port.ts'
import { isCount, isObject, type Wire } from './asking.ts'

/** A row as the server writes it. */
export interface WireRow { id: string; rev: number; kind: string; slug: string; data: object; first_published: string | null; updated: string }

/** Whether these are rows, made for this user or for everyone. Only a user's own rows may never have been published. */
export const isRows = (value: unknown, uid: unknown): value is WireRow[] =>
  Array.isArray(value) && value.every((row) => isObject(row) && isObject(row.data) && isCount(row.rev)
    && [row.id, row.kind, row.slug, row.updated].every((text) => typeof text === 'string') && (row.kind !== 'file' || isFile(row.data))
    && (typeof row.first_published === 'string' || (row.first_published === null && typeof uid === 'string')))

/** What is asked for, kept and shown by what it says of itself must say it. */
const isFile = ({ ref, title, name, type, bytes, sha256, place, open }: Wire): boolean =>
  [ref, title, name, type].every((text) => typeof text === 'string') && isCount(bytes) && isCount(place) && typeof open === 'boolean'
  && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)

export const toRows = (rows: WireRow[]): StreamRow[] =>
  rows.map(({ first_published, ...row }) => ({ ...row, firstPublished: first_published }) as StreamRow)
