import { checkAnswers, type Form } from '../../src/domain/forms.ts'
import { partTitle } from '../../src/domain/own-reports.ts'
import { splitSection } from '../../src/domain/references.ts'
import { needsReason, nextStates } from '../../src/domain/obstacle-states.ts'
import type { ObstacleStatus } from '../../src/domain/documents.ts'
import { layFields } from '../../src/domain/seminar-changes.ts'
import type { Seminar } from '../../src/domain/documents.ts'
import type { Judgement, MarkedStream, ObstacleFields, OperationKind, OperationPayloads, RejectionCode } from '../../src/domain/operations.ts'

/** A row as the model keeps it: with who may see it beside what is sent. */
export interface KeptRow {
  id: string; rev: number; kind: string; slug: string; data: Record<string, unknown>; first_published: string | null; updated: string
  /** Of `mine`: whose it is. */
  owner?: string
  published: boolean
  /** Of a seminar made in the app: who hosts it with the office. */
  host?: string
  /** Of an obstacle or a seminar: at which revision each field was last changed, and by whom. */
  changes?: Record<string, { rev: number; by: string }>
  /** Of a case for developers: whose it is for. One without is the office's. */
  organisations?: string[]
  /** Of a report: the hash of its follow-up code. */
  followUp?: string
}
export interface Role { role: 'office' | 'developer' | 'recipient' | 'staff'; organisation?: string; body?: string }

/** What an operation may look at and change. Every change draws a revision. */
export interface ModelTables {
  find(stream: 'library' | 'register' | 'mine', where: (row: KeptRow) => boolean): KeptRow | undefined
  all(stream: 'library'): KeptRow[]
  put(stream: 'library' | 'register' | 'mine', row: Omit<KeptRow, 'rev' | 'updated'>): KeptRow
  remove(stream: 'library' | 'mine', id: string): number
  epoch(stream: MarkedStream): string
  head(stream: MarkedStream): number
  number(prefix: string): string
  roles(uid: string): Role[]
  form(slug: string): Form | undefined
  now(): string
}

export type Outcome =
  | { status: 'applied'; stream: MarkedStream; epoch: string; rev: number; result: object }
  | { status: 'conflict'; fields: Record<string, { mine: unknown; theirs: unknown; rev: number }> }
  | { status: 'rejected'; code: RejectionCode; field?: string; fields?: Record<string, string> }

const reject = (code: RejectionCode, field?: string): Outcome => ({ status: 'rejected', code, ...(field === undefined ? {} : { field }) })

const keys: { [K in OperationKind]: (keyof OperationPayloads[K])[] } = {
  'report.submit': ['id', 'form', 'formVersion', 'answers', 'context', 'place', 'hidePlace', 'cleared', 'obstacle', 'followUp'],
  'report.correct': ['report', 'formVersion', 'answers', 'place', 'hidePlace', 'cleared'],
  'report.message': ['id', 'report', 'text'],
  'report.withdraw': ['report'],
  'report.still': ['report', 'answer'],
  'seminar.join': ['id', 'seminar'],
  'seminar.leave': ['seminar'],
  'seminar.create': ['id', 'host', 'title', 'type', 'date', 'programme', 'cleared'],
  'seminar.edit': ['seminar', 'base', 'fields', 'cleared'],
  'seminar.publish': ['seminar', 'published'],
  'file.add': ['id', 'ref', 'title', 'name', 'type', 'bytes', 'sha256', 'open', 'cleared'],
  'file.edit': ['file', 'title', 'place', 'cleared'],
  'file.open': ['file'],
  'file.remove': ['file'],
  'obstacle.create': ['id', 'title', 'description', 'kind', 'organisations', 'services', 'districts', 'themes', 'levels', 'sections', 'cleared'],
  'obstacle.edit': ['obstacle', 'base', 'fields', 'cleared'],
  'obstacle.move': ['obstacle', 'from', 'to', 'reason', 'cleared'],
  'obstacle.follow-up': ['id', 'obstacle', 'way', 'text', 'date', 'public', 'body', 'cleared'],
  'obstacle.escalate': ['id', 'obstacle', 'bodies', 'text', 'date', 'due', 'cleared'],
  'obstacle.deadline': ['obstacle', 'body', 'due'],
  'obstacle.merge': ['obstacle', 'into'],
  'obstacle.part': ['obstacle'],
  'obstacle.ask': ['obstacle'],
  'obstacle.redact': ['obstacle', 'event'],
  'obstacle.publish': ['obstacle', 'published'],
  'register.freeze': ['id', 'name', 'cleared'],
  'case.read': ['report'],
  'case.ask': ['id', 'report', 'text', 'cleared'],
  'case.connect': ['report', 'obstacle', 'seen'],
  'case.decline': ['report', 'reason', 'seen', 'cleared'],
}
const forOffice: (keyof ObstacleFields)[] = ['organisations', 'addressedTo']

