/** Which part of the main menu a page belongs to. */
export type Section = 'home' | 'library' | 'search' | 'obstacles' | 'report' | 'cases' | 'more'

export interface PageRoute {
  path: string
  name: string
  /** The page's file below `src/features`, without `.vue`. */
  page: string
  section: Section
  /** What the page shows one of, where it is a page for one thing of the library or the register. */
  shows?: 'model' | 'handbook' | 'chapter' | 'seminar' | 'project' | 'insight' | 'obstacle'
}

/** The app's addresses, as data: the router makes its routes of them, and the build knows from them what each page needs. */
export const pageRoutes: PageRoute[] = [
  { path: '/', name: 'home', page: 'home/HomePage', section: 'home' },
  { path: '/bibliotek', name: 'library', page: 'library/LibraryPage', section: 'library' },
  { path: '/modeller', name: 'models', page: 'library/ModelListPage', section: 'library' },
  { path: '/modeller/sammenlign', name: 'compare', page: 'library/ModelComparePage', section: 'library' },
  { path: '/modeller/:slug', name: 'model', page: 'reader/ModelPage', section: 'library', shows: 'model' },
  { path: '/handboker', name: 'handbooks', page: 'library/HandbookListPage', section: 'library' },
  { path: '/handboker/:slug', name: 'handbook', page: 'reader/HandbookPage', section: 'library', shows: 'handbook' },
  { path: '/handboker/:slug/:chapter', name: 'chapter', page: 'reader/ChapterPage', section: 'library', shows: 'chapter' },
  { path: '/seminarer', name: 'seminars', page: 'library/SeminarListPage', section: 'library' },
  { path: '/seminarer/:slug', name: 'seminar', page: 'reader/SeminarPage', section: 'library', shows: 'seminar' },
  { path: '/prosjekter', name: 'projects', page: 'library/ProjectListPage', section: 'library' },
  { path: '/prosjekter/:slug', name: 'project', page: 'reader/ProjectPage', section: 'library', shows: 'project' },
  { path: '/kunnskap', name: 'insights', page: 'library/InsightListPage', section: 'library' },
  { path: '/kunnskap/:slug', name: 'insight', page: 'reader/InsightPage', section: 'library', shows: 'insight' },
  { path: '/hindringer', name: 'obstacles', page: 'register/ObstacleListPage', section: 'obstacles' },
  { path: '/hindringer/:number', name: 'obstacle', page: 'register/ObstaclePage', section: 'obstacles', shows: 'obstacle' },
  { path: '/sok', name: 'search', page: 'search/SearchPage', section: 'search' },
  { path: '/meld', name: 'report', page: 'reporting/ReportPage', section: 'report' },
  { path: '/saker', name: 'cases', page: 'reporting/CasesPage', section: 'cases' },
  { path: '/saker/kode', name: 'case-by-code', page: 'reporting/CodePage', section: 'cases' },
  { path: '/saker/:id', name: 'case', page: 'reporting/CasePage', section: 'cases' },
  { path: '/lagring', name: 'storage', page: 'storage/StoragePage', section: 'more' },
  { path: '/mer/synk', name: 'sending', page: 'sending/SendingPage', section: 'more' },
  { path: '/konto', name: 'account', page: 'account/AccountPage', section: 'more' },
  { path: '/konto/arbeid', name: 'workplace', page: 'reporting/WorkplacePage', section: 'more' },
  { path: '/personvern', name: 'privacy', page: 'privacy/PrivacyPage', section: 'more' },
  { path: '/mer/delt-enhet', name: 'shared', page: 'shared/SharedDevicePage', section: 'more' },
  { path: '/om', name: 'about', page: 'about/AboutPage', section: 'more' },
  { path: '/mer', name: 'more', page: 'about/MorePage', section: 'more' },
]
