import { isEvicted, seeEviction } from '../../src/data/eviction.ts'
import { SharedSpaces } from '../../src/data/shared-device.ts'
import { fromExport, toExport } from '../../src/domain/outbox-export.ts'
import type { Operation } from '../../src/domain/operations.ts'
import { isSpace, isVisibleTo, ownerNow } from '../../src/domain/shared-device.ts'
import { judgementOf } from '../../src/domain/casework.ts'
import type { Case } from '../../src/domain/own-records.ts'
import type { Draft } from '../../src/data/device-database.ts'
import type { Chance } from './chance.ts'
import type { SimulatedDevice, SimulatedTab } from './device.ts'
import { people, seminars } from './model-place.ts'
import type { Place, PlaceRow } from './place.ts'
import type { Time } from './time.ts'
import { textsIn, textsOf, type Ledger } from './written.ts'

/** What a person may do at a device, and how often. */
const acts = {
  report: 10, 'from a draft': 4, draft: 5, 'throw away': 1, message: 8, withdraw: 3, join: 4, leave: 3,
  create: 3, edit: 9, move: 4, 'follow up': 4, publish: 3, escalate: 3, merge: 2, part: 2, still: 2, 'read a case': 3, ask: 4, connect: 5, decline: 4,
  'make a seminar': 3, 'edit a seminar': 6, 'publish a seminar': 3, 'add a file': 3, 'open a file': 3, 'move a file': 1, 'remove a file': 1,
  'ask for a code': 6, 'enter the code': 12, 'sign out': 3, 'start anew': 2, 'try again': 5, 'give up': 1, carry: 1,
  share: 4, lock: 4, open: 3, unshare: 1,
  sync: 8, wake: 6, page: 1, 'remove content': 1, look: 2,
}
export type Act = keyof typeof acts

const statuses = ['registered', 'assessed', 'escalated', 'following-up', 'resolved', 'closed'] as const

/** Somebody at a device, who writes, signs in and out and presses buttons as chance has it. */
export class Person {
  readonly #time: Time
  readonly #chance: Chance
  readonly #ledger: Ledger
  readonly #place: Place
  #texts: string[] = []
  /** The code that lies in the mailbox. */
  #code: string | undefined
  /** The tab that does what was begun last: with something carried it is the one that takes it in. */
  #worksIn!: SimulatedTab

  constructor(time: Time, chance: Chance, ledger: Ledger, place: Place) {
    this.#time = time
    this.#chance = chance
    this.#ledger = ledger
    this.#place = place
  }

