import type { OutgoingHttpHeaders } from 'node:http'
import { DatabaseError } from 'pg'
import { json, unsupported, type Answer } from '../gateway/http.ts'
import { statusOfError } from './error-status.ts'

/** An answer in PostgREST's error shape; thrown to end a request where it is noticed. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly answer: Answer

  constructor(
    status: number,
    error: { code: string; message: string; details?: string | null; hint?: string | null },
    headers?: OutgoingHttpHeaders,
  ) {
    super(error.message)
    const { code, message, details = null, hint = null } = error
    this.answer = json(status, { code, details, hint, message }, headers)
  }
}

/** The answer to an error that came up while a request ran; undefined for what is a bug of ours. */
export function answerToError(error: unknown, signedIn: boolean): Answer | undefined {
  if (error instanceof Refusal) return error.answer
  if (error instanceof DatabaseError) return answerToDatabaseError(error, signedIn)
  return answerToLostConnection(error)
}

function answerToDatabaseError({ code = 'XX000', message, detail, hint }: DatabaseError, signedIn: boolean): Answer {
  if (code === 'PGRST') return unsupported("answers made by raising SQLSTATE 'PGRST'")
  const status = statusOfError(code, message, signedIn)
  const headers = status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  const answer = json(status, { code, details: detail ?? null, hint: hint ?? null, message }, headers)
  return code.startsWith('PT') && /^[\x20-\x7e]+$/.test(message) ? { ...answer, statusText: message } : answer
}

function answerToLostConnection(error: unknown): Answer | undefined {
  if (!(error instanceof Error)) return undefined
  if (/timeout exceeded when trying to connect/.test(error.message)) {
    return json(504, {
      code: 'PGRST003',
      details: null,
      hint: null,
      message: 'Timed out acquiring connection from connection pool.',
    })
  }
  const lost =
    'code' in error
      ? /^(ECONN|EPIPE|ETIMEDOUT)/.test(String(error.code))
      : /Connection terminated|not queryable/.test(error.message)
  return lost
    ? json(503, {
        code: 'PGRST000',
        details: error.message,
        hint: null,
        message: 'Database connection error. Retrying the connection.',
      })
    : undefined
}
