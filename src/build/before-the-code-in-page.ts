import { readFileSync } from 'node:fs'
import { minify, transformWithOxc, type Plugin, type Rolldown } from 'vite'
import { publishableKey } from '../../supabase/local/settings.ts'
import { pageRoutes } from '../app/routes.ts'
import { home } from '../texts/nb/home.ts'

const script = 'src/app/before-the-code.ts'
const known = 'KNOWN_TO_THE_BUILD'

/** Puts `src/app/before-the-code.ts` into `index.html`, with what only the build knows and the first words of the front page. */
export function beforeTheCodeInPage(): Plugin {
  let isBuild = false
  return {
    name: 'feltboka-before-the-code',
    enforce: 'post',
    configResolved({ command }) { isBuild = command === 'build' },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        const { code } = await transformWithOxc(readFileSync(script, 'utf8'), script, { target: 'es2022' })
        // Within a function, so that none of its names become the window's.
        const body = (start = '') => `(() => {${start} ${code.replace('export {};', '')}})()`
        const words = isBuild ? (await minify(script, body())).code : body(`const ${known} = undefined;`)
        return html.replace(`<!-- ${script} -->`, () => `<script>${words}</script>`)
          .replace('<!-- home.title -->', home.title).replace('<!-- home.lead -->', home.lead)
      },
    },
    generateBundle(_options, bundle) {
      const html = bundle['index.html']
      if (html?.type === 'asset') html.source = String(html.source).replace(known, () => JSON.stringify(knownOf(bundle)))
    },
  }
}

/** Which files make up which page that one comes to from outside, which pages show one thing of what kind, and where the server is. */
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
    routes: pageRoutes.filter(({ linked }) => linked).map(({ path, page, shows }) => [path.replaceAll(/:\w+/g, '[^/]+'), numbersOf(`features/${page}.vue`), shows]),
    stored: numbersOf('data/opened-databases.ts'),
    files,
    faces: Object.keys(bundle).filter((file) => /OsloSans-(Regular|Medium).*woff2$/.test(file)).map((file) => `/${file}`),
    server: process.env.VITE_SUPABASE_URL ?? '',
    key: process.env.VITE_SUPABASE_PUBLISHABLE_KEY ?? publishableKey,
  }
}
