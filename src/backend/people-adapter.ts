import { givingAnswers, takingAnswers, type People } from '../domain/people.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { PeoplePort } from '../sync/people-port.ts'
import type { Bearer } from '../sync/stream-port.ts'
import { ask, isObject, reacher, type Fetch, type Wire } from './asking.ts'

/** Who has which role, and giving and taking them. An answer counts only when it was made for the very user whose token was sent. */
export function peopleAdapter(url: string, key: string, fetch: Fetch): PeoplePort {
  const reach = reacher(fetch)

  async function call(routine: string, { uid, token }: Bearer, body: object): Promise<Result<Wire>> {
    const headers = { apikey: key, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const answer = await ask(async () => (await reach(`${url}/rest/v1/rpc/${routine}`, { method: 'POST', headers, body: JSON.stringify(body) })).json())
    if (!answer.ok) return answer
    return isObject(answer.value) && answer.value.uid === uid ? success(answer.value) : failure('unreadable')
  }

  async function told<A extends string>(answers: readonly A[], routine: string, bearer: Bearer, body: object): Promise<Result<A>> {
    const answer = await call(routine, bearer, body)
    if (!answer.ok) return answer
    const known = answers.find((one) => one === answer.value.status)
    return known === undefined ? failure('unreadable') : success(known)
  }

  return {
    async find(bearer) {
      const answer = await call('people', bearer, {})
      if (!answer.ok) return answer
      const { status, people, bodies, changes } = answer.value
      if (status === 'forbidden') return success('forbidden')
      const isWhole = isListOf(people, 'id', 'email', 'role', 'since') && isListOf(bodies, 'id', 'name') && isListOf(changes, 'id', 'at', 'type')
      return isWhole ? success({ people, bodies, changes } as unknown as People) : failure('unreadable')
    },
    give: (bearer, email, { role, organisation, body }) => told(givingAnswers, 'give_role', bearer, { email, role, organisation: organisation ?? null, body: body ?? null }),
    take: (bearer, id) => told(takingAnswers, 'take_role', bearer, { id }),
  }
}

function isListOf(value: unknown, ...needed: string[]): value is Wire[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && needed.every((field) => typeof one[field] === 'string'))
}