/** Does one operation for one user, as the contract has it. */
export function operate(tables: ModelTables, uid: string, kind: string, payload: Record<string, unknown>): Outcome {
  if (!Object.hasOwn(keys, kind)) return reject('unknown-kind')
  const unknown = Object.keys(payload).find((key) => !(keys[kind as OperationKind] as string[]).includes(key))
  if (unknown) return reject('invalid', unknown)
  return (operations[kind as OperationKind] as (tables: ModelTables, uid: string, payload: unknown) => Outcome)(tables, uid, payload)
}

const done = (tables: ModelTables, stream: MarkedStream, rev: number, result: object = {}): Outcome =>
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
    const row = tables.put('mine', { id, kind: 'report', slug: number, data, first_published: null, owner: uid, published: false, followUp: report.followUp })
    return done(tables, 'mine', (data.status === 'received' ? row : told(tables, row, 'connected')).rev, { number })
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
    return done(tables, 'mine', told(tables, tables.put('mine', { ...row, data: { ...row.data, formVersion, answers, place, hidePlace } }), 'corrected').rev)
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
    return done(tables, 'mine', become(tables, row, { status: 'withdrawn' }).rev)
  },
  'report.still'(tables, uid, { report, answer }) {
    const row = ownReport(tables, uid, report)
    if (!row) return reject('not-found', 'report')
    if (row.data.status !== 'connected' || row.data.redactedAt !== undefined) return reject('not-allowed')
    return done(tables, 'mine', tables.put('mine', { ...row, data: { ...row.data, still: answer, stillAt: tables.now() } }).rev)
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
  'seminar.create'(tables, uid, { id, host, title, type, date, programme = [] }) {
    const own = hostRoles(tables, uid)
    if (own.length === 0) return reject('forbidden')
    if (!own.some(({ role, organisation }) => role === 'office' || organisation === host)) return reject('forbidden', 'host')
    if (tables.find('library', (row) => row.id === id)) return reject('already', 'id')
    const slug = tables.number('seminar')
    const data = { title, type, date, programme, host, summary: '', services: [], districts: [], ages: [], themes: [], related: [], materials: [], sections: [], sources: [] }
    return done(tables, 'library', tables.put('library', { id, kind: 'seminar', slug, data, first_published: null, published: false, host, changes: {} }).rev, { slug })
  },
  'seminar.edit'(tables, uid, { seminar, base, fields }) {
    const row = hosted(tables, uid, 'seminar', seminar)
    if (typeof row === 'string') return reject(row)
    const differing = Object.entries(fields).filter(([field, value]) => JSON.stringify(row.data[field] ?? null) !== JSON.stringify(value))
    const lost = differing.filter(([field]) => {
      const last = row.changes?.[field]
      return base > row.rev || (last !== undefined && last.rev > base && last.by !== uid)
    })
    if (lost.length > 0) {
      return { status: 'conflict', fields: Object.fromEntries(lost.map(([field, mine]) => [field, { mine, theirs: row.data[field] ?? null, rev: row.changes?.[field]?.rev ?? row.rev }])) }
    }
    const changed = tables.put('library', { ...row, data: { ...layFields(row.data as unknown as Seminar, fields) } })
    changed.changes = { ...row.changes, ...Object.fromEntries(differing.map(([field]) => [field, { rev: changed.rev, by: uid }])) }
    return done(tables, 'library', changed.rev)
  },
  'seminar.publish'(tables, uid, { seminar, published }) {
    const row = hosted(tables, uid, 'seminar', seminar)
    if (typeof row === 'string') return reject(row)
    if (!hostRoles(tables, uid).some(({ role }) => role === 'office')) return reject('forbidden')
    const files = filesOf(tables, row)
    if (published && files.some(({ data }) => !data.open)) return reject('not-allowed', 'files')
    const { rev } = tables.put('library', { ...row, published, first_published: row.first_published ?? (published ? tables.now() : null) })
    return done(tables, 'library', files.map((file) => tables.put('library', { ...file, published, first_published: file.first_published ?? (published ? tables.now() : null) })).at(-1)?.rev ?? rev)
  },
  'file.add'(tables, uid, { id, ref, ...file }) {
    const page = hosted(tables, uid, ...ref.split(':') as [string, string])
    if (typeof page === 'string') return reject(page, page === 'not-found' ? 'ref' : undefined)
    if (tables.find('library', (row) => row.id === id)) return reject('already', 'id')
    if (page.published && !file.open) return reject('not-allowed', 'open')
    const data = { ...file, ref: `${page.kind}:${page.slug}`, place: filesOf(tables, page).length + 1 }
    return done(tables, 'library', tables.put('library', { id, kind: 'file', slug: id, data, first_published: page.published ? tables.now() : null, published: page.published }).rev)
  },
  'file.edit'(tables, uid, { file, title, place }) {
    const row = ownFile(tables, uid, file)
    if (typeof row === 'string') return reject(row, row === 'not-found' ? 'file' : undefined)
    return done(tables, 'library', tables.put('library', { ...row, data: { ...row.data, ...title === undefined ? {} : { title }, ...place === undefined ? {} : { place } } }).rev)
  },
  'file.open'(tables, uid, { file }) {
    const row = ownFile(tables, uid, file)
    if (typeof row === 'string') return reject(row, row === 'not-found' ? 'file' : undefined)
    return done(tables, 'library', tables.put('library', { ...row, data: { ...row.data, open: true } }).rev)
  },
  'file.remove'(tables, uid, { file }) {
    const row = ownFile(tables, uid, file)
    if (typeof row === 'string') return reject(row, row === 'not-found' ? 'file' : undefined)
    return done(tables, 'library', tables.remove('library', row.id))
  },
  'obstacle.create'(tables, uid, { id, ...fields }) {
    const by = tables.roles(uid).find(({ role }) => role === 'office' || role === 'developer')
    if (!by) return reject('forbidden')
    if (tables.find('register', (row) => row.id === id)) return reject('already', 'id')
    const number = tables.number('H')
    const organisations = [...new Set([...fields.organisations ?? [], ...by.organisation ? [by.organisation] : []])]
    const data = { ...fields, organisations, addressedTo: [], number, status: 'registered', models: [], projects: [], insights: [], sections: knownSections(tables, fields.sections ?? []) }
    tables.put('register', { id, kind: 'obstacle', slug: number, data, first_published: null, published: false, changes: {} })
    return noted(tables, uid, id, `${id}-created`, { type: 'created' }, { number })
  },
  'obstacle.edit'(tables, uid, { obstacle, base, fields }) {
    const row = editable(tables, uid, obstacle)
    if (typeof row === 'string') return reject(row)
    const isOffice = tables.roles(uid).some(({ role }) => role === 'office')
    if (!isOffice && Object.keys(fields).some((field) => (forOffice as string[]).includes(field))) return reject('forbidden')
    const kept = row.data.sections as string[]
    if (fields.sections?.some((section) => !kept.includes(section) && !knownSections(tables, [section]).includes(section))) return reject('invalid', 'sections')
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
    const row = standing(tables, uid, obstacle)
    if (typeof row === 'string') return reject(row)
    const now = row.data.status as ObstacleStatus
    if (now !== from) return { status: 'conflict', fields: { status: { mine: to, theirs: now, rev: row.rev } } }
    if (!reason && needsReason(from, to)) return reject('invalid', 'reason')
    if (!nextStates[from].includes(to)) return reject('not-allowed', 'to')
    const { rev } = tables.put('register', { ...row, data: { ...row.data, status: to } })
    return noted(tables, uid, obstacle, `${obstacle}-moved-${rev}`, { type: 'moved', from, to, reason })
  },
  'obstacle.follow-up'(tables, uid, { id, obstacle, way, text, date, public: isPublic }) {
    const row = standing(tables, uid, obstacle, ['office', 'developer', 'recipient'])
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
  'obstacle.escalate'(tables, uid, { id, obstacle, bodies, text, date, due }) {
    const row = standing(tables, uid, obstacle, ['office'])
    if (typeof row === 'string') return reject(row)
    if (tables.find('register', (other) => other.id === id)) return reject('already', 'id')
    if (!['assessed', 'escalated', 'following-up'].includes(row.data.status as string)) return reject('not-allowed', 'status')
    const status = row.data.status === 'assessed' ? 'escalated' : row.data.status
    tables.put('register', { ...row, data: { ...row.data, status, addressedTo: [...new Set([...row.data.addressedTo as string[], ...bodies])] } })
    return noted(tables, uid, obstacle, id, { type: 'escalated', bodies: bodies.map((body) => ({ id: body, name: body, level: 'state' })), text, date, due, public: true })
  },
  'obstacle.deadline'(tables, uid, { obstacle, body, due }) {
    const row = standing(tables, uid, obstacle, ['office'])
    if (typeof row === 'string') return reject(row)
    if (!(row.data.addressedTo as string[]).includes(body)) return reject('invalid', 'body')
    return noted(tables, uid, obstacle, `${obstacle}-deadline-${tables.head('register')}`, { type: 'deadline', body, due })
  },
  'obstacle.merge'(tables, uid, { obstacle, into }) {
    const row = standing(tables, uid, obstacle, ['office'])
    if (typeof row === 'string') return reject(row)
    const kept = tables.find('register', (other) => other.kind === 'obstacle' && other.id === into)
    if (!kept) return reject('not-found', 'into')
    if (kept.id === row.id || kept.data.mergedInto !== undefined || (row.published && !kept.published)) return reject('not-allowed', 'into')
    const { rev } = tables.put('register', { ...row, data: { ...row.data, mergedInto: kept.slug } })
    return noted(tables, uid, obstacle, `${obstacle}-merged-${rev}`, { type: 'merged', into: kept.slug, public: true })
  },
  'obstacle.part'(tables, uid, { obstacle }) {
    const row = editable(tables, uid, obstacle, ['office'])
    if (typeof row === 'string') return reject(row)
    if (row.data.mergedInto === undefined) return reject('already')
    const { rev } = tables.put('register', { ...row, data: { ...row.data, mergedInto: undefined } })
    return noted(tables, uid, obstacle, `${obstacle}-parted-${rev}`, { type: 'parted', from: row.data.mergedInto, public: true })
  },
  'obstacle.ask'(tables, uid, { obstacle }) {
    const row = standing(tables, uid, obstacle)
    if (typeof row === 'string') return reject(row)
    return noted(tables, uid, obstacle, `${obstacle}-asked-${tables.head('register')}`, { type: 'asked' })
  },
  'obstacle.redact'(tables, uid, { obstacle, event }) {
    const row = editable(tables, uid, obstacle, ['office'])
    if (typeof row === 'string') return reject(row)
    const told = tables.find('register', (other) => other.kind === 'event' && other.id === event && other.data.obstacleId === obstacle)
    if (!told) return reject('not-found', 'event')
    const { text, reason, fields, ...data } = told.data as { text?: string; reason?: string; fields?: Record<string, unknown>; redacted?: true }
    if (data.redacted) return reject('already', 'event')
    if (text === undefined && reason === undefined && !('title' in (fields ?? {})) && !('description' in (fields ?? {}))) return reject('not-allowed', 'event')
    const kept = fields && Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, field === 'title' || field === 'description' ? {} : value]))
    tables.put('register', { ...told, data: { ...data, redacted: true, ...kept ? { fields: kept } : {} } })
    return noted(tables, uid, obstacle, `${obstacle}-redacted-${tables.head('register')}`, { type: 'redacted', event })
  },
  'register.freeze'(tables, uid, { id, name }) {
    if (!tables.roles(uid).some(({ role }) => role === 'office')) return reject('forbidden')
    if (name.trim() === '') return reject('invalid', 'name')
    if (name.length > 100) return reject('too-large', 'name')
    if (tables.find('register', (row) => row.id === id)) return reject('already', 'id')
    const data = { name, takenAt: tables.now() }
    return done(tables, 'register', tables.put('register', { id, kind: 'snapshot', slug: id, data, first_published: null, published: false }).rev)
  },
  'case.read'(tables, uid, { report }) {
    const row = workable(tables, uid, report)
    if (typeof row === 'string') return reject(row)
    if (row.data.status === 'received') become(tables, row, { status: 'read' })
    return worked(tables)
  },
  'case.ask'(tables, uid, { id, report, text }) {
    const row = workable(tables, uid, report)
    if (typeof row === 'string') return reject(row)
    if (text.trim() === '') return reject('invalid', 'text')
    if (tables.find('mine', (other) => other.id === id)) return reject('already', 'id')
    const author = tables.roles(uid).some(({ role }) => role === 'office') ? 'office' : 'developer'
    tables.put('mine', { id, kind: 'message', slug: id, data: { report, author, text, at: tables.now() }, first_published: null, owner: row.owner!, published: false })
    if (row.data.status === 'received') become(tables, row, { status: 'read' })
    return worked(tables)
  },
  'case.connect'(tables, uid, { report, obstacle, seen }) {
    const row = workable(tables, uid, report)
    if (typeof row === 'string') return reject(row)
    const about = tables.find('register', (other) => other.kind === 'obstacle' && other.id === obstacle)
    if (!about || !(about.published || maySee(tables.roles(uid).filter(({ role }) => role !== 'recipient'), about))) return reject('not-found', 'obstacle')
    return judge(tables, row, seen, { status: 'connected', obstacle: about.slug })
  },
  'case.decline'(tables, uid, { report, reason, seen }) {
    const row = workable(tables, uid, report)
    if (typeof row === 'string') return reject(row)
    return judge(tables, row, seen, { status: 'declined', reason })
  },
}

