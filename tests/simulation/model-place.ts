import type { AnyStream } from '../../src/domain/sync-status.ts'
import { ModelServer, type Backup } from '../support/model-server.ts'
import { textForm } from '../support/made-up-forms.ts'
import type { Role } from '../support/model-operations.ts'
import type { Chance } from './chance.ts'
import { placeEvents, type Place, type PlaceEvent, type PlaceRow } from './place.ts'

/** Who may sign in, and what they may do. */
export const people: Record<string, Role[]> = {
  'kari@oslo.no': [], 'ola@oslo.no': [], 'kontor@oslo.no': [{ role: 'office' }], 'utvikler@oslo.no': [{ role: 'developer', organisation: 'BBJ' }],
}
export const seminars = ['oppvekst', 'sprak', 'bolig']
/** What reports answer. A draft that has grown long has an answer too many letters long, so that some are refused for it. */
export const reportForm = { slug: 'meld', data: textForm(['tekst', ...Array.from({ length: 200 }, (_, n) => `svar-${n}`)], { 'svar-3': 3 }) }

const idOf = (group: number, n: number) => `${group}0000000-0000-4000-8000-${((n + 1) * 20_015_998_343_867).toString(16).padStart(12, '0')}`

/** The model server as a place for stories. */
export class ModelPlace implements Place {
  readonly events = placeEvents
  readonly #server = new ModelServer(3)
  readonly #uids: string[]
  readonly #owners = new Map<string, Set<string>>()
  readonly #ended = new Set<string>()
  #texts = 0
  /** What was done, as it stands after restores. */
  #live: string[] = []
  #seen = 0
  #backup: { backup: Backup; live: string[] }

  constructor() {
    this.#uids = Object.entries(people).map(([email, roles]) => {
      const { id } = this.#server.auth.addUser(email)
      this.#server.roles.set(id, roles)
      return id
    })
    seminars.forEach((slug, n) => this.#server.put('library', idOf(1, n), { kind: 'seminar', slug, data: { title: slug, related: [] } }))
    this.#server.forms.set(reportForm.slug, reportForm.data)
    for (let n = 0; n < 4; n++) this.#putModel(n)
    for (let n = 0; n < 4; n++) this.#putObstacle(n, 'BBJ', n < 2)
    for (let n = 0; n < 3; n++) this.#putReport(n)
    this.#backup = this.#backUp()
  }

  get fetch() { return this.#server.fetch }
  setTime(now: number) { this.#server.time = Date.parse('2026-01-01T00:00:00Z') + now }
  bearer(headers: Headers) { return this.#server.auth.bearer(headers) }
  hasEnded(uid: string) { return this.#ended.has(uid) }
  async codeFor(email: string) { return this.#server.auth.codes.get(email) }
  async emailOf(uid: string) { return this.#server.auth.users.get(uid)?.email }
  async epoch(stream: AnyStream) { return this.#server.epoch(stream) }
  async shown(stream: AnyStream, uid?: string) { return this.#server.shown(stream, uid) as PlaceRow[] }

  async everything() {
    // The inbox tells again what stands in reports.
    const { streams } = this.#server.backup()
    return JSON.stringify([...streams].flatMap(([place, { rows }]) => (place === 'inbox' ? [] : [[...rows.values()]])))
  }

  async owners() {
    for (const uid of this.#server.auth.users.keys()) {
      for (const { id } of this.#server.shown('mine', uid)) this.#owners.set(id, (this.#owners.get(id) ?? new Set()).add(uid))
    }
    return this.#owners
  }

  async effects() {
    this.#live.push(...this.#server.effects.slice(this.#seen))
    this.#seen = this.#server.effects.length
    return this.#live
  }

  async changes() {
    const heads = (['library', 'register', 'mine'] as const).map((stream) => [this.#server.epoch(stream), this.#server.head(stream)])
    return JSON.stringify([heads, [...this.#server.roles]])
  }

  async heal() {
    this.#server.putsOff = () => false
    this.#server.rate = 300
  }

  async happen(event: PlaceEvent, chance: Chance): Promise<void> {
    await this.owners()
    await this.effects()
    switch (event) {
      case 'change content': return this.#putModel(chance.below(6))
      case 'remove content': return this.#server.remove('library', idOf(2, chance.below(6)))
      case 'give or take a role': {
        const [at, roles] = chance.one([...Object.values(people).entries()])
        const uid = this.#uids[at]!
        this.#server.roles.set(uid, this.#server.roles.get(uid)!.length > 0 ? [] : roles.length > 0 ? roles : [{ role: 'developer', organisation: chance.one(['BBJ', 'BSR']) }])
        return
      }
      case 'reassign an obstacle': return this.#putObstacle(chance.below(5), chance.one(['BBJ', 'BSR']), chance.onceIn(3))
      case 'tokens expire': return this.#server.auth.expireTokens()
      case 'sessions end': {
        const uid = chance.one([...this.#server.auth.users.keys()])
        this.#ended.add(uid)
        return this.#server.auth.endSessions(uid)
      }
      case 'join by a code': {
        const seminar = chance.one((this.#server.shown('joined', this.#uids[2])).filter(({ kind }) => kind === 'seminar'))
        if (seminar) this.#server.join(chance.one([...this.#server.auth.users.keys()])!, seminar.slug)
        return
      }
      case 'back up': this.#backup = this.#backUp(); return
      case 'restore':
        this.#server.restore(this.#backup.backup)
        this.#live = [...this.#backup.live]
        this.#backup = this.#backUp()
        return
      case 'roll back':
        this.#server.rollBack(this.#backup.backup)
        this.#live = [...this.#backup.live]
        return
      case 'limit the rate': this.#server.rate = 3; return
      case 'put off': this.#server.putsOff = () => chance.onceIn(3)
    }
  }

  #backUp() { return { backup: this.#server.backup(), live: [...this.#live] } }

  #putModel(n: number): void {
    this.#server.put('library', idOf(2, n), { kind: 'model', slug: `m${n}`, data: { title: `innhold ${this.#texts += 1}`, related: ['model:m1'] } })
  }

  #putReport(n: number): void {
    const data = { form: reportForm.slug, formVersion: 1, answers: { tekst: `melding ${n}` }, hidePlace: n === 0, place: { organisation: 'BBJ' }, number: `M-2025-${n}`, status: 'received', sentAt: '2025-01-01T00:00:00Z' }
    this.#server.put('mine', idOf(4, n), { kind: 'report', slug: data.number, data }, { owner: this.#uids[0]! })
  }

  #putObstacle(n: number, organisation: string, published: boolean): void {
    const before = this.#server.obstacle(idOf(3, n))
    const data = { title: `hinder ${n}`, description: '', status: 'registered', addressedTo: [], models: [], projects: [], insights: [], ...before?.data, organisations: [organisation] }
    this.#server.put('register', idOf(3, n), { kind: 'obstacle', slug: before?.slug ?? `H-2025-${n}`, data }, { published })
  }
}
