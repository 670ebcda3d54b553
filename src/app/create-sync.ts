import { shallowRef } from 'vue'
import type { InUsersName } from '../backend/file-adapter.ts'
import type { AccountCommands, AskSeminars, PeopleCommands, SyncCommands } from '../data/commands.ts'
import { openDatabases } from '../data/databases.ts'
import type { Cursor } from '../data/public-database.ts'
import { failure, type Result } from '../domain/result.ts'
import type { Stream, StreamStatus, SyncStatus } from '../domain/sync-status.ts'
import type { SyncProgress } from '../sync/sync-loop.ts'
import type { FollowedOwn, OwnNews } from './follow-own.ts'
import type { SyncEngine } from './sync-engine.ts'

/** After this long without an agreement with the server, content is said to be possibly out of date (ms). */
const staleAfter = 14 * 24 * 60 * 60_000
/** When the code of the sync could not be fetched, it is tried again after this long (ms). */
const again = 30_000

/**
 * The sync as the app sees it: its status and its commands. The status is derived from what is stored, so every tab shows
 * the same, whichever of them does the work. The work itself is fetched when first needed.
 */
export function createSync(): { commands: SyncCommands; account: AccountCommands; people: PeopleCommands; seminars: AskSeminars; inUsersName: InUsersName; start: () => void } {
  let cursors: Cursor[] = []
  let news: OwnNews = {}
  let progress: SyncProgress = { busy: false, failures: {} }
  let reportedAt = 0
  const empty: StreamStatus = { state: 'empty', held: 0 }
  const status = shallowRef<SyncStatus>({ online: navigator.onLine, busy: false, library: empty, register: empty })

  function derive(stream: Stream): StreamStatus {
    const { held, total, verifiedAt } = cursors.find((candidate) => candidate.stream === stream) ?? { held: 0 }
    // A failure here says nothing any more when another tab has come through since.
    const failure = verifiedAt !== undefined && verifiedAt > reportedAt ? undefined : progress.failures[stream]
    if (held === 0) return { state: progress.busy ? 'filling' : 'empty', held, failure }
    const state = verifiedAt === undefined ? 'filling' : Date.now() - verifiedAt > staleAfter ? 'stale' : 'current'
    return { state, held, total, syncedAt: verifiedAt, failure }
  }
  function refresh() {
    const { own, ...more } = news
    const failure = (own?.confirmedAt ?? 0) > reportedAt ? undefined : progress.failures.own
    status.value = {
      online: navigator.onLine, busy: progress.busy, library: derive('library'), register: derive('register'), own: own && { ...own, failure }, ...more,
    }
  }

  let loading: Promise<SyncEngine> | undefined
  function engine(): Promise<SyncEngine> {
    loading ??= import('./sync-engine.ts').then(({ createEngine }) => createEngine((next) => {
      progress = next
      reportedAt = Date.now()
      refresh()
    }))
    loading.catch(() => { loading = undefined })
    return loading
  }
  const command = <T = void>(run: (engine: SyncEngine) => Promise<Result<T>>) => engine().then(run, () => failure('offline'))

  const followCase = () => import('./follow-case.ts')
  /** Asks about people as the device's user. */
  const ofPeople = <T>(ask: (people: PeopleCommands) => Promise<Result<T>>) => command(async ({ withSession }) => {
    const code = await import('./manage-people.ts').catch(() => undefined)
    return code ? withSession((session) => ask(code.peopleOf(session))) : failure('offline')
  })

  let following: Promise<void> | undefined
  /** Follows what is stored. Whoever shows content says so when the storage does not answer. */
  function follow() {
    following ??= openDatabases().then(({ followQuery, publicDatabase }) => {
      followQuery(() => publicDatabase.cursors.toArray(), {
        next(rows) {
          cursors = rows
          refresh()
          // A device that holds nothing will ask for its page at once.
          if (rows.length === 0) engine().catch(() => { /* whoever needs it tries again, and says so */ })
        },
        error: () => { /* what was known still stands */ },
      })
    })
    following.catch(() => { following = undefined })
  }

  let own: Promise<FollowedOwn> | undefined
  /** Follows what a person has written, and who they are. */
  function followingOwn(): Promise<FollowedOwn> {
    own ??= import('./follow-own.ts').then(({ followOwn }) => followOwn((more) => { news = { ...news, ...more }; refresh() }, send))
    own.catch(() => { own = undefined })
    return own
  }

  /** A person has written something. */
  function send() {
    if (navigator.onLine) engine().then(({ loop }) => loop.send(), wakeAgain)
  }

  let waking: ReturnType<typeof setTimeout> | undefined
  function wakeAgain() {
    clearTimeout(waking)
    waking = setTimeout(wake, again)
  }

  function wake() {
    follow()
    // Until it is there, nobody sees that something is written, and it would wait for the timer.
    followingOwn().catch(wakeAgain)
    refresh()
    if (navigator.onLine) engine().then(({ loop }) => loop.wake(), wakeAgain)
  }

  return {
    commands: {
      status,
      syncNow: () => command(({ loop }) => loop.syncNow()),
      fetchPage: (kind, slug) => command(({ loop }) => loop.fetchPage(kind, slug)),
      removeContent: () => command(({ loop }) => loop.removeContent()),
      fetchCase: (code) => followCase().then(({ fetchCase }) => fetchCase(code), () => failure('offline')),
      fetchSnapshot: (id) => command(({ withSession }) => withSession((session) => import('./fetch-snapshot.ts').then(({ fetchSnapshot }) => fetchSnapshot(session, id), () => failure('offline')))),
      sayInCase: (code, message) => followCase().then(({ sayInCase }) => sayInCase(code, message), () => failure('offline')),
    },
    account: {
      requestCode: (email) => command(({ asUser }) => asUser((session) => session.requestCode(email))),
      enterCode: (code) => command(({ asUser }) => asUser((session) => session.enterCode(code))),
      offersWorkAccount: () => command(({ withSession }) => withSession((session) => session.offersWorkAccount())),
      leaveForWorkAccount: (returnTo) => command(({ withSession }) => withSession((session) => session.leaveForWorkAccount(returnTo))),
      enterReturnCode: (code) => command(({ asUser }) => asUser((session) => session.enterReturnCode(code))),
      signOut: (options) => command(({ asUser }) => asUser((session) => session.signOut(options))),
      startAnew: () => command(({ asUser }) => asUser((session) => session.startAnew())),
      erase: (options) => command(({ asUser }) => asUser((session) => session.erase(options))),
      seeEviction: () => followingOwn().then(({ seeEviction }) => seeEviction(), () => failure('offline')),
    },
    people: {
      find: () => ofPeople((people) => people.find()),
      give: (email, role) => ofPeople((people) => people.give(email, role)),
      take: (id) => ofPeople((people) => people.take(id)),
    },
    seminars: (ask) => command(({ withSession }) => withSession((session) => import('./attend-seminars.ts').then(({ seminarsOf }) => ask(seminarsOf(session)), () => failure('offline')))),
    inUsersName: (ask) => command(({ withSession }) => withSession(async (session) => {
      const account = await session.account()
      return account ? session.authorised(account.uid, ask) : failure('signed-out')
    })),
    start() {
      follow()
      window.addEventListener('online', wake)
      window.addEventListener('offline', refresh)
      document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wake() })
      // The first content comes before the rest: the pull waits until the page has had its turn.
      if ('requestIdleCallback' in window) requestIdleCallback(wake, { timeout: 3000 })
      else setTimeout(wake, 1000)
    },
  }
}
