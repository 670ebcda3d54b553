import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Which part of the main menu the page belongs to. */
    section?: 'home' | 'library' | 'search' | 'obstacles' | 'more'
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('../features/home/HomePage.vue'), meta: { section: 'home' } },
  { path: '/bibliotek', name: 'library', component: () => import('../features/library/LibraryPage.vue'), meta: { section: 'library' } },
  { path: '/modeller', name: 'models', component: () => import('../features/library/ModelListPage.vue'), meta: { section: 'library' } },
  { path: '/modeller/sammenlign', name: 'compare', component: () => import('../features/library/ModelComparePage.vue'), meta: { section: 'library' } },
  { path: '/modeller/:slug', name: 'model', component: () => import('../features/reader/ModelPage.vue'), meta: { section: 'library' } },
  { path: '/handboker', name: 'handbooks', component: () => import('../features/library/HandbookListPage.vue'), meta: { section: 'library' } },
  { path: '/handboker/:slug', name: 'handbook', component: () => import('../features/reader/HandbookPage.vue'), meta: { section: 'library' } },
  { path: '/handboker/:slug/:chapter', name: 'chapter', component: () => import('../features/reader/ChapterPage.vue'), meta: { section: 'library' } },
  { path: '/seminarer', name: 'seminars', component: () => import('../features/library/SeminarListPage.vue'), meta: { section: 'library' } },
  { path: '/seminarer/:slug', name: 'seminar', component: () => import('../features/reader/SeminarPage.vue'), meta: { section: 'library' } },
  { path: '/prosjekter', name: 'projects', component: () => import('../features/library/ProjectListPage.vue'), meta: { section: 'library' } },
  { path: '/prosjekter/:slug', name: 'project', component: () => import('../features/reader/ProjectPage.vue'), meta: { section: 'library' } },
  { path: '/kunnskap', name: 'insights', component: () => import('../features/library/InsightListPage.vue'), meta: { section: 'library' } },
  { path: '/kunnskap/:slug', name: 'insight', component: () => import('../features/reader/InsightPage.vue'), meta: { section: 'library' } },
  { path: '/hindringer', name: 'obstacles', component: () => import('../features/register/ObstacleListPage.vue'), meta: { section: 'obstacles' } },
  { path: '/hindringer/:number', name: 'obstacle', component: () => import('../features/register/ObstaclePage.vue'), meta: { section: 'obstacles' } },
  { path: '/sok', name: 'search', component: () => import('../features/search/SearchPage.vue'), meta: { section: 'search' } },
  { path: '/lagring', name: 'storage', component: () => import('../features/storage/StoragePage.vue'), meta: { section: 'more' } },
  { path: '/om', name: 'about', component: () => import('../features/about/AboutPage.vue'), meta: { section: 'more' } },
  { path: '/mer', name: 'more', component: () => import('../features/about/MorePage.vue'), meta: { section: 'more' } },
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
