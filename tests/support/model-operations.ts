import { checkAnswers, type Form } from '../../src/domain/forms.ts'
import type { ObstacleStatus } from '../../src/domain/documents.ts'
import type { ObstacleFields, OperationKind, OperationPayloads, RejectionCode } from '../../src/domain/operations.ts'

/** A row as the model keeps it: with who may see it beside what is sent. */
export interface KeptRow {
  id: string; rev: number; kind: string; slug: string; data: Record<string, unknown>; first_published: string | null; updated: string
  /** Of `mine`: whose it is. */
  owner?: string
  published: boolean
  /** Of an obstacle: at which revision each field was last changed, and by whom. */
  changes?: Record<string, { rev: number; by: string }>
  /** Of a report: the hash of its follow-up code. */
  followUp?: string
}
export interface Role { role: 'office' | 'developer' | 'recipient' | 'staff'; organisation?: string; body?: string }

/** What an operation may look at and change. Every change draws a revision. */
export interface ModelTables {
  find(stream: 'library' | 'register' | 'mine', where: (row: KeptRow) => boolean): KeptRow | undefined
  put(stream: 'register' | 'mine', row: Omit<KeptRow, 'rev' | 'updated'>): KeptRow
  remove(stream: 'mine', id: string): number
  epoch(stream: 'register' | 'mine'): string
  head(stream: 'register' | 'mine'): number
  number(prefix: string): string
  roles(uid: string): Role[]
  form(slug: string): Form | undefined
  now(): string
}

export type Outcome =
  | { status: 'applied'; stream: 'mine' | 'register'; epoch: string; rev: number; result: object }
  | { status: 'conflict'; fields: Record<string, { mine: unknown; theirs: unknown; rev: number }> }
  | { status: 'rejected'; code: RejectionCode; field?: string; fields?: Record<string, string> }

const reject = (code: RejectionCode, field?: string): Outcome => ({ status: 'rejected', code, ...(field === undefined ? {} : { field }) })

const keys: { [K in OperationKind]: (keyof OperationPayloads[K])[] } = {
  'report.submit': ['id', 'form', 'formVersion', 'answers', 'context', 'place', 'hidePlace', 'cleared', 'obstacle', 'followUp'],
  'report.correct': ['report', 'formVersion', 'answers', 'place', 'hidePlace', 'cleared'],
  'report.message': ['id', 'report', 'text'],
  'report.withdraw': ['report'],
  'seminar.join': ['id', 'seminar'],
  'seminar.leave': ['seminar'],
  'obstacle.create': ['id', 'title', 'description', 'kind', 'organisations', 'services', 'districts', 'themes', 'levels'],
  'obstacle.edit': ['obstacle', 'base', 'fields'],
  'obstacle.move': ['obstacle', 'from', 'to', 'reason'],
  'obstacle.follow-up': ['id', 'obstacle', 'way', 'text', 'date', 'public'],
  'obstacle.publish': ['obstacle', 'published'],
}
const forOffice: (keyof ObstacleFields)[] = ['organisations', 'addressedTo']
const steps: Record<ObstacleStatus, ObstacleStatus[]> = {
  registered: ['assessed'], assessed: ['escalated'], escalated: ['following-up'], 'following-up': ['resolved', 'closed'], resolved: ['following-up'], closed: ['following-up'],
}

/** Does one operation for one user, as the contract has it. */
export function operate(tables: ModelTables, uid: string, kind: string, payload: Record<string, unknown>): Outcome {
  if (!Object.hasOwn(keys, kind)) return reject('unknown-kind')
  const unknown = Object.keys(payload).find((key) => !(keys[kind as OperationKind] as string[]).includes(key))
  if (unknown) return reject('invalid', unknown)
  return (operations[kind as OperationKind] as (tables: ModelTables, uid: string, payload: unknown) => Outcome)(tables, uid, payload)
}

const done = (tables: ModelTables, stream: 'mine' | 'register', rev: number, result: object = {}): Outcome =>
  ({ status: 'applied', stream, epoch: tables.epoch(stream), rev, result })

