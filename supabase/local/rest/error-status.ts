/**
 * The HTTP status that PostgREST gives a database error, by its SQLSTATE.
 * @see https://docs.postgrest.org/en/stable/references/errors.html
 */
export function statusOfError(sqlstate: string, message: string, signedIn: boolean): number {
  const special = specialStatus(sqlstate, message, signedIn)
  if (special !== undefined) return special
  return exact[sqlstate] ?? byClass[sqlstate.slice(0, 2)] ?? 400
}

function specialStatus(sqlstate: string, message: string, signedIn: boolean): number | undefined {
  if (sqlstate === '42501') return signedIn ? 403 : 401
  if (sqlstate === '22023' && /^role .* does not exist$/.test(message)) return 401
  if (sqlstate === '21000') return message.endsWith('requires a WHERE clause') ? 400 : 500
  if (sqlstate.startsWith('PT')) return raisedStatus(sqlstate.slice(2))
  return undefined
}

/** `PT404` raised by a function is status 404; anything that is no status is a server error. */
function raisedStatus(digits: string): number {
  const status = Number(digits)
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : 500
}

const exact: Record<string, number> = {
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '53400': 500,
  '57P01': 503,
  P0001: 400,
}

const byClass: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
}
