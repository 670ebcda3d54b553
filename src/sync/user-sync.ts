import type { DeviceDatabase } from '../data/device-database.ts'
import { Outbox } from '../data/outbox.ts'
import type { Cursor } from '../data/public-database.ts'
import { Senders } from '../data/senders.ts'
import { storageFailure } from '../data/storage-failure.ts'
import type { UserDatabase } from '../data/user-database.ts'
import type { Account } from '../domain/account.ts'
import { failure, isHopeless, success, type Result } from '../domain/result.ts'
import type { Sender } from '../domain/shared-device.ts'
import { userStreams, type Stream, type UserStream } from '../domain/sync-status.ts'
import type { CasePort } from './case-port.ts'
import { pullStream, type PullingPort } from './pull-stream.ts'
import { pushOutbox } from './push-outbox.ts'
import type { PushPort } from './push-port.ts'
import type { Session } from './session.ts'
import type { UserPart } from './sync-loop.ts'
import type { Bearer } from './stream-port.ts'
import { StreamStore } from './stream-store.ts'

/** The server, as it answers one user, or whoever has a follow-up code. */
export interface UserPorts { streams(bearer: Bearer): PullingPort; push(bearer: Bearer): PushPort; cases: Pick<CasePort, 'find'> }

/** Where the records of a user are kept. */
export interface UserDatabases {
  open(uid: string): UserDatabase
  /** Removes what the server sent for any other user than this one. */
  removeOthers(uid: string | undefined): Promise<void>
}

/** What not everyone may see of each public stream. */
const restOf = { register: 'internal', library: 'joined' } as const satisfies Record<Stream, UserStream>

/** Sends what the device's user has written, and fetches what is theirs. */
export class UserSync implements UserPart {
  readonly #session: Session
  readonly #ports: UserPorts
  readonly #databases: UserDatabases
  readonly #now: () => number
  readonly #outbox: Outbox
  readonly #senders: Senders

  constructor(device: DeviceDatabase, session: Session, ports: UserPorts, databases: UserDatabases, now: () => number) {
    this.#session = session
    this.#ports = ports
    this.#databases = databases
    this.#now = now
    this.#outbox = new Outbox(device)
    this.#senders = new Senders(device)
  }

  /** Succeeds when everything that can be sent has been answered, and what is the user's is equal to the server's. */
  async sync(): Promise<Result<void>> {
    try {
      const fromSpaces = await this.#sendFromSpaces()
      if (isHopeless(fromSpaces)) return fromSpaces
      for (;;) {
        const user = await this.#user()
        if (!user.ok) return user
        const account = user.value
        await this.#keepOnly(account?.uid)
        if (!account) return fromSpaces
        const result = account.expired ? failure('signed-out') : await this.#syncAs(account)
        // Whoever was the user when it began may not be when it ends: then it is the next one's turn.
        if ((await this.#session.account())?.uid === account.uid) return result.ok ? fromSpaces : result
      }
    } catch (error) {
      return failure(storageFailure(error))
    }
  }

  /** Lets go of what one has done to the register or the library, once its published part, too, has come as far. */
  async settlePublished(stream: Stream, published: Cursor): Promise<void> {
    const account = await this.#session.account()
    const rest = account && !account.anonymous ? await this.#databases.open(account.uid).cursors.get(restOf[stream]) : undefined
    if (account && rest?.verifiedAt !== undefined) await this.#outbox.settle(account.uid, stream, [published, rest])
  }

  /** Removes from the device what the server has sent for anyone but its present user. */
  async keepOnlyPresent(): Promise<void> {
    await this.#keepOnly((await this.#session.account())?.uid)
  }

  /** Whom to sync for. Nobody, as long as nobody has signed in or written anything. */
  async #user(): Promise<Result<Account | undefined>> {
    const account = await this.#session.account()
    const hasNew = (await this.#outbox.of(null)).some(({ delivery }) => delivery.state === 'waiting')
    return account || !hasNew ? success(account) : this.#session.begin()
  }

  /** Looked at each time: another tab may have fetched for a user whom this one has never seen. */
  async #keepOnly(uid: string | undefined): Promise<void> {
    try {
      await this.#databases.removeOthers(uid)
    } catch {
      // Tried again the next time. Meanwhile nobody is shown what is another's, and sending does not wait for it.
    }
  }

  /** Sends what was written in the spaces of a shared device, each thing by a user of its own, whoever the device's user is. */
  async #sendFromSpaces(): Promise<Result<void>> {
    let first: Result<void> = success(undefined)
    for (const { subject, space } of await this.#senders.work()) {
      const sender = await this.#session.senderOf(subject, space)
      const sent = sender.ok ? await this.#sendAs(sender.value) : sender
      if (isHopeless(sent)) return sent
      if (first.ok) first = sent
    }
    return first
  }

