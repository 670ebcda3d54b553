import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { OperatorProblem } from './operator.ts'
import { projectFolder, siteFolder } from './settings.ts'

/** What the built app is made from. */
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const markFile = join(siteFolder, '.sources.sha256')

function filesIn(path: string): string[] {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) return []
  if (!info.isDirectory()) return [path]
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort()
}

/** Names and contents of files and folders as one hash. */
export function hashOfFiles(paths: string[]): string {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesIn)) {
    hash.update(`${relative(projectFolder, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest())
  }
  return hash.digest('hex')
}

/** The sources, and what the environment builds into the app. */
function sourcesHash(): string {
  const files = hashOfFiles(sources.map((source) => join(projectFolder, source)))
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('VITE_'))
  return createHash('sha256').update(files).update(JSON.stringify(settings.sort())).digest('hex')
}

/** Whether the app has to be built again because its sources have changed since, or it never was. */
export function needsBuild(): boolean {
  return (
    !existsSync(join(siteFolder, 'index.html')) ||
    !existsSync(markFile) ||
    readFileSync(markFile, 'utf8') !== sourcesHash()
  )
}

/** Builds the app into `dist/`; what Vite says is shown only when it fails. */
export async function buildApp(signal: AbortSignal): Promise<void> {
  const hash = sourcesHash()
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const { code, said } = await run(process.execPath, [vite, 'build'], signal)
  signal.throwIfAborted()
  if (code !== 0) throw new OperatorProblem(`Kunne ikke bygge appen:\n\n${said.trim()}`)
  writeFileSync(markFile, hash)
}

function run(command: string, args: string[], signal: AbortSignal): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text))
    signal.addEventListener('abort', () => child.kill())
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
}
