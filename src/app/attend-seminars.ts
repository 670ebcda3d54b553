import { backendUrl, publishableKey } from '../backend/backend-address.ts'
import { seminarAdapter } from '../backend/seminar-adapter.ts'
import type { SeminarCommands } from '../data/commands.ts'
import { deviceDatabase } from '../data/device-database.ts'
import { settleJoining } from '../data/joining-repository.ts'
import { failure, success, type Result } from '../domain/result.ts'
import type { SeminarPort } from '../sync/seminar-port.ts'
import type { Session } from '../sync/session.ts'
import type { Bearer } from '../sync/stream-port.ts'

/** Joining seminars, and hosting them, as the device's user. Who does neither never loads this. */
export function seminarsOf(
  session: Pick<Session, 'account' | 'authorised' | 'begin'>,
  port: SeminarPort = seminarAdapter(backendUrl, publishableKey, (input, init) => fetch(input, init)),
): SeminarCommands {
  const as = <T>(uid: string, question: (bearer: Bearer) => Promise<Result<T>>) => session.authorised(uid, (token) => question({ uid, token }))

  async function asked<T>(question: (bearer: Bearer) => Promise<Result<T>>): Promise<Result<T>> {
    const account = await session.account()
    return !account || account.anonymous ? failure('signed-out') : as(account.uid, question)
  }

  async function join(): Promise<Result<void>> {
    const kept = await deviceDatabase.fact('joining')
    if (!kept || kept.came) return success(undefined)
    const { account, shared } = await deviceDatabase.present()
    // Nobody who is not signed in stays on a shared device: there would be no one to be a member.
    if (shared && !account) return failure('signed-out')
    const user = await session.begin()
    if (!user.ok) return user
    const came = await as(user.value.uid, (bearer) => port.join(bearer, kept.code))
    return came.ok ? settleJoining(kept.code, came.value, Date.now()) : came
  }

  return {
    join,
    codes: (seminar) => asked((bearer) => port.codes(bearer, seminar)),
    makeCode: (...made) => asked((bearer) => port.makeCode(bearer, ...made)),
    closeCode: (code) => asked((bearer) => port.closeCode(bearer, code)),
    evaluation: (seminar) => asked((bearer) => port.evaluation(bearer, seminar)),
  }
}
