/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

// The app itself, whole: every page's code opens without a network after one visit.
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

// Any address of ours is answered by the app; the server's own doors are left to the server.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/(rest|auth|storage|mailbox)(\/|$)/] }))

// The PDF reader's code is kept with the first PDF that comes to the device, by the page; until then it comes by the network.
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/pdf/'), async ({ request, url }) =>
  await self.caches.match(url.pathname, { cacheName: 'feltboka-pdf' }) ?? fetch(request))

// The first worker takes the page that installed it, so that it is safe offline at once. A newer one waits until told.
clientsClaim()
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

// There is a network again, and something was waiting for it. The tabs send; with none open it waits for the next visit.
self.addEventListener('sync', (event) => {
  const woken = event as ExtendableEvent & { tag: string }
  if (woken.tag === 'feltboka-outbox') woken.waitUntil(self.clients.matchAll().then((tabs) => { for (const tab of tabs) tab.postMessage({ type: 'SEND' }) }))
})