/** Those of these parts of pages that a published page has. */
function knownSections(tables: ModelTables, sections: readonly string[]): string[] {
  return sections.filter((section) => {
    const { ref, part } = splitSection(section)
    const page = tables.find('library', ({ kind, slug, published }) => published && kind !== 'form' && `${kind}:${slug}` === ref)
    return page !== undefined && partTitle(page.data, part) !== undefined
  })
}

const hostRoles = (tables: ModelTables, uid: string) => tables.roles(uid).filter(({ role }) => role === 'office' || role === 'developer')

/** The page by its id or slug, if this user hosts it; else why not. The office hosts every page, and developers the seminars of their own. */
function hosted(tables: ModelTables, uid: string, kind: string, name: string): KeptRow | RejectionCode {
  const roles = hostRoles(tables, uid)
  if (roles.length === 0) return 'forbidden'
  const row = tables.find('library', (other) => other.kind === kind && (other.id === name || other.slug === name))
  if (!row) return 'not-found'
  return roles.some(({ role, organisation }) => role === 'office' || (kind === 'seminar' && row.host === organisation)) ? row : 'forbidden'
}

const filesOf = (tables: ModelTables, { kind, slug }: KeptRow): KeptRow[] => tables.all('library').filter((row) => row.kind === 'file' && row.data.ref === `${kind}:${slug}`)

