import { failure, success, type Result } from '../domain/result.ts'
import type { Evaluation, Joining, SeminarCode } from '../domain/seminars.ts'
import type { SeminarPort } from '../sync/seminar-port.ts'
import type { Bearer } from '../sync/stream-port.ts'
import { ask, isCount, isObject, reacher, type Fetch, type Wire } from './asking.ts'

/** Joining seminars, and what their hosts ask. An answer counts only when it was made for the very user whose token was sent. */
export function seminarAdapter(url: string, key: string, fetch: Fetch): SeminarPort {
  const reach = reacher(fetch)

  async function call<T>(routine: string, { uid, token }: Bearer, body: object, read: (answer: Wire) => T | undefined): Promise<Result<T>> {
    const headers = { apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const answer = await ask(async () => (await reach(`${url}/rest/v1/rpc/${routine}`, { method: 'POST', headers, body: JSON.stringify(body) })).json())
    if (!answer.ok) return answer
    const value = isObject(answer.value) && answer.value.uid === uid ? read(answer.value) : undefined
    return value === undefined ? failure('unreadable') : success(value)
  }

  return {
    join: (bearer, code) => call('join_by_code', bearer, { code }, joiningOf),
    codes: (bearer, seminar) => call('seminar_codes', bearer, { seminar }, ({ codes }) => (Array.isArray(codes) && codes.every(isCode) ? codes : undefined)),
    makeCode: (bearer, seminar, opens, closes) => call('make_seminar_code', bearer, { seminar, opens: opens ?? null, closes: closes ?? null }, ({ status, code }) =>
      (status === 'made' && typeof code === 'string' ? { code } : oneOf(status, ['invalid', 'forbidden']))),
    closeCode: (bearer, code) => call('close_seminar_code', bearer, { code }, ({ status }) => oneOf(status, ['closed', 'forbidden'])),
    evaluation: (bearer, seminar) => call('evaluation', bearer, { seminar }, (answer) => (isEvaluation(answer) ? answer : oneOf(answer.status, ['forbidden']))),
  }
}

const oneOf = <const A extends string>(value: unknown, answers: readonly A[]): A | undefined => answers.find((one) => one === value)

function joiningOf({ status, seminar, opens, after }: Wire): Joining | undefined {
  switch (status) {
    case 'joined': return typeof seminar === 'string' ? { status, seminar } : undefined
    case 'early': return typeof opens === 'string' ? { status, opens } : undefined
    case 'later': return isCount(after) ? { status, after } : undefined
    case 'closed':
    case 'unknown': return { status }
    default: return undefined
  }
}

const isCode = (value: unknown): value is SeminarCode =>
  isObject(value) && typeof value.code === 'string' && typeof value.opens === 'string' && [value.closes, value.closedAt].every((time) => time === undefined || typeof time === 'string')

const isEvaluation = (answer: Wire): answer is Wire & Evaluation =>
  answer.status === 'shown' && isCount(answer.joined) && isCount(answer.answered) && isCount(answer.told)
  && Array.isArray(answer.counts) && answer.counts.every((one) => isObject(one) && typeof one.question === 'string' && isCount(one.times))
  && Array.isArray(answer.texts) && answer.texts.every((one) => isObject(one) && typeof one.question === 'string' && typeof one.text === 'string')
