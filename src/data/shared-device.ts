import type { Account } from '../domain/account.ts'
import { isSpace, ownerNow, type SharedDevice } from '../domain/shared-device.ts'
import type { DeviceDatabase, PutAway } from './device-database.ts'
import type { Writing } from './random-id.ts'

type NewId = Pick<Writing, 'newId'>

/**
 * A device that many share: a space for each who writes there without signing in. Each method is one transaction, and none
 * deletes what somebody wrote.
 */
export class SharedSpaces {
  readonly #db: DeviceDatabase

  constructor(db: DeviceDatabase) {
    this.#db = db
  }

  /**
   * Shares the device from now on, or locks it after another time. False when something that is to be sent from it has not
   * been: afterwards nobody would send it. Who had it until now has it again when it is shared no more.
   */
  share(lockAfter: number, { newId }: NewId): Promise<boolean> {
    return this.#write(async () => {
      const { account, shared } = await this.#db.present()
      if (shared) return this.#keep({ ...shared, lockAfter })
      const before = account?.anonymous ? account : undefined
      const unsent = (await this.#db.outbox.toArray()).some(({ owner, delivery }) => delivery.state !== 'applied' && (owner === null || owner === before?.uid))
      if (unsent) return false
      if (before) await this.#db.keepFact('aside', before)
      if (before) await this.#db.facts.bulkDelete(['account', 'pendingCode', 'verifier'])
      await this.#putAway('')
      return this.#keep({ lockAfter, space: spaceOf(newId()), locked: false })
    })
  }

  /** Locks: nobody sees any more what was written or left here, and who was signed in is so no longer. Answers who that was. */
  lock({ newId }: NewId): Promise<Account | undefined> {
    return this.#write(async () => {
      const { account, shared } = await this.#db.present()
      if (!shared || shared.locked) return undefined
      await this.#putAway(shared.space)
      await this.#db.facts.bulkDelete(['account', 'pendingCode', 'verifier', 'joining', 'joinedBy', 'hosted'])
      await this.#keep({ ...shared, space: spaceOf(newId()), locked: true })
      return account
    })
  }

  /** Lets somebody begin anew, in a space of their own. */
  begin(): Promise<void> {
    return this.#write(async () => {
      const { shared } = await this.#db.present()
      if (shared?.locked) await this.#keep({ ...shared, locked: false })
    })
  }

  /**
   * Opens the space in which this code was made. Where the device is shared no more, what is there becomes theirs who has the
   * code. False when it was made in no space of this device.
   */
  open(code: string): Promise<boolean> {
    return this.#write(async () => {
      const owners = [...await this.#db.codes.where('code').equals(code).toArray(), ...await this.#db.drafts.filter((draft) => draft.code === code).toArray()]
      const space = owners.map(({ owner }) => owner).find(isSpace)
      if (space === undefined) return false
      const present = await this.#db.present()
      // Who is signed in sees what is theirs, and goes by the code as on any other device.
      if (present.shared && present.account) return false
      if (!present.shared) await this.#give(space, ownerNow(present))
      else if (present.shared.space !== space) {
        await this.#putAway(present.shared.space)
        await this.#takeOut(space)
        await this.#keep({ ...present.shared, space, locked: false })
      } else await this.#keep({ ...present.shared, locked: false })
      return true
    })
  }

  /** Shares the device no more. What is in its spaces stays: it is sent by itself, and found by its codes. */
  unshare(): Promise<void> {
    return this.#write(async () => {
      const { shared } = await this.#db.present()
      if (!shared) return
      await this.#putAway(shared.space)
      await this.#takeOut('')
      const aside = await this.#db.fact('aside')
      if (aside) await this.#db.keepFact('account', aside)
      await this.#db.facts.bulkDelete(['shared', 'aside'])
    })
  }

  async #give(space: string, owner: string | null): Promise<void> {
    await this.#db.drafts.filter((draft) => draft.owner === space).modify({ owner })
    await this.#db.codes.filter((known) => known.owner === space).modify({ owner })
  }

  async #keep(shared: SharedDevice): Promise<true> {
    await this.#db.keepFact('shared', shared)
    return true
  }

  /** Bookmarks, follows, notes, ticks, views and reading positions of who leaves; the next finds none. */
  async #putAway(space: string): Promise<void> {
    const { positions, bookmarks, follows, notes, ticks, views } = this.#db
    const left: PutAway = {
      space, positions: await positions.toArray(), bookmarks: await bookmarks.toArray(), notes: await notes.toArray(), ticks: await ticks.toArray(),
      follows: await follows.toArray(), views: await views.toArray(),
    }
    await this.#db.putAway.put(left)
    for (const table of [positions, bookmarks, follows, notes, ticks, views]) await table.clear()
  }

  async #takeOut(space: string): Promise<void> {
    const left = await this.#db.putAway.get(space)
    if (!left) return
    await this.#db.positions.bulkPut(left.positions)
    await this.#db.bookmarks.bulkPut(left.bookmarks)
    await this.#db.follows.bulkPut(left.follows ?? [])
    await this.#db.notes.bulkPut(left.notes)
    await this.#db.ticks.bulkPut(left.ticks)
    await this.#db.views.bulkPut(left.views ?? [])
    await this.#db.putAway.delete(space)
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    return this.#db.transaction('rw', this.#db.tables, work)
  }
}

const spaceOf = (id: string): string => `space:${id}`
