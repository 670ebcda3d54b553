/**
 * Bokmål: the source of the keys. Nynorsk and English must have the same ones, or the types fail.
 * What every page needs is here; the texts of a task come with its pages, through `areas/`.
 */
import type { about } from './about.ts'
import type { account } from './account.ts'
import { app } from './app.ts'
import type { cases } from './cases.ts'
import type { casework } from './casework.ts'
import type { entry } from './entry.ts'
import type { exports } from './exports.ts'
import type { files } from './files.ts'
import type { home } from './home.ts'
import type { hosting } from './hosting.ts'
import type { library } from './library.ts'
import { lists } from './lists.ts'
import type { news } from './news.ts'
import type { overview } from './overview.ts'
import type { people } from './people.ts'
import type { privacy } from './privacy.ts'
import type { project } from './project.ts'
import type { reader } from './reader.ts'
import type { register } from './register.ts'
import type { reporting } from './reporting.ts'
import type { search } from './search.ts'
import type { seldom } from './seldom.ts'
import type { sending } from './sending.ts'
import type { seminars } from './seminars.ts'
import type { shared } from './shared.ts'
import type { storage } from './storage.ts'
import type { topics } from './topics.ts'
import type { triage } from './triage.ts'
import type { work } from './work.ts'

export const everywhere = { app, lists }

export type Texts = typeof everywhere & {
  about: typeof about
  account: typeof account
  cases: typeof cases
  casework: typeof casework
  entry: typeof entry
  exports: typeof exports
  files: typeof files
  home: typeof home
  hosting: typeof hosting
  library: typeof library
  news: typeof news
  overview: typeof overview
  people: typeof people
  privacy: typeof privacy
  project: typeof project
  reader: typeof reader
  register: typeof register
  reporting: typeof reporting
  search: typeof search
  seldom: typeof seldom
  sending: typeof sending
  seminars: typeof seminars
  shared: typeof shared
  storage: typeof storage
  topics: typeof topics
  triage: typeof triage
  work: typeof work
}
