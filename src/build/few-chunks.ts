/** A task's own folder and its texts. */
const taskOf = /src\/(?:features|texts\/(?:areas|nb))\/(\w+)/

/**
 * A page's code in few files: on a phone every file costs a round trip, and where HTTP/1 is spoken only six are fetched at
 * a time. What is loaded later (the sync, other languages) is left to itself.
 */
export const fewChunks = [
  { name: 'app', tags: ['$initial' as const], priority: 5 },
  { name: 'text', test: /node_modules\/marked\/|src\/ui\/(markdown-text|section-pieces|SectionText)/, priority: 4 },
  { name: 'databases', test: /node_modules\/dexie\/|src\/data\/(\w+-database\.ts|watchdog)/, priority: 4 },
  // What writing and being someone take: no page that is only read waits for it.
  { name: 'own', test: /src\/(data\/(outbox|random-id|draft-|report-|membership-|casework-|eviction)|domain\/(operations|outbox|own-|register-changes))/, minShareCount: 2, priority: 4 },
  { name: 'lists', test: /src\/ui\/(filters\/|LibraryHead|LinkTabs|SortChoice|library-tabs)/, priority: 4 },
  // What only a form asks of the rules goes with it.
  { name: 'shared', test: /src\/(data\/(?!\w+-database|watchdog|form-|draft-)|domain\/(?!privacy-guard|form|case-steps)|texts\/(?!areas|n[bn]|en)|ui\/(?!ConfirmDialog|NothingHere))/, minShareCount: 2, priority: 3 },
  {
    name: (id: string) => id.match(taskOf)?.[1] ?? null, debugName: 'tasks', test: taskOf, minShareCount: 2, priority: 2,
  },
]
