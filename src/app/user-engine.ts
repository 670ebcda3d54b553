import { authAdapter } from '../backend/auth-adapter.ts'
import { caseAdapter } from '../backend/case-adapter.ts'
import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { claimAdapter } from '../backend/claim-adapter.ts'
import { pushAdapter } from '../backend/push-adapter.ts'
import { streamAdapter } from '../backend/stream-adapter.ts'
import { deviceDatabase } from '../data/device-database.ts'
import { onThisDevice } from '../data/random-id.ts'
import { removeOtherUsers, userDatabase } from '../data/user-database.ts'
import { Session } from '../sync/session.ts'
import { UserSync, type UserPorts } from '../sync/user-sync.ts'

const byNetwork: typeof fetch = (input, init) => fetch(input, init)

const ports: UserPorts = {
  streams: (bearer) => streamAdapter(backendUrl, publishableKey, byNetwork, bearer),
  push: (bearer) => pushAdapter(backendUrl, publishableKey, byNetwork, bearer),
  cases: caseAdapter(backendUrl, publishableKey, byNetwork),
}

export interface UserEngine { session: Session; sync: UserSync }

/** Signing in, sending and what is the user's alone. A chunk of its own: who only reads never loads it. */
export function createUserEngine(now: () => number): UserEngine {
  const server = [backendUrl, publishableKey, byNetwork] as const
  const session = new Session(deviceDatabase, authAdapter(...server), claimAdapter(...server), onThisDevice)
  return { session, sync: new UserSync(deviceDatabase, session, ports, { open: userDatabase, removeOthers: removeOtherUsers }, now) }
}
