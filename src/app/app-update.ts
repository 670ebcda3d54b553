import { ref } from 'vue'
import type { Workbox } from 'workbox-window'
import { router } from './router.ts'

/** Whether a new build waits, and the act of taking it into use. Nothing is replaced until a person says so. */
export const updateWaiting = ref(false)
let workbox: Workbox | undefined
/** A person said so here; or in another tab, and this one still runs the build before: what it has not loaded yet may be gone. */
let taking = false
let replaced = false

/** Registers the service worker and watches for a new build: at start, when the app becomes visible, and every hour. */
export async function watchForUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  watchForReplacement()
  const { Workbox } = await import('workbox-window')
  workbox = new Workbox('/sw.js')
  workbox.addEventListener('waiting', () => { updateWaiting.value = true })
  await workbox.register()
  const look = () => { if (navigator.onLine) workbox?.update().catch(() => { /* no network: the next look will do */ }) }
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look() })
  setInterval(look, 60 * 60 * 1000)
}

/** Takes the waiting build into use and reloads once it has taken over; at once when it already has. */
export async function takeUpdate(): Promise<void> {
  taking = true
  const registration = await navigator.serviceWorker.getRegistration()
  if (replaced || !registration?.waiting) location.reload()
  else registration.waiting.postMessage({ type: 'SKIP_WAITING' })
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
    const address = new URL(to.fullPath, location.origin).href
    // On the way back the address is there already. The router waits: what it would do next is undone by the load.
    if (address === location.href) location.reload()
    else location.assign(address)
    return new Promise<never>(() => {})
  })
}
