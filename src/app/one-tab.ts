/**
 * Runs `work` while no other tab does what goes by that `name`. Without `wait` it answers undefined at once when another is at it. With it, the
 * lock is taken over after `patience` ms: a tab that the system froze in the middle would keep it for good, and two at
 * work cost some requests but do no harm, since every write checks what it stands on.
 */
export async function inOneTab<T>(
  wait: boolean, work: () => Promise<T>, patience = 20_000, locks: LockManager | undefined = navigator.locks, name = 'feltboka-sync',
): Promise<T | undefined> {
  // A page that is not served securely (the stand-in on a local network) has no locks to ask for.
  if (!locks) return work()
  let running: Promise<T> | undefined
  const begin = (lock: Lock | null) => (lock ? running = work() : undefined)
  // Once the work runs a failure is its own, and it is awaited below; or the lock was taken over meanwhile.
  const request = (options: LockOptions) => locks.request(name, options, begin).catch((error: unknown) => { if (!running) throw error })
  try {
    await request(wait ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true })
  } catch (error) {
    if ((error as Error).name !== 'TimeoutError') throw error
    await request({ steal: true })
  }
  return running
}
