import { failure, success, type Result } from '../domain/result.ts'

/** An answer that has not come whole after this long is given up (ms). */
const patience = 60_000

export type Fetch = typeof globalThis.fetch
export type Wire = Record<string, unknown>

/** An answer that is none: its HTTP status as an error code, and for how long the server asks to be left alone. */
class Refusal extends Error {
  readonly result: Result<never>

  constructor({ status, headers }: Response) {
    super(`status ${status}`)
    // Seconds only: a date would have to be read by this device's clock, which may be wrong.
    const seconds = Number(headers.get('Retry-After'))
    this.result = failure(status === 429 ? 'too-many' : status === 401 ? 'signed-out' : status === 413 ? 'too-large' : 'server', seconds > 0 ? seconds : undefined)
  }
}

/** The Supabase client tells its caller nothing of an answer's headers, and its own time limit ends before the body; so both are seen to here. */
export function reacher(fetch: Fetch): Fetch {
  return async (input, init) => {
    const answer = await fetch(input, { ...init, signal: AbortSignal.timeout(patience) })
    if (!answer.ok) throw new Refusal(answer)
    return answer
  }
}

/** What came of asking through a `reacher`. */
export async function ask(answer: () => Promise<unknown>): Promise<Result<unknown>> {
  try {
    return success(await answer())
  } catch (error) {
    if (error instanceof Refusal) return error.result
    // A body that came whole and is not JSON, such as a captive portal's page. All else is the network, before or in the middle of it.
    const { name } = error as Error
    return failure(name === 'PostgrestError' || name === 'SyntaxError' ? 'unreadable' : 'offline')
  }
}

export const isObject = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
