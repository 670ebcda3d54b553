import { begunShown } from './begun-page.ts'
import type { DeviceDatabase } from './device-database.ts'
import type { FilesDatabase } from './files-database.ts'
import type { PublicDatabase } from './public-database.ts'
import type { UserDatabase } from './user-database.ts'

type Opened = typeof import('./opened-databases.ts')

let opened: Opened | undefined
let opening: Promise<Opened> | undefined

/** Fetches the databases' code when it is first needed; what was begun ahead of it is shown first, since it is long to run. */
export function openDatabases(): Promise<Opened> {
  opening ??= begunShown().then(() => import('./opened-databases.ts')).then((module) => (opened = module))
  opening.catch(() => { opening = undefined })
  return opening
}

/** Asks the public content. Once the code is here the question is put at once, or a live query would not see what it reads. */
export function inPublic<T>(question: (db: PublicDatabase) => PromiseLike<T>): Promise<T> {
  return ask(({ publicDatabase }) => question(publicDatabase))
}

/** Asks, or changes, what belongs to this device. */
export function inDevice<T>(question: (db: DeviceDatabase) => PromiseLike<T>): Promise<T> {
  return ask(({ deviceDatabase }) => question(deviceDatabase))
}

/** Asks how it stands with the files whose bytes lie on this device, or are on their way to it. */
export function inFiles<T>(question: (db: FilesDatabase) => PromiseLike<T>): Promise<T> {
  return ask(({ filesDatabase }) => question(filesDatabase))
}

/** Asks what the server has sent for the device's present user; undefined when there is none. */
export async function inUser<T>(question: (db: UserDatabase) => PromiseLike<T>): Promise<T | undefined> {
  const account = await inDevice((db) => db.fact('account'))
  return account && ask(({ userDatabase }) => question(userDatabase(account.uid)))
}

function ask<T>(question: (databases: Opened) => PromiseLike<T>): Promise<T> {
  return (opened ? question(opened) : openDatabases().then(question)) as Promise<T>
}
