/**
 * What need not wait for the app's code. The build puts this script by itself into `index.html`, where it runs before the
 * first paint: it sets the mode and text size chosen on this device, asks for the page's own code and, on a first visit,
 * for its text, whose first words it shows. `src/data/begun-page.ts` takes the answer over.
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
interface Row { kind: string; slug: string; data: { title: string; summary: string } }

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
if (known && route) {
  const [, files, kind] = route
  if (isFirst && kind) beginPage(known, kind, path.split('/').slice(2).join('/'))
  for (const n of isFirst ? files : [...files, ...known.stored]) ask({ rel: 'modulepreload', href: known.files[n]! })
}
// On a first visit the faces come after the text, which stands in another one of the same size until the next page.
if (isFirst) root.dataset.face = 'plain'
else for (const href of known?.faces ?? []) ask({ rel: 'preload', as: 'font', href })

function readPreferences(): { mode?: string; textSize?: string; language?: string } {
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

function beginPage({ server, key }: Known, kind: string, slug: string): void {
  const url = `${server || location.origin}/rest/v1/rpc/page`
  const body = JSON.stringify({ kind, slug })
  const answer = fetch(url, { method: 'POST', body, headers: { apikey: key, 'Content-Type': 'application/json' } })
  Object.assign(window, { feltbokaBegun: { url, body, answer } })
  answer.then((response) => response.clone().json() as Promise<{ rows: Row[] }>).then(({ rows }) => {
    const row = rows.find((one) => one.kind === kind && one.slug === slug)
    const [title, summary] = document.querySelectorAll('.boot-words > *')
    if (!row || !title || !summary) return
    title.textContent = row.data.title
    summary.textContent = row.data.summary
    root.dataset.boot = kind
  }).catch(() => { /* The page says what is wrong, and asks again. */ })
}

export {}
