import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { beforeTheCodeInPage } from './src/build/before-the-code-in-page.ts'
import { fewChunks } from './src/build/few-chunks.ts'
import { inlineStyle } from './src/build/inline-style.ts'
import { manifest } from './src/build/manifest.ts'
import { pdfCodeFiles } from './src/build/pdf-code-files.ts'
import { securityHeaders } from './src/build/security-headers.ts'

export default defineConfig({
  build: {
    target: 'es2022',
    // What each page needs of other files is known before the code (`src/app/before-the-code.ts`), and lies on the device from the first
    // visit on: a list of it all would be two of the kilobytes that every page waits for.
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    assetsInlineLimit: 0,
    // All style stands within the page.
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: fewChunks } } },
  },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.ts', 'supabase/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    setupFiles: ['tests/support/same-chances.ts'],
    // A cold Postgres on two shared cores needs its time; nothing here sleeps.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
  plugins: [
    vue({ features: { optionsAPI: false } }),
    inlineStyle(),
    beforeTheCodeInPage(),
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
      manifest,
    }),
    pdfCodeFiles(),
    securityHeaders(),
  ],
})
