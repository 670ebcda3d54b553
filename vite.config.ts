import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { minify, transformWithOxc, type Plugin, type Rolldown } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { home } from './src/texts/nb/home.ts'
import { publishableKey } from './supabase/local/settings.ts'

/**
 * Writes the security headers of this very build: `dist/headers.json` for our gateway and `dist/_headers` for static
 * hosts that read it. Inline script and style are allowed by their hash alone.
 */
function securityHeaders(): Plugin {
  const backend = process.env.VITE_SUPABASE_URL ? new URL(process.env.VITE_SUPABASE_URL).origin : ''
  let outDir = 'dist'
  return {
    name: 'feltboka-security-headers',
    apply: 'build',
    enforce: 'post',
    configResolved(config) { outDir = config.build.outDir },
    writeBundle() {
      const html = readFileSync(`${outDir}/index.html`, 'utf8')
      const hashes = (tag: string) => [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))]
        .map(([, body]) => `'sha256-${createHash('sha256').update(body!).digest('base64')}'`).join(' ')
      const headers = {
        'Content-Security-Policy': [
          `default-src 'none'`, `script-src 'self' ${hashes('script')}`, `style-src 'self' ${hashes('style')}`, `img-src 'self' data:`,
          `font-src 'self'`, `connect-src 'self' ${backend}`, `manifest-src 'self'`, `worker-src 'self'`, `base-uri 'none'`,
          `form-action 'self'`, `frame-ancestors 'none'`,
        ].map((directive) => directive.trim()).join('; '),
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'X-Content-Type-Options': 'nosniff',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
        'Cross-Origin-Opener-Policy': 'same-origin',
      }
      writeFileSync(`${outDir}/headers.json`, `${JSON.stringify(headers, null, 2)}\n`)
      writeFileSync(`${outDir}/_headers`, `/*\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`)
    },
  }
}

/**
 * Puts the style into the page, so that the first paint waits for no second request. It is small, and every later visit
 * has the page from the service worker.
 */
function inlineStyle(): Plugin {
  return {
    name: 'feltboka-inline-style',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') return
      page.source = String(page.source).replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (whole, file: string) => {
        const style = bundle[file]
        if (style?.type !== 'asset') return whole
        delete bundle[file]
        return `<style>${String(style.source).trim()}</style>`
      })
    },
  }
}

/** The routes of the app as the router's own file has them: the path as an expression, and the page's file. */
function readRoutes(): { path: string; page: string }[] {
  const router = readFileSync('src/app/router.ts', 'utf8')
  return [...router.matchAll(/path: '([^'(]+)'.*import\('\.\.\/([^']+)'\)/g)].map(([, path, page]) => ({ path: path!.replaceAll(/:\w+/g, '[^/]+'), page: page! }))
}

/** Puts `src/app/before-the-code.ts` into `index.html`, with what only the build knows and the first words of the front page. */
function beforeTheCode(): Plugin {
  const known = 'KNOWN_TO_THE_BUILD'
  let isBuild = false
  return {
    name: 'feltboka-before-the-code',
    enforce: 'post',
    configResolved({ command }) { isBuild = command === 'build' },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        const file = 'src/app/before-the-code.ts'
        const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file, { target: 'es2022' })
        const script = isBuild ? (await minify(file, `{${code.replace('export {};', '')}}`)).code : `{const ${known} = undefined; ${code.replace('export {};', '')}}`
        return html.replace(`<!-- ${file} -->`, () => `<script>${script}</script>`).replace('<!-- the first words of the front page -->', home.title)
      },
    },
    generateBundle(_options, bundle) {
      const html = bundle['index.html']
      if (html?.type === 'asset') html.source = String(html.source).replace(known, () => JSON.stringify(knownOf(bundle)))
    },
  }
}

