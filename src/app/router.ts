import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { readAhead } from './read-ahead.ts'
import { pageRoutes, type PageRoute, type Section } from './routes.ts'

declare module 'vue-router' {
  interface RouteMeta {
    section?: Section
    shows?: PageRoute['shows']
  }
}

/** Each page's code, fetched when the page is first opened. */
const pages = import.meta.glob<Component>('../features/*/*Page.vue', { import: 'default' })

const routes: RouteRecordRaw[] = [
  ...pageRoutes.map(({ path, name, page, section, shows }) => ({ path, name, component: pages[`../features/${page}.vue`]!, meta: { section, shows } })),
  { path: '/:path(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior(to, from, saved) {
    if (saved) return saved
    if (to.hash) return { el: to.hash, top: 72 }
    // A filter or a search word in the address is not a new page.
    return to.path === from.path ? false : { top: 0 }
  },
})

router.beforeResolve(readAhead)
