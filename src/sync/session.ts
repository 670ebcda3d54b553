import type { DeviceDatabase, Facts } from '../data/device-database.ts'
import { Outbox } from '../data/outbox.ts'
import { forgetPlace } from '../data/places.ts'
import { forgetSeen } from '../data/seen.ts'
import type { Writing } from '../data/random-id.ts'
import { Senders } from '../data/senders.ts'
import type { Account, Claim, Tokens } from '../domain/account.ts'
import { nextBatch, type OutboxEntry } from '../domain/outbox.ts'
import { failure, success, type Result } from '../domain/result.ts'
import { isVisibleTo, ownerNow, type Sender } from '../domain/shared-device.ts'
import type { AuthPort } from './auth-port.ts'
import type { ClaimPort } from './claim-port.ts'
import { challengeOf, newVerifier } from './proof-key.ts'

/**
 * Who is signed in, kept on the device: a month without a network or a token past its time hides nobody's own from them.
 * No clock decides whether a token is good; the server does, and then it is renewed once. Two tabs may do so at the same
 * time: what is written here always names the tokens it replaces.
 */
export class Session {
  readonly #db: DeviceDatabase
  readonly #auth: AuthPort
  readonly #claims: ClaimPort
  readonly #writing: Writing
  readonly #outbox: Outbox
  readonly #senders: Senders

  constructor(db: DeviceDatabase, auth: AuthPort, claims: ClaimPort, writing: Writing) {
    this.#db = db
    this.#auth = auth
    this.#claims = claims
    this.#writing = writing
    this.#outbox = new Outbox(db)
    this.#senders = new Senders(db)
  }

  account(): Promise<Account | undefined> {
    return this.#db.fact('account')
  }