const operations: { [K in OperationKind]: (tables: ModelTables, uid: string, payload: OperationPayloads[K]) => Outcome } = {
  'report.submit'(tables, uid, { id, ...report }) {
    if (tables.find('mine', (row) => row.id === id)) return reject('already', 'id')
    const form = tables.form(report.form)
    if (!form) return reject('not-found', 'form')
    const version = form.versions.find((one) => one.version === report.formVersion)
    if (!version) return reject('invalid', 'formVersion')
    const fields = checkAnswers(version, report.answers)
    if (Object.keys(fields).length > 0) return { status: 'rejected', code: 'invalid', field: 'answers', fields }
    if (report.obstacle !== undefined) {
      if (!tables.find('register', (row) => row.kind === 'obstacle' && row.slug === report.obstacle && row.published)) return reject('not-found', 'obstacle')
      if (tables.find('mine', ({ owner, data }) => owner === uid && data.obstacle === report.obstacle && data.form === report.form && data.status !== 'withdrawn')) return reject('already', 'obstacle')
    }
    if (report.followUp !== undefined && tables.find('mine', ({ followUp }) => followUp === report.followUp)) return reject('invalid', 'followUp')
    const number = tables.number('M')
    const data = { ...report, followUp: undefined, cleared: undefined, number, status: report.obstacle === undefined ? 'received' : 'connected', sentAt: tables.now() }
    return done(tables, 'mine', tables.put('mine', { id, kind: 'report', slug: number, data, first_published: null, owner: uid, published: false, followUp: report.followUp }).rev, { number })
  },
  'report.correct'(tables, uid, { report, ...said }) {
    const row = ownReport(tables, uid, report)
    if (!row) return reject('not-found', 'report')
    if (row.data.status !== 'received') return reject('not-allowed')
    const version = tables.form(row.data.form as string)?.versions.find((one) => one.version === said.formVersion)
    if (!version) return reject('invalid', 'formVersion')
    const fields = checkAnswers(version, said.answers)
    if (Object.keys(fields).length > 0) return { status: 'rejected', code: 'invalid', field: 'answers', fields }
    const { formVersion, answers, place, hidePlace } = said
    return done(tables, 'mine', tables.put('mine', { ...row, data: { ...row.data, formVersion, answers, place, hidePlace } }).rev)
  },
  'report.message'(tables, uid, { id, report, text }) {
    if (!ownReport(tables, uid, report)) return reject('not-found', 'report')
    if (text.trim() === '') return reject('invalid', 'text')
    if (text.length > 4000) return reject('too-large', 'text')
    if (tables.find('mine', (row) => row.id === id)) return reject('already', 'id')
    const data = { report, author: 'reporter', text, at: tables.now() }
    return done(tables, 'mine', tables.put('mine', { id, kind: 'message', slug: id, data, first_published: null, owner: uid, published: false }).rev)
  },
  'report.withdraw'(tables, uid, { report }) {
    const row = ownReport(tables, uid, report)
    if (!row) return reject('not-found', 'report')
    if (row.data.status === 'withdrawn') return reject('already')
    const isOwnWord = row.data.status === 'connected' && row.data.form === 'gjelder-oss-ogsa'
    if (row.data.status !== 'received' && row.data.status !== 'read' && !isOwnWord) return reject('not-allowed')
    return done(tables, 'mine', tables.put('mine', { ...row, data: { ...row.data, status: 'withdrawn' } }).rev)
  },
  'seminar.join'(tables, uid, { id, seminar }) {
    const before = membership(tables, uid, seminar)
    if (!before && !tables.find('library', (row) => row.kind === 'seminar' && row.slug === seminar && row.published)) return reject('not-found', 'seminar')
    const row = before ?? tables.put('mine', { id, kind: 'membership', slug: seminar, data: { seminar, joinedAt: tables.now() }, first_published: null, owner: uid, published: false })
    return done(tables, 'mine', row.rev, { id: row.id })
  },
  'seminar.leave'(tables, uid, { seminar }) {
    const row = membership(tables, uid, seminar)
    return done(tables, 'mine', row ? tables.remove('mine', row.id) : tables.head('mine'))
  },
  'obstacle.create'(tables, uid, { id, ...fields }) {
    const by = tables.roles(uid).find(({ role }) => role === 'office' || role === 'developer')
    if (!by) return reject('forbidden')
    if (tables.find('register', (row) => row.id === id)) return reject('already', 'id')
    const number = tables.number('H')
    const organisations = [...new Set([...fields.organisations ?? [], ...by.organisation ? [by.organisation] : []])]
    const data = { ...fields, organisations, addressedTo: [], number, status: 'registered', models: [], projects: [], insights: [] }
    tables.put('register', { id, kind: 'obstacle', slug: number, data, first_published: null, published: false, changes: {} })
    return noted(tables, uid, id, `${id}-created`, { type: 'created' }, { number })
  },
  'obstacle.edit'(tables, uid, { obstacle, base, fields }) {
    const row = editable(tables, uid, obstacle)
    if (typeof row === 'string') return reject(row)
    const isOffice = tables.roles(uid).some(({ role }) => role === 'office')
    if (!isOffice && Object.keys(fields).some((field) => (forOffice as string[]).includes(field))) return reject('forbidden')
    const differing = Object.entries(fields).filter(([field, value]) => JSON.stringify(row.data[field]) !== JSON.stringify(value))
    const lost = differing.filter(([field]) => {
      const last = row.changes?.[field]
      return base > row.rev || (last !== undefined && last.rev > base && last.by !== uid)
    })
    if (lost.length > 0) {
      return { status: 'conflict', fields: Object.fromEntries(lost.map(([field, mine]) => [field, { mine, theirs: row.data[field], rev: row.changes?.[field]?.rev ?? row.rev }])) }
    }
    if (differing.length === 0) return done(tables, 'register', tables.head('register'))
    const changed = tables.put('register', { ...row, data: { ...row.data, ...fields } })
    changed.changes = { ...row.changes, ...Object.fromEntries(differing.map(([field]) => [field, { rev: changed.rev, by: uid }])) }
    const log = Object.fromEntries(differing.map(([field, to]) => [field, { from: row.data[field], to }]))
    return noted(tables, uid, obstacle, `${obstacle}-edited-${changed.rev}`, { type: 'edited', fields: log })
  },
  'obstacle.move'(tables, uid, { obstacle, from, to, reason }) {
    const row = editable(tables, uid, obstacle)
    if (typeof row === 'string') return reject(row)
    const now = row.data.status as ObstacleStatus
    if (now !== from) return { status: 'conflict', fields: { status: { mine: to, theirs: now, rev: row.rev } } }
    if (!reason && [from, to].some((state) => state === 'closed' || state === 'resolved')) return reject('invalid', 'reason')
    if (!steps[from].includes(to)) return reject('not-allowed', 'to')
    const { rev } = tables.put('register', { ...row, data: { ...row.data, status: to } })
    return noted(tables, uid, obstacle, `${obstacle}-moved-${rev}`, { type: 'moved', from, to, reason })
  },
  'obstacle.follow-up'(tables, uid, { id, obstacle, way, text, date, public: isPublic }) {
    const row = editable(tables, uid, obstacle, ['office', 'developer', 'recipient'])
    if (typeof row === 'string') return reject(row)
    if (typeof editable(tables, uid, obstacle) === 'string' && way !== 'svar') return reject('forbidden', 'way')
    if (tables.find('register', (other) => other.id === id)) return reject('already', 'id')
    return noted(tables, uid, obstacle, id, { type: 'followed-up', way, text, date, public: isPublic })
  },
  'obstacle.publish'(tables, uid, { obstacle, published }) {
    const row = editable(tables, uid, obstacle, ['office'])
    if (typeof row === 'string') return reject(row)
    if (row.published === published) return reject('already')
    const { rev } = tables.put('register', { ...row, published, first_published: row.first_published ?? (published ? tables.now() : null) })
    return noted(tables, uid, obstacle, `${obstacle}-published-${rev}`, { type: 'published', published })
  },
}

