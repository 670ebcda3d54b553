/**
 * Bokmål: the source of the keys. Nynorsk and English must have the same ones, or the types fail.
 * What every page needs is here; the texts of a task come with its pages, through `areas/`.
 */
import type { about } from './about.ts'
import type { account } from './account.ts'
import { app } from './app.ts'
import type { cases } from './cases.ts'
import type { entry } from './entry.ts'
import type { home } from './home.ts'
import type { library } from './library.ts'
import { lists } from './lists.ts'
import type { privacy } from './privacy.ts'
import type { reader } from './reader.ts'
import type { register } from './register.ts'
import type { reporting } from './reporting.ts'
import type { search } from './search.ts'
import type { seldom } from './seldom.ts'
import type { sending } from './sending.ts'
import type { shared } from './shared.ts'
import type { storage } from './storage.ts'
import type { topics } from './topics.ts'

export const everywhere = { app, lists }

export type Texts = typeof everywhere & {
  about: typeof about
  account: typeof account
  cases: typeof cases
  entry: typeof entry
  home: typeof home
  library: typeof library
  privacy: typeof privacy
  reader: typeof reader
  register: typeof register
  reporting: typeof reporting
  search: typeof search
  seldom: typeof seldom
  sending: typeof sending
  shared: typeof shared
  storage: typeof storage
  topics: typeof topics
}
