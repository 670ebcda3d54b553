/** A task's own folder and its texts; but for the notes, which only chapters and seminars have room for. */
const taskOf = /src\/(?:features(?!\/reader\/use-notes)|texts\/(?:areas|nb))\/(\w+)/

/** What writing and being someone take: no page that is only read waits for it. */
const own = 'data/(?:outbox|random-id|senders|use-own|known-|draft-|report-|follow-(?:up-|repository)|use-follow|happenings-|seen|shared-device|membership-|seminar-|role-|account-|places|eviction)|domain/(?:operations|outbox|own-|evaluation|happenings|roles|shared-device|register-changes|seminar-changes)|texts/(?:case-title|judgement-words)'
/** What those need who work with what others report: it comes with their pages. */
const office = 'data/(?:inbox-|casework-)|domain/(?:casework|obstacle-states|people|small-counts|report-matrix)'
/** What only a form asks of: it goes with the forms. */
const forms = 'data/(?:form-|use-written|use-guard|use-words|use-report-draft)|domain/(?:privacy-guard|form|follow-up-code|case-steps)'
/** What only documents and lists are made of. */
const papers = 'domain/(?:exports/|responsibility|register-overview|seminar-results)|data/(?:export-files|docx-file|xlsx-file|snapshot-)'
/** What only pages that carry files take. */
const files = 'data/(?:file-|pdf-code)|domain/file|texts/format-part'
const databases = 'data/(?:\\w+-database\\.ts|watchdog|follow-query)'
/** Seen on few pages. */
const seldom = 'ui/(?:figures/|ConfirmDialog|NothingHere|SameHere|save-file|FoundMarks|GuardNotice|WordsField|WordsForm|CheckList|MarkedText|AnswerWords|MessageThread|RadioChips|StepIcon|use-moment|QrCode)|data/joining-|domain/seminars|texts/(?:form-words|report-event-words)'
const words = 'texts/(?:areas|n[bn]|en)'

/**
 * A page's code in few files: on a phone every file costs a round trip, and where HTTP/1 is spoken only six are fetched at
 * a time. What is loaded later (the sync, other languages) is left to itself. A chunk takes along what it stands on, unless a
 * chunk before it in rank has that: so what pages and writing share ranks first.
 */
export const fewChunks = [
  { name: 'app', tags: ['$initial' as const], priority: 6 },
  { name: 'text', test: /node_modules\/marked\/|src\/ui\/(markdown-text|section-pieces|SectionText)/, priority: 5 },
  { name: 'databases', test: new RegExp(`node_modules/dexie/|src/(?:${databases})`), priority: 5 },
  { name: 'lists', test: /src\/ui\/(filters\/|LibraryHead|LinkTabs|SortChoice|library-tabs)/, priority: 5 },
  { name: 'shared', test: new RegExp(`src/(?!${[own, office, forms, papers, files, databases, 'data/opened-databases', seldom, words].join('|')})(?:data|domain|texts|ui)/`), minShareCount: 2, priority: 4 },
  { name: 'own', test: new RegExp(`src/(?:${own})`), minShareCount: 2, priority: 3 },
  {
    name: (id: string) => id.match(taskOf)?.[1] ?? null, debugName: 'tasks', test: taskOf, minShareCount: 2, priority: 2,
  },
]