const ownReport = (tables: ModelTables, uid: string, id: string) => tables.find('mine', (row) => row.kind === 'report' && row.id === id && row.owner === uid)
const membership = (tables: ModelTables, uid: string, slug: string) => tables.find('mine', (row) => row.kind === 'membership' && row.slug === slug && row.owner === uid)

/** Whether someone with these roles may see an obstacle that is not published. */
export function maySee(roles: readonly Role[], { data }: KeptRow): boolean {
  return roles.some(({ role, organisation, body }) => role === 'office'
    || (role === 'developer' && (data.organisations as string[] | undefined)?.includes(organisation!))
    || (role === 'recipient' && (data.addressedTo as string[] | undefined)?.includes(body!)))
}

/** The obstacle, if this user may work with it in one of these roles; else why not. */
function editable(tables: ModelTables, uid: string, id: string, among: Role['role'][] = ['office', 'developer']): KeptRow | RejectionCode {
  const roles = tables.roles(uid).filter(({ role }) => role !== 'staff')
  if (roles.length === 0) return 'forbidden'
  const row = tables.find('register', (other) => other.kind === 'obstacle' && other.id === id)
  if (!row) return 'not-found'
  return maySee(roles.filter(({ role }) => among.includes(role)), row) ? row : 'forbidden'
}

/** Writes the event that every change leaves; the operation's revision is its. */
function noted(tables: ModelTables, uid: string, obstacleId: string, id: string, event: { type: string; public?: boolean } & Record<string, unknown>, result: object = {}): Outcome {
  const { slug } = tables.find('register', (row) => row.id === obstacleId)!
  const { role, organisation, body } = tables.roles(uid)[0] ?? { role: 'staff' }
  const data = { obstacle: slug, obstacleId, at: tables.now(), by: { role, organisation, body }, ...event }
  const published = event.type === 'moved' || event.public === true
  const first = published ? tables.now() : null
  return done(tables, 'register', tables.put('register', { id, kind: 'event', slug: id, data, first_published: first, published }).rev, result)
}
