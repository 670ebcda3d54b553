import { liveQuery } from 'dexie'
import { byTimer, type Schedule } from './watchdog.ts'

/** A question that failed is asked again after this long (ms). */
const again = 5_000

export interface Follower<T> {
  next(value: T): void
  /** It failed, and will be asked again. */
  error(error: unknown): void
}

/**
 * Tells what a question to the databases answers, each time that changes, until what this returns is called.
 * Unlike Dexie's own `liveQuery` it does not stay with a failure until somebody happens to write there: after a long sleep
 * a database may be given up and opened anew, and whoever was asking just then would be left without an answer for good.
 */
export function followQuery<T>(question: () => PromiseLike<T>, follower: Follower<T>, schedule: Schedule = byTimer): () => void {
  let stop = () => {}
  function ask() {
    const subscription = liveQuery(async () => {
      try {
        return await question()
      } catch (error) {
        // By its own name a closed connection would be kept from whoever asks.
        throw Object.assign(new Error('the question failed'), { inner: error })
      }
    }).subscribe({
      next: (value) => follower.next(value),
      error(error) {
        subscription.unsubscribe()
        stop = schedule(again, ask)
        follower.error(error)
      },
    })
    stop = () => subscription.unsubscribe()
  }
  ask()
  return () => stop()
}