  /** The device's user; the first time there is something to send, an anonymous one is made. */
  async begin(): Promise<Result<Account>> {
    const before = await this.account()
    if (before) return success(before)
    const tokens = await this.#auth.signInAnonymously()
    if (!tokens.ok) return tokens
    return this.#write(async () => {
      // Another tab may have been quicker, and what was written may be bound to its user already.
      const now = await this.account()
      if (now) return success(now)
      // Or the device is shared since, and has no user who stays.
      return await this.#db.fact('shared') ? failure('signed-out') : success(await this.#keep(tokens.value))
    })
  }

  /** Who sends what was written about one thing in a space of a shared device: an anonymous user, made for it alone the first time. */
  async senderOf(subject: string, space: string): Promise<Result<Sender>> {
    const before = await this.#db.senders.get(subject)
    const tokens = before ? success(before) : await this.#auth.signInAnonymously()
    if (!tokens.ok) return tokens
    return success(await this.#write(async () => {
      const sender = await this.#db.senders.get(subject) ?? { ...tokens.value, subject, space }
      await this.#db.senders.put(sender)
      await this.#senders.bind(sender)
      return sender
    }))
  }

  /** Asks in the name of this very user, with a renewed token if need be. `signed-out` when that is no longer the device's user or a sender, or must sign in again. */
  async authorised<T>(uid: string, ask: (token: string) => Promise<Result<T>>): Promise<Result<T>> {
    const account = await this.#inGoodStanding(uid)
    if (!account) return failure('signed-out')
    const answer = await ask(account.accessToken)
    if (answer.ok || answer.code !== 'signed-out') return answer
    const token = await this.#renewed(account)
    if (!token.ok) return token
    const again = await ask(token.value)
    // A token just given out is refused: something is wrong with the server, and nobody is signed out for it.
    return !again.ok && again.code === 'signed-out' ? failure('server') : again
  }

  /** Sends a code by e-mail: to sign in with, or to give the anonymous user an address of their own, so that nothing of theirs is left behind. */
  async requestCode(email: string): Promise<Result<void>> {
    const account = await this.account()
    if (account?.anonymous && !account.expired) {
      const offered = await this.authorised(account.uid, (token) => this.#auth.offerAddress(token, email))
      if (!offered.ok) return offered
      if (offered.value === 'sent') return success(await this.#db.keepFact('pendingCode', { email, way: 'new-address', sentAt: this.#writing.now() }))
    }
    const sent = await this.#auth.sendCode(email)
    if (sent.ok) await this.#db.keepFact('pendingCode', { email, way: 'sign-in', sentAt: this.#writing.now() })
    return sent
  }

  /** `unsent`: what an anonymous user has written must be sent first, as long as they can. The code is good still. */
  async enterCode(code: string): Promise<Result<void>> {
    const pending = await this.#db.fact('pendingCode')
    if (!pending) return failure('wrong-code')
    const ready = pending.way === 'sign-in' ? await this.#readyToLeave() : success(undefined)
    return ready.ok ? this.#become(await this.#auth.enterCode(pending, code)) : ready
  }

  offersWorkAccount(): Promise<Result<boolean>> {
    return this.#auth.offersWorkAccount()
  }

  /** Answers where to go to sign in with the municipality's account, from where one comes back with a code. `unsent` as with a code by e-mail. */
  async leaveForWorkAccount(returnTo: string): Promise<Result<string>> {
    const ready = await this.#readyToLeave()
    if (!ready.ok) return ready
    const verifier = newVerifier()
    await this.#db.keepFact('verifier', verifier)
    return success(this.#auth.workAccountAddress(await challengeOf(verifier), returnTo))
  }

  /** Signs in with the code one has come back with. `wrong-code` when it was not here that one left. */
  async enterReturnCode(code: string): Promise<Result<void>> {
    const verifier = await this.#db.fact('verifier')
    if (verifier === undefined) return failure('wrong-code')
    const ready = await this.#readyToLeave()
    return ready.ok ? this.#become(await this.#auth.enterReturnCode(code, verifier)) : ready
  }

  /** Claims for the account what an anonymous user of this device had reported. Asked for until the server has answered. */
  async claim(uid: string): Promise<Result<void>> {
    for (const { ticket } of (await this.#db.fact('claims') ?? []).filter(({ to }) => to === uid)) {
      const answer = await this.authorised(uid, (token) => this.#claims.claim({ uid, token }, ticket))
      if (!answer.ok) return answer
      await this.#write(() => this.#changeClaims((claims) => claims.filter((one) => one.ticket !== ticket)))
    }
    return success(undefined)
  }

  /**
   * Signs out here, with or without a network. `unsent` when something of theirs has not been sent: it must be sent, taken
   * along or given up first; or, with `leaveUnsent`, it stays on the device, theirs and unsent, until they sign in again,
   * which an anonymous user cannot.
   */
  async signOut({ leaveUnsent = false } = {}): Promise<Result<void>> {
    const account = await this.account()
    if (!account) return success(undefined)
    if ((!leaveUnsent || account.anonymous) && await this.#hasUnsent(account.uid)) return failure('unsent')
    await this.#forget(account, 'pendingCode', 'hosted')
    // The session here is over whether or not the server hears of it.
    void this.#auth.signOut(account.accessToken)
    return success(undefined)
  }

  /** Lets go of an anonymous user whom the server no longer knows. What they had not sent is nobody's again, and stays. */
  async startAnew(): Promise<Result<void>> {
    const account = await this.account()
    if (!account?.anonymous || !account.expired) return failure('unsent')
    await this.#write(async () => {
      await this.#outbox.release(account.uid, this.#writing)
      await this.#forget(account)
    })
    return success(undefined)
  }

  /**
   * Has the server erase the device's user for good, and then removes from here who they are, what they have written and their
   * drafts. `unsent` when there is something that has not been sent and it was not said that it may go too (`withUnsent`). When
   * no answer comes, all is as it was here, and it can be asked for again. What is written meanwhile stays, and is nobody's.
   */
  async erase({ withUnsent = false } = {}): Promise<Result<void>> {
    const account = await this.account()
    const present = await this.#db.present()
    const isTheirs = isVisibleTo(present)
    const entries = (await this.#outbox.all()).filter(isTheirs)
    const drafts = (await this.#db.drafts.toArray()).filter(isTheirs)
    if (!withUnsent && (drafts.length > 0 || entries.some(isUnsent))) return failure('unsent')
    const erased = account ? await this.authorised(account.uid, (token) => this.#auth.erase(token)) : success(undefined)
    if (!erased.ok) return erased
    await this.#write(async () => {
      await this.#db.outbox.bulkDelete(entries.map(({ order }) => order))
      await this.#db.drafts.bulkDelete(drafts.map(({ id }) => id))
      await this.#db.codes.filter(isTheirs).delete()
      for (const owner of [null, ownerNow(present)]) await forgetPlace(this.#db, owner)
      await this.#db.facts.bulkDelete(['joining', 'joinedBy', 'hosted'])
      if (!account) return
      await forgetSeen(this.#db, account.uid)
      await this.#changeClaims((claims) => claims.filter(({ from, to }) => from !== account.uid && to !== account.uid))
      if ((await this.#db.fact('claims'))?.length === 0) await this.#db.facts.delete('claims')
      await this.#outbox.release(account.uid, this.#writing)
      await this.#forget(account, 'pendingCode')
    })
    return success(undefined)
  }

  /** Lets go of a sender whom the server has forgotten, by itself: whether what they sent came through has been looked up by its code. */
  replaceSender(sender: Sender): Promise<void> {
    return this.#senders.replace(sender, this.#writing)
  }

  async #renewed(used: Account | Sender): Promise<Result<string>> {
    const account = await this.#inGoodStanding(used.uid)
    if (!account) return failure('signed-out')
    if (account.accessToken !== used.accessToken) return success(account.accessToken)
    const tokens = await this.#auth.refresh(account.refreshToken)
    if (tokens.ok && tokens.value.uid !== account.uid) return failure('unreadable')
    if (!tokens.ok && tokens.code !== 'signed-out') return tokens
    return this.#write(async () => {
      const now = await this.#inGoodStanding(account.uid)
      if (!now) return failure('signed-out')
      if (now.refreshToken !== account.refreshToken) return success(now.accessToken)
      if ('subject' in now) await this.#db.senders.put(tokens.ok ? { ...now, ...tokens.value } : { ...now, expired: true })
      else if (tokens.ok) await this.#keep(tokens.value)
      else await this.#db.keepFact('account', { ...now, expired: true })
      return tokens.ok ? success(tokens.value.accessToken) : failure('signed-out')
    })
  }

  async #inGoodStanding(uid: string): Promise<Account | Sender | undefined> {
    const account = await this.account()
    const one = account?.uid === uid ? account : await this.#db.senders.get({ uid })
    return one?.uid === uid && !one.expired ? one : undefined
  }

  async #keep(tokens: Tokens): Promise<Account> {
    const before = await this.account()
    const confirmedAt = before?.uid === tokens.uid ? before.confirmedAt : undefined
    const account = { ...tokens, ...(confirmedAt === undefined ? {} : { confirmedAt }) }
    await this.#db.keepFact('account', account)
    return account
  }

  async #forget({ uid }: Account, ...more: (keyof Facts)[]): Promise<void> {
    await this.#write(async () => {
      if ((await this.account())?.uid === uid) await this.#db.facts.bulkDelete(['account', ...more])
    })
  }

  /** Whether an anonymous user can be left for another: what the server will take of theirs is sent, and a ticket for it is at hand. */
  async #readyToLeave(): Promise<Result<void>> {
    const account = await this.account()
    if (!account?.anonymous) return success(undefined)
    const { uid, expired } = account
    // The server does not know them any more: nothing can be claimed, and what is not sent waits for a person's word.
    if (expired) return await this.#hasUnsent(uid) ? failure('unsent') : success(undefined)
    if (nextBatch(await this.#outbox.of(uid)).length > 0) return failure('unsent')
    const ticket = await this.authorised(uid, (token) => this.#claims.begin({ uid, token }))
    if (!ticket.ok) return ticket.code === 'signed-out' ? this.#readyToLeave() : ticket
    await this.#write(() => this.#changeClaims((claims) => [...claims.filter(({ from, to }) => from !== uid || to), { ticket: ticket.value, from: uid }]))
    return success(undefined)
  }

  /** Makes this the device's user. What an anonymous one leaves, also what was written this very moment, goes with it in the same stroke. */
  async #become(tokens: Result<Tokens>): Promise<Result<void>> {
    if (!tokens.ok) return tokens
    const { uid } = tokens.value
    await this.#write(async () => {
      const before = await this.account()
      if (before?.anonymous && before.uid !== uid) {
        const claims = await this.#db.fact('claims') ?? []
        if (claims.some(({ from }) => from === before.uid)) await this.#outbox.handOver(before.uid, uid)
        else await this.#outbox.handOverDrafts(before.uid, uid)
        await this.#db.keepFact('claims', claims.map((one) => (one.from === before.uid ? { ...one, to: uid } : one)))
      }
      // What was nobody's is theirs from now on, also where they work: the next page may ask for it at once.
      if (!before) await this.#outbox.bind(uid)
      await this.#keep(tokens.value)
      await this.#db.facts.bulkDelete(['pendingCode', 'verifier'])
    })
    return success(undefined)
  }

  async #changeClaims(change: (claims: Claim[]) => Claim[]): Promise<void> {
    await this.#db.keepFact('claims', change(await this.#db.fact('claims') ?? []))
  }

  async #hasUnsent(uid: string): Promise<boolean> {
    return (await this.#outbox.of(uid)).some(isUnsent)
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.transaction('rw', this.#db.peoples, work)
  }
}

const isUnsent = ({ delivery }: OutboxEntry) => delivery.state !== 'applied'
