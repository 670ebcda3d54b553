import { clientVersion } from '../domain/client-version.ts'
import { markedStreams, rejectionCodes, type Answer, type FinalAnswer, type MarkedStream, type RejectionCode } from '../domain/operations.ts'
import { failure, success } from '../domain/result.ts'
import type { PushPort, SentOperation } from '../sync/push-port.ts'
import type { Bearer } from '../sync/stream-port.ts'
import { ask, isCount, isObject, reacher, type Fetch, type Wire } from './asking.ts'

/** The server's write side for one user. By `fetch` alone: one routine needs no client library. */
export function pushAdapter(url: string, key: string, fetch: Fetch, { uid, token }: Bearer): PushPort {
  const reach = reacher(fetch)
  const headers = { apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }

  return {
    async push(operations) {
      const ops = operations.map(({ opId, opV, kind, payload }) => ({ op_id: opId, op_v: opV, kind, payload }))
      const body = JSON.stringify({ client: clientVersion, ops })
      const answer = await ask(async () => (await reach(`${url}/rest/v1/rpc/push`, { method: 'POST', headers, body })).json())
      if (!answer.ok) return answer
      const answers = isObject(answer.value) && answer.value.uid === uid ? readAnswers(answer.value.answers, operations) : undefined
      return answers ? success(answers) : failure('unreadable')
    },
  }
}

function readAnswers(wire: unknown, operations: readonly SentOperation[]): Answer[] | undefined {
  if (!Array.isArray(wire) || wire.length !== operations.length) return undefined
  const answers = wire.flatMap((one: unknown, i) => {
    const { opId } = operations[i]!
    const answer = isObject(one) && one.op_id === opId ? readAnswer(one) : undefined
    return answer ? [{ opId, ...answer } as Answer] : []
  })
  return answers.length === wire.length ? answers : undefined
}

type Unnamed<A> = A extends unknown ? Omit<A, 'opId'> : never

function readAnswer(wire: Wire): Unnamed<Answer> | undefined {
  if (wire.status === 'retry') return isCount(wire.after) ? { status: 'retry', after: wire.after } : undefined
  if (wire.status !== 'duplicate') return readFinal(wire)
  const first = isObject(wire.first) ? readFinal(wire.first) : undefined
  return first && { status: 'duplicate', first }
}

function readFinal({ status, stream, epoch, rev, result, code, field, fields }: Wire): FinalAnswer | undefined {
  switch (status) {
    case 'applied': {
      const whole = isMarked(stream) && typeof epoch === 'string' && isCount(rev) && isObject(result ?? {})
      return whole ? { status, stream, epoch, rev, result: (result ?? {}) as Wire } : undefined
    }
    case 'rejected':
      if (typeof code !== 'string') return undefined
      return { status, code: known(code), ...(typeof field === 'string' ? { field } : {}), ...(areCodes(fields) ? { fields } : {}) }
    case 'conflict': {
      const whole = isObject(fields) && Object.values(fields).every((one) => isObject(one) && isCount(one.rev) && 'mine' in one && 'theirs' in one)
      return whole ? { status, fields: fields as never } : undefined
    }
    default: return undefined
  }
}

const isMarked = (stream: unknown): stream is MarkedStream => (markedStreams as readonly unknown[]).includes(stream)

const areCodes = (fields: unknown): fields is Record<string, string> => isObject(fields) && Object.values(fields).every((code) => typeof code === 'string')

/** A reason that only a newer build knows is told as an unexpected one. */
const known = (code: string): RejectionCode => (rejectionCodes as readonly string[]).includes(code) ? code as RejectionCode : 'unexpected'