/** Which files make up which page, which pages show one document of what kind, and where the server is. */
function knownOf(bundle: Rolldown.OutputBundle) {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const withImports = (file: string, found = new Set<string>()): Set<string> => {
    if (found.has(file)) return found
    found.add(file)
    for (const next of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) withImports(next, found)
    return found
  }
  const atStart = withImports(chunks.find(({ isEntry }) => isEntry)!.fileName)
  const files: string[] = []
  const numbersOf = (module: string) => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/${module}`))
    if (!chunk) throw new Error(`The build made no file of its own for ${module}, which index.html asks for ahead.`)
    const needed = [...withImports(chunk.fileName)].filter((file) => !atStart.has(file)).map((file) => `/${file}`)
    return needed.map((file) => (files.includes(file) ? files.indexOf(file) : files.push(file) - 1))
  }
  return {
    routes: readRoutes().map(({ path, page }) => [path, numbersOf(page), page.match(/(?:reader|register)\/(\w+)(?<!List)Page/)?.[1]?.toLowerCase()]),
    stored: numbersOf('data/opened-databases.ts'),
    files,
    faces: Object.keys(bundle).filter((file) => /OsloSans-(Regular|Medium).*woff2$/.test(file)).map((file) => `/${file}`),
    server: process.env.VITE_SUPABASE_URL ?? '',
    key: process.env.VITE_SUPABASE_PUBLISHABLE_KEY ?? publishableKey,
  }
}

/** A task's own folder and its texts. */
const taskOf = /src\/(?:features|texts\/(?:areas|nb))\/(\w+)/

/**
 * A page's code in few files, and all style within the page: on a phone every file costs a round trip, and where HTTP/1
 * is spoken only six are fetched at a time. What is loaded later (the sync, other languages) is left to itself.
 */
const fewChunks = [
  { name: 'app', tags: ['$initial' as const], priority: 5 },
  { name: 'text', test: /node_modules\/marked\/|src\/ui\/(figures\/|markdown-text|section-pieces|SectionText)/, priority: 4 },
  { name: 'databases', test: /node_modules\/dexie\/|src\/data\/(\w+-database\.ts|watchdog)/, priority: 4 },
  // What writing and being someone take: no page that is only read waits for it.
  { name: 'own', test: /src\/(data\/(outbox|random-id|draft-|report-|membership-|casework-|eviction)|domain\/(operations|outbox|own-|register-changes))/, minShareCount: 2, priority: 4 },
  { name: 'lists', test: /src\/ui\/(filters\/|LibraryHead|LinkTabs|SortChoice|library-tabs)/, priority: 4 },
  { name: 'shared', test: /src\/(data\/(?!\w+-database|watchdog)|domain|texts\/(?!areas|n[bn]|en)|ui)/, minShareCount: 2, priority: 3 },
  {
    name: (id: string) => id.match(taskOf)?.[1] ?? null, debugName: 'tasks', test: taskOf, minShareCount: 2, priority: 2,
  },
]

export default defineConfig({
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: fewChunks } } },
  },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.ts', 'supabase/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    // A cold Postgres on two shared cores needs its time; nothing here sleeps.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
  plugins: [
    vue({ features: { optionsAPI: false } }),
    inlineStyle(),
    beforeTheCode(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      injectRegister: false,
      manifestFilename: 'manifest.webmanifest',
      injectManifest: {
        // All code and type, so that every page opens without a network; not the manifest's large pictures.
        globPatterns: ['index.html', 'assets/*.{js,css,woff2,svg}', 'icon.svg', 'icon-180.png', 'icon-192.png'],
        maximumFileSizeToCacheInBytes: 1_000_000,
      },
      manifest: {
        id: '/',
        name: 'Feltboka',
        short_name: 'Feltboka',
        description: 'Modeller som virker, håndbøker og kunnskap for deg som jobber med barn og unge i Oslo. Virker uten nett.',
        lang: 'nb',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#2a2859',
        categories: ['education', 'social'],
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
        screenshots: [
          { src: '/screenshot-narrow.png', sizes: '780x1688', type: 'image/png', form_factor: 'narrow', label: 'Forsiden' },
          { src: '/screenshot-wide.png', sizes: '1280x800', type: 'image/png', form_factor: 'wide', label: 'Et kapittel i en håndbok' },
        ],
        shortcuts: [{ name: 'Søk', url: '/sok', icons: [{ src: '/icon-192.png', sizes: '192x192' }] }],
      },
    }),
    securityHeaders(),
  ],
})
