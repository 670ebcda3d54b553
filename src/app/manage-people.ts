import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { peopleAdapter } from '../backend/people-adapter.ts'
import type { PeopleCommands } from '../data/commands.ts'
import { failure, type Result } from '../domain/result.ts'
import type { Bearer } from '../sync/stream-port.ts'
import type { Session } from '../sync/session.ts'

const port = peopleAdapter(backendUrl, publishableKey, (input, init) => fetch(input, init))

/** People and their roles, asked about as whoever is signed in here. Only the office loads this. */
export function peopleOf(session: Pick<Session, 'account' | 'authorised'>): PeopleCommands {
  async function asked<T>(question: (bearer: Bearer) => Promise<Result<T>>): Promise<Result<T>> {
    const account = await session.account()
    if (!account || account.anonymous) return failure('signed-out')
    return session.authorised(account.uid, (token) => question({ uid: account.uid, token }))
  }
  return {
    find: () => asked((bearer) => port.find(bearer)),
    give: (email, role) => asked((bearer) => port.give(bearer, email, role)),
    take: (id) => asked((bearer) => port.take(bearer, id)),
  }
}
