import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { projectFolder } from '../../supabase/local/settings.ts'

export const gzipped = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length

/** What the libraries alone weigh when Vite has taken out what nobody calls. */
const librariesAlone = `
import { createPinia } from 'pinia'
import { Dexie, liveQuery } from 'dexie'
import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
const db = new Dexie('alone')
db.version(1).stores({ items: 'id' })
liveQuery(() => db.table('items').toArray()).subscribe(() => {})
createApp({ template: '' }).use(createPinia()).use(createRouter({ history: createWebHistory(), routes: [] })).mount('#app')
`

/** The size of the reference of P1: vue, vue-router, pinia and dexie built alone, in bytes after gzip. */
export async function librariesSize(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'feltboka-bench-'))
  const entry = join(projectFolder, '.feltboka', `libraries-alone-${process.pid}.js`)
  try {
    writeFileSync(entry, librariesAlone)
    await build({
      configFile: false, root: projectFolder, logLevel: 'error', publicDir: false,
      // It sets the flags that leave out what only development needs.
      plugins: [vue()],
      build: { outDir: folder, target: 'es2022', modulePreload: { polyfill: false }, rolldownOptions: { input: entry, output: { entryFileNames: 'alone.js' } } },
    })
    return gzipped(readFileSync(join(folder, 'alone.js')))
  } finally {
    rmSync(entry, { force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}
