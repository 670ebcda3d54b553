import type { Outbox } from '../data/outbox.ts'
import { isTooLarge, nextBatch } from '../domain/outbox.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { PushPort } from './push-port.ts'

const most = 50

/**
 * Sends what is waiting of one user, in order, until nothing is left that may go. Succeeds only when the server has answered
 * all of it. What was sent and not answered is simply sent again the next time: by its id the server knows what it has done.
 */
export async function pushOutbox(uid: string, port: PushPort, outbox: Outbox, now: () => number): Promise<Result<void>> {
  for (let largest = most; ;) {
    const entries = await outbox.of(uid)
    await outbox.needHelp(entries.filter(isTooLarge), 'too-large')
    const batch = nextBatch(entries.filter((entry) => !isTooLarge(entry)), largest)
    if (batch.length === 0) return success(undefined)
    await outbox.markSent(batch)
    const answer = await port.push(batch)
    if (answer.ok) {
      const after = await outbox.record(uid, answer.value, now())
      if (after !== undefined) return failure('too-many', after)
      largest = Math.min(most, largest * 2)
    } else if (answer.code !== 'too-large') {
      await outbox.noteFailure(batch, answer.code)
      return answer
    } else if (batch.length > 1) {
      // One of them, or all together, is more than the server takes: smaller lots tell which.
      largest = Math.ceil(batch.length / 2)
    } else await outbox.needHelp(batch, 'too-large')
  }
}
