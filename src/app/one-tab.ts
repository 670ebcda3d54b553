const name = 'feltboka-sync'

/**
 * Runs `work` while no other tab does. Without `wait` it answers undefined at once when another is at it. With it, the
 * lock is taken over after `patience` ms: a tab that the system froze in the middle would keep it for good, and two at
 * work cost some requests but do no harm, since every write checks what it stands on.
 */
export async function inOneTab<T>(
  wait: boolean, work: () => Promise<T>, patience = 20_000, locks: LockManager | undefined = navigator.locks,
): Promise<T | undefined> {
  // A page that is not served securely (the stand-in on a local network) has no locks to ask for.
  if (!locks) return work()
  let running: Promise<T> | undefined
  const begin = (lock: Lock | null) => (lock ? running = work() : undefined)
  try {
    if (!wait) return await locks.request(name, { ifAvailable: true }, begin)
    await locks.request(name, { signal: AbortSignal.timeout(patience) }, begin)
  } catch (error) {
    // Not a failure of the work, which is awaited below: waited long enough, or had the lock taken over while at it.
    if (!running && (error as Error).name !== 'TimeoutError') throw error
    if (!running) await locks.request(name, { steal: true }, begin)
  }
  return running
}
