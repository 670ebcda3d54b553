import type { Result } from '../domain/result.ts'
import type { Joining, SeminarCode } from '../domain/seminars.ts'
import { inDevice } from './databases.ts'
import type { KeptJoining } from './device-database.ts'
import { stored } from './storage-failure.ts'

/** Keeps a seminar's code on the device until the server has said what comes of it. Another that was kept gives way to it. */
export const keepJoining = (code: string): Promise<Result<void>> => stored(() => inDevice((db) => db.keepFact('joining', { code })))

/** Writes down what came of joining by a code, unless it has given way to another meanwhile. */
export function settleJoining(code: string, came: Joining, now: number): Promise<Result<void>> {
  return stored(() => inDevice((db) => db.transaction('rw', db.facts, async () => {
    if (came.status === 'joined') await db.keepFact('joinedBy', { ...await db.fact('joinedBy'), [came.seminar]: code })
    if ((await db.fact('joining'))?.code === code) await db.keepFact('joining', { code, came, at: now })
  })))
}

export const forgetJoining = (): Promise<Result<void>> => stored(() => inDevice((db) => db.facts.delete('joining')))

/** The code that was last used here, and what came of it; null when there is none. For `useLive`. */
export const findJoining = async (): Promise<KeptJoining | null> => await inDevice((db) => db.fact('joining')) ?? null

/** The code by which this device joined a seminar; null when it did not. For `useLive`. */
export const findCodeOf = async (seminar: string): Promise<string | null> => (await inDevice((db) => db.fact('joinedBy')))?.[seminar] ?? null

/** Forgets by which code this device joined a seminar, and that one was to be joined by it. */
export const forgetCodeOf = (seminar: string): Promise<Result<void>> => stored(() => inDevice((db) => db.transaction('rw', db.facts, async () => {
  const { [seminar]: code, ...others } = await db.fact('joinedBy') ?? {}
  await db.keepFact('joinedBy', others)
  if ((await db.fact('joining'))?.code === code) await db.facts.delete('joining')
})))

/** The seminar that this device joined by a code, if it did. */
export const findJoinedBy = async (code: string): Promise<string | undefined> =>
  Object.entries(await inDevice((db) => db.fact('joinedBy')) ?? {}).find(([, by]) => by === code)?.[0]

/** Keeps the codes of a seminar that this user hosts, for when there is no network. What another user had kept goes. */
export function keepHosted(uid: string, seminar: string, codes: SeminarCode[]): Promise<Result<void>> {
  return stored(() => inDevice((db) => db.transaction('rw', db.facts, async () => {
    const before = await db.fact('hosted')
    await db.keepFact('hosted', { uid, codes: { ...before?.uid === uid ? before.codes : {}, [seminar]: codes } })
  })))
}

/** The codes of a seminar as this user, who hosts it, was last told; none when they never were. */
export async function findHosted(uid: string, seminar: string): Promise<SeminarCode[]> {
  const kept = await inDevice((db) => db.fact('hosted'))
  return kept?.uid === uid ? kept.codes[seminar] ?? [] : []
}