  /** Begins something in a tab; what comes of it shows as the story goes on. `worksIn` is the tab that does it, and with which it ends. */
  async act(tab: SimulatedTab, device: SimulatedDevice, devices: readonly SimulatedDevice[]): Promise<{ act: Act; worksIn: SimulatedTab; done: Promise<unknown> }> {
    const act = this.#chance.weighted<Act>(acts)
    const pending = act === 'enter the code' ? device.fact<{ email: string }>('pendingCode') : undefined
    this.#code = pending && await this.#place.codeFor(pending.email)
    this.#worksIn = tab
    const done = this.#do(act, tab, device, devices)
    return { act, worksIn: this.#worksIn, done }
  }

  async #do(act: Act, tab: SimulatedTab, device: SimulatedDevice, devices: readonly SimulatedDevice[]): Promise<unknown> {
    this.#texts = []
    const chance = this.#chance
    const visible = device.entries.filter(isVisibleTo(device.present))
    switch (act) {
      case 'sync': return tab.loop.syncNow()
      case 'wake': return tab.loop.wake()
      case 'page': return tab.loop.fetchPage('model', `m${chance.below(6)}`)
      case 'remove content': return tab.loop.removeContent()
      case 'ask for a code': return tab.session.requestCode(chance.one(Object.keys(people)))
      case 'enter the code': {
        const code = this.#code
        if (code === undefined) return
        await tab.session.enterCode(chance.onceIn(8) ? '000000' : code)
        return tab.loop.send()
      }
      case 'sign out': await tab.session.signOut({ leaveUnsent: chance.onceIn(2) }); return tab.loop.send()
      case 'start anew': await tab.session.startAnew(); return tab.loop.send()
      case 'try again': {
        const one = chance.one(visible.filter(({ delivery }) => delivery.state === 'needs-help'))
        if (!one) return
        const written = this.#ledger.of(one.opId)!
        await tab.outbox.tryAgain(one.opId, { newId: () => { const id = device.newId(); this.#ledger.rename(written, id, one.owner); return id } })
        return tab.loop.send()
      }
      case 'give up': {
        const one = chance.one(visible)
        if (!one) return
        this.#ledger.lose('given up', { texts: textsOf([one]), operations: [this.#ledger.of(one.opId)!] })
        return tab.outbox.giveUp(one.opId)
      }
      case 'carry': {
        const other = chance.one(devices)
        const drafts = device.drafts.filter(isVisibleTo(device.present)) as Draft[]
        const read = fromExport<Draft>(toExport(visible, drafts))
        const into = other.tabs.find(({ isFrozen }) => !isFrozen)
        if (!read.ok) throw new Error('what was taken out cannot be taken in')
        for (const { opId, owner } of visible) if (owner === null || isSpace(owner)) this.#ledger.of(opId)!.isCarried = true
        if (into) this.#worksIn = into
        return into?.outbox.take(read.value.entries, read.value.drafts)
      }
      case 'share': return new SharedSpaces(tab.device).share(5, device)
      case 'lock': {
        await new SharedSpaces(tab.device).lock(device)
        return chance.onceIn(4) ? undefined : new SharedSpaces(tab.device).begin()
      }
      case 'open': {
        const code = chance.one(device.codes)
        return code && new SharedSpaces(tab.device).open(code)
      }
      case 'unshare': return new SharedSpaces(tab.device).unshare()
      case 'draft': return this.#keepDraft(tab, device)
      case 'throw away': {
        const draft = chance.one(device.drafts.filter(isVisibleTo(device.present)))
        if (!draft) return
        this.#ledger.lose('given up', { texts: textsIn(draft) })
        return tab.device.drafts.delete(draft.id)
      }
      case 'look': {
        if (await isEvicted(tab.device, device.markStore, device.newId) && chance.onceIn(2)) await seeEviction(tab.device, device.markStore, device.newId)
        return
      }
      default: return this.#write(act, tab, device)
    }
  }

  async #write(act: Act, tab: SimulatedTab, device: SimulatedDevice): Promise<unknown> {
    const draft = act === 'from a draft' ? this.#chance.one(device.drafts.filter(isVisibleTo(device.present))) : undefined
    const operation = this.#operation(act, device, draft?.answers)
    if (!operation) return
    const by = device.account?.uid ?? null
    let opId = ''
    const writing = { now: device.now, newId: () => { opId = device.newId(); this.#ledger.add(operation, opId, device, by); return opId } }
    await tab.device.transaction('rw', tab.device.peoples, async () => {
      const owner = await tab.outbox.ownerOf(draft?.id)
      await tab.outbox.add([operation], writing, draft?.id)
      if (operation.kind === 'report.submit' && operation.payload.followUp) {
        const { id: report, followUp: hash } = operation.payload
        await tab.device.codes.add({ code: report, hash, owner, report, made: true })
      }
    })
    this.#ledger.accept(textsIn(operation))
    delete this.#ledger.of(opId)!.loss
    return this.#chance.onceIn(4) ? undefined : tab.loop.send()
  }

  /** As the form keeps it while one writes: each time with some more. */
  async #keepDraft(tab: SimulatedTab, device: SimulatedDevice): Promise<void> {
    const before = this.#chance.onceIn(2) ? this.#chance.one(device.drafts.filter(isVisibleTo(device.present))) : undefined
    const id = before?.id ?? device.newId()
    const answers = { ...before?.answers, [`svar-${Object.keys(before?.answers ?? {}).length}`]: this.#text() }
    const written = [...this.#texts]
    await tab.device.transaction('rw', tab.device.peoples, async () => {
      const owner = (await tab.device.drafts.get(id))?.owner ?? ownerNow(await tab.device.present())
      await tab.device.drafts.put({ id, owner, form: 'meld', formVersion: 1, answers, updated: device.now() })
    })
    this.#ledger.accept(written)
  }

  #text(): string {
    const text = this.#ledger.newText()
    this.#texts.push(text)
    return text
  }

  #operation(act: Act, device: SimulatedDevice, answers: object | undefined): Operation | undefined {
    const chance = this.#chance
    const id = device.newId()
    const report = () => chance.one(this.#reports(device)) as string | undefined
    const obstacle = () => chance.one(this.#obstacles(device))
    switch (act) {
      case 'report':
      case 'from a draft':
        return { kind: 'report.submit', payload: { id, form: 'meld', formVersion: 1, answers: { ...answers, tekst: this.#text() }, hidePlace: chance.onceIn(3), ...chance.onceIn(2) ? { place: { organisation: chance.one(['BBJ', 'BSR']) } } : {}, ...this.#followUp(device, id) } }
      case 'message': {
        const about = report()
        return about === undefined ? undefined : { kind: 'report.message', payload: { id, report: about, text: this.#text() } }
      }
      case 'withdraw': {
        const about = report()
        return about === undefined ? undefined : { kind: 'report.withdraw', payload: { report: about } }
      }
      case 'join': return { kind: 'seminar.join', payload: { id, seminar: chance.one([...seminars, 'avlyst']) } }
      case 'leave': return { kind: 'seminar.leave', payload: { seminar: chance.one(seminars) } }
      case 'make a seminar':
        return { kind: 'seminar.create', payload: { id, host: chance.onceIn(3) ? 'office' : 'BBJ', title: this.#text(), type: 'seminar', date: '2026-01-01' } }
      case 'edit a seminar': {
        const about = this.#hosted(device, 'seminar')
        // Nothing keeps what is written over, so what must not be lost is not written here.
        const fields = chance.onceIn(2) ? { place: `sted ${chance.below(9)}` } : { summary: `sammendrag ${chance.below(9)}`, organiser: chance.onceIn(2) ? null : 'kontoret' }
        return about && { kind: 'seminar.edit', payload: { seminar: about.id, base: about.rev, fields } }
      }
      case 'publish a seminar': {
        const about = this.#hosted(device, 'seminar')
        return about && { kind: 'seminar.publish', payload: { seminar: about.id, published: !chance.onceIn(3) } }
      }
      case 'add a file': {
        const about = this.#hosted(device, 'seminar')
        return about && { kind: 'file.add', payload: { id, ref: `seminar:${about.slug}`, title: this.#text(), name: 'fil.pdf', type: 'application/pdf', bytes: 3, sha256: 'a'.repeat(64), open: chance.onceIn(2) } }
      }
      case 'open a file': {
        const about = this.#hosted(device, 'file')
        return about && { kind: 'file.open', payload: { file: about.id } }
      }
      case 'move a file': {
        const about = this.#hosted(device, 'file')
        return about && { kind: 'file.edit', payload: { file: about.id, place: 1 + chance.below(5) } }
      }
      case 'remove a file': {
        const about = this.#hosted(device, 'file')
        if (about) this.#ledger.lose('given up', { texts: textsIn(about.data) })
        return about && { kind: 'file.remove', payload: { file: about.id } }
      }
      case 'create': return { kind: 'obstacle.create', payload: { id, title: this.#text(), description: this.#text() } }
      case 'edit': {
        const about = obstacle()
        const fields = { ...(chance.onceIn(2) ? { title: this.#text() } : {}), ...(chance.onceIn(2) ? { description: this.#text() } : {}) }
        return about && { kind: 'obstacle.edit', payload: { obstacle: about.id, base: about.rev, fields: Object.keys(fields).length ? fields : { title: this.#text() } } }
      }
      case 'move': {
        const about = obstacle()
        const from = about && statuses.find((status) => status === about.data.status)
        const to = from && (chance.onceIn(6) ? chance.one(statuses) : statuses[statuses.indexOf(from) + 1])
        return from && to && { kind: 'obstacle.move', payload: { obstacle: about.id, from, to, reason: this.#text() } }
      }
      case 'follow up': {
        const about = obstacle()
        return about && { kind: 'obstacle.follow-up', payload: { id, obstacle: about.id, way: chance.one(['veiledning', 'svar']), text: this.#text(), date: '2026-01-01', public: chance.onceIn(2) } }
      }
      case 'escalate': {
        const about = obstacle()
        return about && { kind: 'obstacle.escalate', payload: { id, obstacle: about.id, bodies: ['nav'], text: this.#text(), date: '2026-01-01' } }
      }
      case 'merge': {
        const [about, into] = [obstacle(), obstacle()]
        return about && into && { kind: 'obstacle.merge', payload: { obstacle: about.id, into: into.id } }
      }
      case 'part': {
        const about = obstacle()
        return about && { kind: 'obstacle.part', payload: { obstacle: about.id } }
      }
      case 'still': {
        const about = report()
        return about === undefined ? undefined : { kind: 'report.still', payload: { report: about, answer: 'no' } }
      }
      case 'read a case': {
        const about = this.#case(device)
        return about && { kind: 'case.read', payload: { report: about.report } }
      }
      case 'ask': {
        const about = this.#case(device)
        return about && { kind: 'case.ask', payload: { id, report: about.report, text: this.#text() } }
      }
      case 'connect': {
        const [about, to] = [this.#case(device), obstacle()]
        return about && to && { kind: 'case.connect', payload: { report: about.report, obstacle: to.id, seen: judgementOf(about) } }
      }
      case 'decline': {
        const about = this.#case(device)
        return about && { kind: 'case.decline', payload: { report: about.report, reason: this.#text(), seen: judgementOf(about) } }
      }
      default: {
        const about = obstacle()
        return about && { kind: 'obstacle.publish', payload: { obstacle: about.id, published: chance.onceIn(2) } }
      }
    }
  }

  /** A follow-up code's hash: always on a shared device, but for one that was brought there, and now and then elsewhere. */
  #followUp(device: SimulatedDevice, id: string): { followUp?: string } {
    return this.#chance.onceIn(device.present.shared ? 8 : 2) !== Boolean(device.present.shared) ? { followUp: id.replaceAll('-', '').padEnd(64, '0') } : {}
  }

  /** The ids of the reports one has written here or sees here. */
  #reports(device: SimulatedDevice): string[] {
    const made = device.entries.filter(isVisibleTo(device.present)).flatMap(({ kind, payload }) => (kind === 'report.submit' ? [payload.id] : []))
    const rows = this.#time.stored<PlaceRow>(`${device.name}-user-${device.account?.uid}`, 'mine').filter(({ kind }) => kind === 'report')
    return [...made, ...rows.map((row) => row.id)]
  }

  #case(device: SimulatedDevice): Case | undefined {
    return this.#chance.one(this.#time.stored<PlaceRow & { data: Case }>(`${device.name}-user-${device.account?.uid}`, 'inbox'))?.data
  }

  /** A seminar or a file that one sees, or has made here and not sent. */
  #hosted(device: SimulatedDevice, kind: 'seminar' | 'file'): PlaceRow | undefined {
    const seen = [...this.#time.stored<PlaceRow>(`${device.name}-user-${device.account?.uid}`, 'joined'), ...this.#time.stored<PlaceRow>(device.name, 'documents')]
    const made = device.entries.filter(isVisibleTo(device.present)).flatMap(({ kind: made, payload }): PlaceRow[] =>
      (made === (kind === 'seminar' ? 'seminar.create' : 'file.add') ? [{ id: payload.id, rev: 0, kind, slug: payload.id, data: { title: payload.title } }] : []))
    return this.#chance.one([...seen.filter((row) => row.kind === kind && row.data.title !== row.slug), ...made])
  }

  #obstacles(device: SimulatedDevice): PlaceRow[] {
    const seen = [...this.#time.stored<PlaceRow>(`${device.name}-user-${device.account?.uid}`, 'internal'), ...this.#time.stored<PlaceRow>(device.name, 'register')]
    const made = device.entries.filter(isVisibleTo(device.present)).flatMap(({ kind, payload }) =>
      (kind === 'obstacle.create' ? [{ id: payload.id, rev: 0, kind: 'obstacle', slug: '', data: { status: 'registered' } }] : []))
    return [...seen.filter(({ kind }) => kind === 'obstacle'), ...made]
  }
}
