import { join } from 'node:path'
import { build } from 'vite'

/** A file of this folder, with all it imports, as one script that a page can run. */
export async function pageScript(file: string): Promise<string> {
  const built = await build({
    configFile: false, logLevel: 'error', build: { write: false, lib: { entry: join(import.meta.dirname, file), formats: ['iife'], name: 'measured', fileName: () => 'page.js' } },
  })
  return (built as unknown as [{ output: [{ code: string }] }])[0].output[0].code
}
