/** What went wrong, as a code that `texts/` turns into words. Expected failures are values; bugs throw. */
export type ErrorCode =
  | 'offline' // the server could not be reached
  | 'server' // the server answered that it failed
  | 'too-many' // the server asked us to come back later
  | 'unreadable' // the answer was not what it should be (a captive portal's page, cut short, damaged)
  | 'outdated' // this build is older than the server still talks to
  | 'storage-full' // the device has no room
  | 'storage-failed' // the device's database does not answer or is damaged
  | 'not-found'
  | 'signed-out' // the server does not know who we are, or no longer does: one must sign in (again)
  | 'invalid-email' // no address that a code could be sent to
  | 'wrong-code' // not the code that was sent, or too old
  | 'unsent' // there is work that has not been sent: it must be sent, taken along or given up first
  | 'too-large' // more than the server takes

export type Result<T> = { ok: true; value: T } | { ok: false; code: ErrorCode; retryAfter?: number }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })
export const failure = (code: ErrorCode, retryAfter?: number): Result<never> => ({ ok: false, code, retryAfter })
/** Whether asking the server for anything more would be in vain: it cannot be reached, or asks to be left alone. */
export const isHopeless = (result: Result<unknown>): boolean => !result.ok && (result.code === 'offline' || result.code === 'too-many')

/** What a page has to show for a record: still looking, here it is, no such thing, or why not. */
export type Load<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'missing' }
  | { state: 'failed'; code: ErrorCode }
