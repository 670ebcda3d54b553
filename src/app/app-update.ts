import { ref } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'
import type { Workbox } from 'workbox-window'
import { router } from './router.ts'

/** Whether a new build waits, and the act of taking it into use. Nothing is replaced until a person says so. */
export const updateWaiting = ref(false)
let workbox: Workbox | undefined
/** A person said so here; or in another tab, and this one still runs the build before: what it has not loaded yet may be gone. */
let taking = false
let replaced = false
const mark = 'feltboka:reloaded'
/** Milliseconds. */
const patience = 10_000

/** Registers the service worker and watches for a new build: at start, when the app becomes visible, and every hour. */
export async function watchForUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  watchForReplacement()
  const look = () => (workbox ? workbox.update() : register()).catch(() => { /* no network: the next look will do */ })
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible' && navigator.onLine) void look() })
  setInterval(() => { if (navigator.onLine) void look() }, 60 * 60 * 1000)
  await look()
}

async function register(): Promise<void> {
  const { Workbox } = await import('workbox-window')
  const registered = new Workbox('/sw.js')
  registered.addEventListener('waiting', () => { updateWaiting.value = true })
  await registered.register()
  workbox = registered
}

/**
 * Takes the waiting build into use and reloads once it has taken over; at once when it already has. A browser lets the old
 * worker end what it is at first, and some of that may be this page's: after `patience` the page lets go of it and reloads.
 */
export async function takeUpdate(): Promise<void> {
  taking = true
  const registration = await navigator.serviceWorker.getRegistration()
  if (replaced || !registration?.waiting) return location.reload()
  registration.waiting.postMessage({ type: 'SKIP_WAITING' })
  setTimeout(() => location.reload(), patience)
}

/** Reloads for the person who said so. Where nobody did, the next page is loaded whole instead of from code that may be gone. */
function watchForReplacement(): void {
  // The first worker of all takes over a page that had none: nothing is replaced by it.
  let controlled = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (taking) location.reload()
    replaced = controlled
    controlled = true
  })
  router.beforeEach((to, from) => {
    if (!replaced || to.path === from.path) return true
    loadWhole(to)
    // The router waits: what it would do next is undone by the load.
    return new Promise<never>(() => {})
  })
}

/**
 * A page whose code is not to be had, because a newer build has replaced it or the network failed, is loaded once more, whole;
 * the mark stops a loop until a page has come. Code that is fetched behind a page is left to who needs it: nobody loses the
 * page they are at because of that.
 */
export function watchForMissingPages(): void {
  const missing = new WeakSet<Error>()
  window.addEventListener('vite:preloadError', ({ payload }) => missing.add(payload))
  router.onError((error: Error, to) => {
    if (!missing.has(error) || sessionStorage.getItem(mark)) return
    sessionStorage.setItem(mark, '1')
    loadWhole(to)
  })
  router.isReady().then(() => sessionStorage.removeItem(mark), () => { /* said by the page, or loaded once more */ })
}

function loadWhole({ fullPath }: RouteLocationNormalized): void {
  const address = new URL(fullPath, location.origin).href
  // On the way back, and at start, the address is there already.
  if (address === location.href) location.reload()
  else location.assign(address)
}