function ownFile(tables: ModelTables, uid: string, id: string): KeptRow | RejectionCode {
  if (hostRoles(tables, uid).length === 0) return 'forbidden'
  const row = tables.find('library', (other) => other.kind === 'file' && other.id === id)
  if (!row) return 'not-found'
  const page = hosted(tables, uid, ...(row.data.ref as string).split(':') as [string, string])
  return typeof page === 'string' ? page : row
}

/** Whether someone with these roles may see a seminar that is not published, beside those who have joined it. */
export const hosts = (roles: readonly Role[], { host }: KeptRow): boolean =>
  host !== undefined && roles.some(({ role, organisation }) => role === 'office' || (role === 'developer' && organisation === host))

const ownReport = (tables: ModelTables, uid: string, id: string) => tables.find('mine', (row) => row.kind === 'report' && row.id === id && row.owner === uid)
const membership = (tables: ModelTables, uid: string, slug: string) => tables.find('mine', (row) => row.kind === 'membership' && row.slug === slug && row.owner === uid)

/** The report, if this user may work with it; else why not. */
function workable(tables: ModelTables, uid: string, id: string): KeptRow | RejectionCode {
  const roles = tables.roles(uid).filter(({ role }) => role === 'office' || role === 'developer')
  if (roles.length === 0) return 'forbidden'
  const row = tables.find('mine', (other) => other.kind === 'report' && other.id === id)
  if (!row) return 'not-found'
  if (!roles.some(({ role, organisation }) => role === 'office' || caseOrganisations(row).includes(organisation!))) return 'forbidden'
  return row.data.status === 'withdrawn' ? 'not-found' : row.data.redactedAt === undefined ? row : 'not-allowed'
}

