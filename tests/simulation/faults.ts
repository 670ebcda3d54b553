import { faulty, type Fault } from '../support/model-server.ts'

/** What may befall one request, and whether the server has done it by then. */
export const beforeFaults = ['unreachable', '401', '403', '403 html', '409', '413', '429', '500', '504'] as const
export const afterFaults = [
  'lost', 'cut', 'html', 'truncated', 'malformed', '401 late', '403 late', '409 late', '429 late', '500 late', '504 late', 'misplaced', 'wrong sums', 'nobody’s', 'a stranger’s',
] as const
/** The request or its answer stays under way; it is sent twice; it is overtaken by another. */
export const wayFaults = ['no answer', 'duplicate', 'reordered'] as const
export const networkFaults = [...beforeFaults, ...afterFaults, ...wayFaults] as const
export type NetworkFault = (typeof networkFaults)[number]
export type AnswerFault = (typeof beforeFaults)[number] | (typeof afterFaults)[number]

export const isBefore = (fault: NetworkFault): boolean => (beforeFaults as readonly string[]).includes(fault)

const plain: Partial<Record<AnswerFault, Fault>> = {
  unreachable: 'unreachable', lost: 'lost', cut: 'cut', html: 'html', truncated: 'truncated', malformed: 'malformed',
  429: 'busy', '429 late': 'busy', 500: 'broken', '500 late': 'broken late',
}
const page = (status: number) => new Response('<!doctype html><title>Feil</title>', { status, headers: { 'Content-Type': 'text/html' } })
const refusal = (status: number, code: string) => Response.json({ code, message: code }, { status })

/** What arrives at the device in the place of `answer`; throws when nothing does. */
export function spoil(fault: AnswerFault, answer: string): Response {
  const known = plain[fault]
  if (known) return faulty(known, answer)
  switch (fault) {
    case '401': case '401 late': return refusal(401, 'PGRST301')
    case '403': case '403 late': return refusal(403, '42501')
    case '403 html': return page(403)
    case '409': case '409 late': return refusal(409, '40001')
    case '413': return page(413)
    case '504': case '504 late': return page(504)
    default: return Response.json(altered(fault, JSON.parse(answer) as Wire))
  }
}

interface Wire { uid?: unknown; rows?: { rev: number }[]; after?: number; count?: number; digest?: number; answers?: unknown[]; user?: { id: string } }

function altered(fault: AnswerFault, answer: Wire): Wire {
  switch (fault) {
    case 'misplaced': return answer.rows?.length && answer.after !== undefined ? { ...answer, after: answer.rows[0]!.rev, rows: answer.rows.slice(1) } : answer
    case 'wrong sums': return answer.count === undefined ? answer : { ...answer, count: answer.count + 1 }
    case 'nobody’s': return 'uid' in answer ? { ...answer, uid: null, rows: [], count: 0, digest: 0 } : answer
    default: {
      const other = '99999999-0000-4000-9000-000000000000'
      return { ...answer, ...('uid' in answer ? { uid: other } : {}), ...(answer.user ? { user: { ...answer.user, id: other } } : {}) }
    }
  }
}
