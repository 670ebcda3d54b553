/** A visit as one tab remembers it: the point its news is counted from, and when it was last left. */
export interface Visit { since?: number; leftAt?: number }

/** Away for less than this is the same visit (ms): looking up a number in another app does not make the news old. */
export const pause = 30 * 60_000

/**
 * The visit that begins, or goes on, when Feltboka is opened or looked at again. News is counted from what the device
 * held when the last visit ended, so the very first visit has no such point, and nothing is called new on it.
 */
export function visitAt(now: number, before: Visit | undefined, lastVisit: number | undefined): Visit {
  const goesOn = before?.leftAt !== undefined && now >= before.leftAt && now - before.leftAt < pause
  return goesOn ? { since: before.since } : { since: lastVisit }
}

/**
 * What to remember when a visit ends: the newest update that the device held, by the server's clock. A device that
 * has not held all of the content has seen no whole picture yet, and what it remembered stays.
 */
export function seenAtEnd(lastVisit: number | undefined, newestHeld: number | undefined, whole: boolean): number | undefined {
  if (!whole || newestHeld === undefined) return lastVisit
  return Math.max(lastVisit ?? 0, newestHeld)
}
