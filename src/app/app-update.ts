import { ref } from 'vue'
import { Workbox } from 'workbox-window'

/** Whether a new build waits, and the act of taking it into use. Nothing is replaced until a person says so. */
export const updateWaiting = ref(false)
let workbox: Workbox | undefined

/** Registers the service worker and watches for a new build: at start, when the app becomes visible, and every hour. */
export async function watchForUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  workbox = new Workbox('/sw.js')
  workbox.addEventListener('waiting', () => { updateWaiting.value = true })
  await workbox.register()
  const look = () => { if (navigator.onLine) workbox?.update().catch(() => { /* no network: the next look will do */ }) }
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look() })
  setInterval(look, 60 * 60 * 1000)
}

/** Takes the waiting build into use and reloads once it has taken over. */
export function takeUpdate(): void {
  workbox?.addEventListener('controlling', () => location.reload())
  workbox?.messageSkipWaiting()
}