/** The organisations whose developers a report is for. */
export function caseOrganisations({ data }: KeptRow): string[] {
  const { organisation, district } = (data.place ?? {}) as { organisation?: string; district?: string }
  return [organisation ?? district].filter((one) => one !== undefined)
}

function judge(tables: ModelTables, row: KeptRow, seen: Judgement, wanted: Judgement): Outcome {
  const { status, obstacle, reason } = row.data as unknown as Judgement
  const now: Judgement = { status, ...obstacle === undefined ? {} : { obstacle }, ...reason === undefined ? {} : { reason } }
  const isSame = (a: Judgement, b: Judgement) => a.status === b.status && a.obstacle === b.obstacle && a.reason === b.reason
  if (isSame(now, wanted)) return worked(tables)
  if ((status === 'connected' || status === 'declined') && !isSame(now, seen)) return { status: 'conflict', fields: { judgement: { mine: wanted, theirs: now, rev: row.rev } } }
  become(tables, row, { obstacle: undefined, reason: undefined, ...wanted })
  return worked(tables)
}

/** Brings a report to another status, and tells of it: what was decided before stands in the events also when it is decided anew. */
function become(tables: ModelTables, row: KeptRow, change: Partial<Judgement> & Pick<Judgement, 'status'>): KeptRow {
  return told(tables, tables.put('mine', { ...row, data: { ...row.data, ...change } }), change.status)
}

/** Writes the event that tells the writer of a report what became of it. */
function told(tables: ModelTables, { id: report, rev, owner, data: { obstacle, reason } }: KeptRow, type: string): KeptRow {
  const id = `${report}-${type}-${rev}`
  const detail = type === 'connected' ? { obstacle } : type === 'declined' ? { reason } : {}
  return tables.put('mine', { id, kind: 'event', slug: id, data: { ...detail, report, type, at: tables.now() }, first_published: null, owner: owner!, published: false })
}

const worked = (tables: ModelTables) => done(tables, 'inbox', tables.head('inbox'))

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

/** As `editable`, of one that is not merged into another. */
function standing(tables: ModelTables, uid: string, id: string, among?: Role['role'][]): KeptRow | RejectionCode {
  const row = editable(tables, uid, id, among)
  return typeof row !== 'string' && row.data.mergedInto !== undefined ? 'not-allowed' : row
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
