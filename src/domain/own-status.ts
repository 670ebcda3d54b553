import type { Account } from './account.ts'
import type { OutboxEntry } from './outbox.ts'
import { isSpace, isVisibleTo, type Present } from './shared-device.ts'
import type { OwnStatus } from './sync-status.ts'

/** The truth about what a person has written, from what lies on the device. What the last try came to is added by who made it. */
export function ownStatus(entries: readonly OutboxEntry[], account: Account | undefined, { shared, senders = [] }: Omit<Present, 'account'> = {}): OwnStatus {
  const isVisible = isVisibleTo({ account, shared, senders })
  const visible = entries.filter(isVisible)
  const hidden = entries.filter((entry) => !isVisible(entry) && entry.delivery.state !== 'applied')
  const ofSpaces = hidden.filter(({ owner }) => isSpace(owner) || senders.some(({ uid }) => uid === owner)).length
  const count = (state: OutboxEntry['delivery']['state']) => visible.filter(({ delivery }) => delivery.state === state).length
  const [waiting, needsHelp] = [count('waiting'), count('needs-help')]
  return {
    signedInAs: !account ? 'nobody' : account.expired ? 'expired' : account.anonymous ? 'anonymous' : 'user',
    uid: account?.uid,
    email: account?.email,
    waiting,
    confirmed: count('applied'),
    needsHelp,
    ofOthers: hidden.length - ofSpaces,
    ofSpaces,
    everythingSent: waiting === 0 && needsHelp === 0,
    confirmedAt: account?.confirmedAt,
  }
}
