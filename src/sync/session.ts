import type { DeviceDatabase } from '../data/device-database.ts'
import { Outbox } from '../data/outbox.ts'
import type { Writing } from '../data/random-id.ts'
import type { Account, Tokens } from '../domain/account.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { Sender } from '../domain/shared-device.ts'
import type { AuthPort } from './auth-port.ts'

/**
 * Who is signed in, kept on the device: a month without a network or a token past its time hides nobody's own from them.
 * No clock decides whether a token is good; the server does, and then it is renewed once. Two tabs may do so at the same
 * time: what is written here always names the tokens it replaces.
 */
export class Session {
  readonly #db: DeviceDatabase
  readonly #auth: AuthPort
  readonly #newId: Writing['newId']
  readonly #outbox: Outbox

  constructor(db: DeviceDatabase, auth: AuthPort, newId: Writing['newId']) {
    this.#db = db
    this.#auth = auth
    this.#newId = newId
    this.#outbox = new Outbox(db)
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
      await this.#outbox.bindTo(sender)
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
      if (offered.value === 'sent') return success(await this.#db.keepFact('pendingCode', { email, way: 'new-address' }))
    }
    const sent = await this.#auth.sendCode(email)
    if (sent.ok) await this.#db.keepFact('pendingCode', { email, way: 'sign-in' })
    return sent
  }

  /** `unsent`: there is work of an anonymous user who would be lost by this. */
  async enterCode(code: string): Promise<Result<void>> {
    const pending = await this.#db.fact('pendingCode')
    if (!pending) return failure('wrong-code')
    const before = await this.account()
    if (pending.way === 'sign-in' && before?.anonymous && await this.#hasUnsent(before.uid)) return failure('unsent')
    const tokens = await this.#auth.enterCode(pending, code)
    if (!tokens.ok) return tokens
    await this.#write(async () => {
      await this.#keep(tokens.value)
      await this.#db.facts.delete('pendingCode')
    })
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
    await this.#forget(account)
    // The session here is over whether or not the server hears of it.
    void this.#auth.signOut(account.accessToken)
    return success(undefined)
  }

  /** Lets go of an anonymous user whom the server no longer knows. What they had not sent is nobody's again, and stays. */
  async startAnew(): Promise<Result<void>> {
    const account = await this.account()
    if (!account?.anonymous || !account.expired) return failure('unsent')
    await this.#write(async () => {
      await this.#outbox.release(account.uid, { newId: this.#newId })
      await this.#forget(account)
    })
    return success(undefined)
  }

  /** Lets go of a sender whom the server has forgotten, by itself: whether what they sent came through has been looked up by its code. */
  replaceSender(sender: Sender): Promise<void> {
    return this.#outbox.replaceSender(sender, { newId: this.#newId })
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

  async #forget({ uid }: Account): Promise<void> {
    await this.#write(async () => {
      if ((await this.account())?.uid === uid) await this.#db.facts.bulkDelete(['account', 'pendingCode'])
    })
  }

  async #hasUnsent(uid: string): Promise<boolean> {
    return (await this.#outbox.of(uid)).some(({ delivery }) => delivery.state !== 'applied')
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.transaction('rw', this.#db.peoples, work)
  }
}
