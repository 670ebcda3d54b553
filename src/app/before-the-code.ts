/**
 * What need not wait for the app's code. The build puts this script by itself into `index.html`, where it runs before the
 * first paint: it sets the mode and text size chosen on this device, asks for the page's own code and for its text, on a
 * first visit from the server, later from the device, and shows the first words. A page that was written with its text
 * (`npm run release`) brings its record with it. `src/data/begun-page.ts` takes over.
 */

/** What only the build knows; undefined while developing. */
interface Known {
  /** For each route its path as an expression, the files of its page, and the kind of the document it shows. */
  routes: [path: string, files: number[], kind: string | null][]
  /** What a later visit needs at once, because its text lies on the device. */
  stored: number[]
  files: string[]
  faces: string[]
  server: string
  key: string
}
interface Row { kind: string; slug: string; data: { title: string; summary?: string } }
/** What the server answers a question for one page with; a written page holds the same. */
interface Answer { rows: (Row & { first_published: string })[] }

/** How long the device's storage is waited for (ms); the app says what is wrong with one that does not answer. */
const patience = 3000

declare const KNOWN_TO_THE_BUILD: Known | undefined
const known = KNOWN_TO_THE_BUILD

const root = document.documentElement
const preferences = readPreferences()
root.dataset.mode = preferences.mode === 'dark' || (preferences.mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches) ? 'dark' : 'light'
if (preferences.textSize) root.dataset.text = preferences.textSize
if (preferences.language) root.lang = preferences.language

const path = location.pathname.replace(/(.)\/$/, '$1')
const isFirst = !navigator.serviceWorker?.controller
const route = known?.routes.find(([pattern]) => new RegExp(`^${pattern}$`).test(path))

if (path === '/' && root.lang === 'nb') root.dataset.boot = 'home'
if (!preferences.visits) root.dataset.firstVisit = ''
if (known && route) {
  const [, files, kind] = route
  if (kind) begin(kind, path.split('/').slice(2).join('/'), known)
  for (const n of isFirst ? files : [...files, ...known.stored]) ask({ rel: 'modulepreload', href: known.files[n]! })
}
// On a first visit the faces come after the text, which stands in another one of the same size until the next page.
if (isFirst) root.dataset.face = 'plain'
else for (const href of known?.faces ?? []) ask({ rel: 'preload', as: 'font', href })

function readPreferences(): { mode?: string; textSize?: string; language?: string; visits?: number } {
  try {
    return JSON.parse(localStorage.getItem('feltboka:preferences') ?? '{}') ?? {}
  } catch {
    // Unreadable or forbidden storage means what the app itself begins with.
    return {}
  }
}

function ask(link: Partial<HTMLLinkElement>): void {
  document.head.append(Object.assign(document.createElement('link'), { crossOrigin: '', ...link }))
}

/** Gets the page's record, and shows its first words when they come before the code does. */
function begin(kind: string, slug: string, { server, key }: Known): void {
  const written = document.querySelector('#record')?.textContent
  if (written) {
    Object.assign(window, { feltbokaBegun: { rows: Promise.resolve(shownRows(JSON.parse(written) as Answer)) } })
    return
  }
  const request = isFirst ? send(`${server || location.origin}/rest/v1/rpc/page`, key, JSON.stringify({ kind, slug })) : undefined
  const rows = request ? request.answer.then(rowsOf) : fromDevice(kind, slug)
  Object.assign(window, { feltbokaBegun: { rows, request } })
  rows.then((found) => {
    const row = found.find((one) => one.kind === kind && one.slug === slug)
    const [title, summary] = document.querySelectorAll('.boot-words > *')
    if (!row || !title || !summary) return
    title.textContent = row.data.title
    summary.textContent = row.data.summary ?? ''
    root.dataset.boot = kind
  }).catch(() => { /* The page says what is wrong, and asks again. */ })
}

function send(url: string, key: string, body: string) {
  return { url, body, answer: fetch(url, { method: 'POST', body, headers: { apikey: key, 'Content-Type': 'application/json' }, signal: AbortSignal.timeout(15_000) }) }
}

async function rowsOf(answer: Response): Promise<Row[]> {
  return answer.ok ? shownRows((await answer.clone().json()) as Answer) : []
}

function shownRows({ rows }: Answer): Row[] {
  return rows.map((row) => ({ ...row, firstPublished: row.first_published }))
}

/** A document as the app's database holds it, and a chapter's handbook with it. */
function fromDevice(kind: string, slug: string): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, patience)
    const opening = indexedDB.open('feltboka-public')
    // There is none yet: it is the app that makes it.
    opening.onupgradeneeded = () => opening.transaction!.abort()
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const db = opening.result
      const reading = db.transaction('documents')
      const documents = reading.objectStore('documents').index('[kind+slug]')
      const asked = [documents.get([kind, slug]), ...kind === 'chapter' ? [documents.get(['handbook', slug.split('/')[0]!])] : []]
      reading.oncomplete = () => resolve(asked.flatMap(({ result }) => (result as Row | undefined) ?? []))
      reading.onabort = () => reject(reading.error)
      db.close()
    }
  })
}

export {}