  /**
   * What a sender has done leaves the outbox when it has been found by its code: then it is on the device as the server has it.
   * What an earlier round could not let go of goes again first, since the server may have been put back meanwhile. Of a sender
   * whom the server has forgotten nobody knows what came through, but by the code; the rest is sent by another.
   */
  async #sendAs(sender: Sender): Promise<Result<void>> {
    await this.#senders.sendAgain(sender)
    const sent = sender.expired ? failure('signed-out') : await pushOutbox(sender.uid, this.#pushOf(sender.uid), this.#outbox, this.#now)
    const isForgotten = !sent.ok && sent.code === 'signed-out'
    if (!sent.ok && !isForgotten) return sent
    const isDone = (await this.#outbox.of(sender.uid)).some(({ delivery }) => delivery.state === 'applied')
    const hash = isDone || isForgotten ? await this.#senders.hashOf(sender.subject) : undefined
    const found = hash === undefined ? undefined : await this.#ports.cases.find(hash)
    if (found && !found.ok && found.code !== 'not-found') return found
    if (!found || found.ok) await this.#senders.settle(sender, found && hash !== undefined ? { hash, rows: found.value, at: this.#now() } : undefined)
    if (isForgotten) await this.#session.replaceSender(sender)
    return success(undefined)
  }

  #pushOf(uid: string): PushPort {
    return { push: (operations) => this.#session.authorised(uid, (token) => this.#ports.push({ uid, token }).push(operations)) }
  }

  async #syncAs({ uid, anonymous }: Account): Promise<Result<void>> {
    await this.#outbox.bind(uid)
    // What an anonymous user had on its way is known again by its ids only when it is the account's.
    const claimed = await this.#session.claim(uid)
    if (!claimed.ok) return claimed
    const push = this.#pushOf(uid)
    const db = this.#databases.open(uid)
    // What an earlier round had confirmed may have been forgotten by a restore: it goes again before what was written after it.
    if (await this.#outbox.isBehindConfirmed(uid, 'mine')) {
      const pulled = await this.#pull(uid, db, 'mine')
      if (isHopeless(pulled)) return pulled
    }
    let first = await pushOutbox(uid, push, this.#outbox, this.#now)
    for (const stream of userStreams) {
      if (isHopeless(first) || (anonymous && !await showsAnonymous(db, stream))) continue
      const pulled = await this.#pull(uid, db, stream)
      if (first.ok) first = pulled
    }
    return first
  }

  async #pull(uid: string, db: UserDatabase, stream: UserStream): Promise<Result<void>> {
    const store = new StreamStore(db, stream)
    const pulled = await pullStream(stream, this.#portOf(uid), store, this.#now)
    if (pulled.ok && (stream === 'mine' || stream === 'inbox')) {
      const cursor = await store.cursor()
      if (cursor) await this.#outbox.settle(uid, stream, [cursor])
    }
    return pulled
  }

  #portOf(uid: string): PullingPort {
    const as = <T>(ask: (port: PullingPort) => Promise<Result<T>>) => this.#session.authorised(uid, (token) => ask(this.#ports.streams({ uid, token })))
    return {
      pull: (...asked) => as((port) => port.pull(...asked)),
      manifest: (...asked) => as((port) => port.manifest(...asked)),
      rows: (...asked) => as((port) => port.rows(...asked)),
    }
  }
}

/** An anonymous user has no role: there is what is theirs and, once they have joined something, that; or what they have left must go. */
const showsAnonymous = async (db: UserDatabase, stream: UserStream): Promise<boolean> =>
  stream === 'mine' || (stream === 'joined' && (await db.mine.where('kind').equals('membership').count() > 0 || await db.joined.count() > 0))
