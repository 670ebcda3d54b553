/** Which part of the main menu a page belongs to. */
export type Section = 'home' | 'library' | 'search' | 'seminars' | 'obstacles' | 'report' | 'cases' | 'inbox' | 'exports' | 'people' | 'news' | 'more'

export interface PageRoute {
  path: string
  name: string
  /** The page's file below `src/features`, without `.vue`. */
  page: string
  section: Section
  /** One comes here by links, codes and searches: what it needs is asked for before the app's code has come. */
  linked?: true
  /** What the page shows one of, where it is a page for one thing of the library or the register. */
  shows?: 'model' | 'handbook' | 'chapter' | 'seminar' | 'project' | 'insight' | 'obstacle'
}

/** The app's addresses, as data: the router makes its routes of them, and the build knows from them what each page needs. */
export const pageRoutes: PageRoute[] = [
  { path: '/', name: 'home', page: 'home/HomePage', section: 'home', linked: true },
  { path: '/bibliotek', name: 'library', page: 'library/LibraryPage', section: 'library', linked: true },
  { path: '/modeller', name: 'models', page: 'library/ModelListPage', section: 'library', linked: true },
  { path: '/modeller/sammenlign', name: 'compare', page: 'library/ModelComparePage', section: 'library', linked: true },
  { path: '/modeller/:slug', name: 'model', page: 'reader/ModelPage', section: 'library', shows: 'model', linked: true },
  { path: '/handboker', name: 'handbooks', page: 'library/HandbookListPage', section: 'library', linked: true },
  { path: '/handboker/:slug', name: 'handbook', page: 'reader/HandbookPage', section: 'library', shows: 'handbook', linked: true },
  { path: '/handboker/:slug/:chapter', name: 'chapter', page: 'reader/ChapterPage', section: 'library', shows: 'chapter', linked: true },
  { path: '/seminarer', name: 'seminars', page: 'library/SeminarListPage', section: 'seminars', linked: true },
  { path: '/seminarer/ny', name: 'make-seminar', page: 'hosting/MakeSeminarPage', section: 'seminars', linked: true },
  { path: '/seminarer/:slug', name: 'seminar', page: 'reader/SeminarPage', section: 'seminars', shows: 'seminar', linked: true },
  { path: '/bli-med', name: 'join', page: 'seminars/JoinPage', section: 'seminars', linked: true },
  { path: '/s/:code', name: 'code', page: 'seminars/JoinPage', section: 'seminars', linked: true },
  { path: '/seminarer/:slug/:part(vert|plakat|skjerm|svar)', name: 'seminar-host', page: 'seminars/HostPage', section: 'seminars' },
  { path: '/seminarer/:slug/rediger', name: 'edit-seminar', page: 'hosting/EditSeminarPage', section: 'seminars' },
  { path: '/prosjekter', name: 'projects', page: 'library/ProjectListPage', section: 'library', linked: true },
  { path: '/prosjekter/:slug', name: 'project', page: 'reader/ProjectPage', section: 'library', shows: 'project', linked: true },
  { path: '/kunnskap', name: 'insights', page: 'library/InsightListPage', section: 'library', linked: true },
  { path: '/kunnskap/:slug', name: 'insight', page: 'reader/InsightPage', section: 'library', shows: 'insight', linked: true },
  { path: '/hindringer', name: 'obstacles', page: 'register/ObstacleListPage', section: 'obstacles', linked: true },
  { path: '/hindringer/:number', name: 'obstacle', page: 'register/ObstaclePage', section: 'obstacles', shows: 'obstacle', linked: true },
  { path: '/sok', name: 'search', page: 'search/SearchPage', section: 'search', linked: true },
  { path: '/meld', name: 'report', page: 'reporting/ReportPage', section: 'report', linked: true },
  { path: '/saker', name: 'cases', page: 'reporting/CasesPage', section: 'cases' },
  { path: '/saker/kode', name: 'case-by-code', page: 'reporting/CodePage', section: 'cases' },
  { path: '/saker/:id', name: 'case', page: 'reporting/CasePage', section: 'cases' },
  { path: '/innboks', name: 'inbox', page: 'triage/TriagePage', section: 'inbox' },
  { path: '/innboks/:number', name: 'inbox-case', page: 'triage/TriagePage', section: 'inbox' },
  { path: '/seminarer/:slug/materiell', name: 'seminar-files', page: 'files/UploadPage', section: 'seminars' },
  { path: '/filer/legg-til', name: 'page-files', page: 'files/UploadPage', section: 'library' },
  { path: '/filer/:sha256', name: 'file', page: 'files/FilePage', section: 'library', linked: true },
  { path: '/nytt', name: 'news', page: 'news/NewsPage', section: 'news' },
  { path: '/lagring', name: 'storage', page: 'storage/StoragePage', section: 'more' },
  { path: '/mer/synk', name: 'sending', page: 'sending/SendingPage', section: 'more' },
  { path: '/konto', name: 'account', page: 'account/AccountPage', section: 'more' },
  { path: '/konto/arbeid', name: 'workplace', page: 'reporting/WorkplacePage', section: 'more' },
  { path: '/folk', name: 'people', page: 'people/PeoplePage', section: 'people' },
  { path: '/vedlegg', name: 'exports', page: 'exports/ExportsPage', section: 'exports' },
  { path: '/personvern', name: 'privacy', page: 'privacy/PrivacyPage', section: 'more' },
  { path: '/mer/delt-enhet', name: 'shared', page: 'shared/SharedDevicePage', section: 'more' },
  { path: '/om', name: 'about', page: 'about/AboutPage', section: 'more' },
  { path: '/mer', name: 'more', page: 'about/MorePage', section: 'more' },
]
