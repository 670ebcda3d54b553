import { json, type Answer } from '../gateway/http.ts'

/** An answer in Auth's error shape; thrown to end a request where it is noticed. */
export class AuthRefusal extends Error {
  override name = 'AuthRefusal'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const newestVersion = '2024-01-01'
const versionHeader = 'x-supabase-api-version'

/**
 * The error in the shape of the version the client asked for. The newer one echoes its version, which is how a client
 * knows that `code` is a word; the older one has a number there and the word beside it.
 */
export function answerToRefusal({ status, code, message }: AuthRefusal, askedVersion: string | undefined): Answer {
  if (askedVersion !== undefined && /^\d{4}-\d\d-\d\d$/.test(askedVersion) && askedVersion >= newestVersion) {
    return json(status, { code, message }, { [versionHeader]: newestVersion, 'x-sb-error-code': code })
  }
  return json(status, { code: status, error_code: code, msg: message }, { 'x-sb-error-code': code })
}
