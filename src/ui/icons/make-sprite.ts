/** Puts the icons of `icon-names.ts` into one file, `sprite.svg`. Run by `npm run icons` when the list changes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ownIcons, punktIcons } from './icon-names.ts'

const require = createRequire(import.meta.url)
const punktFolder = require.resolve('@oslokommune/punkt-assets/package.json').replace(/package\.json$/, 'dist/icons/')

/** One icon as a `symbol` in the text's colour, its inner ids made its own. */
export function symbolOf(name: string, svg: string): string {
  const open = svg.match(/<svg[^>]*>/)![0]
  const viewBox = open.match(/viewBox="([^"]+)"/)?.[1] ?? '0 0 32 32'
  const inner = svg.slice(svg.indexOf(open) + open.length, svg.lastIndexOf('</svg>'))
    .replace(/\s+/g, ' ')
    .replace(/\b(id="|url\(#)/g, `$1${name}-`)
  return `<symbol id="${name}" viewBox="${viewBox}">${inner.trim()}</symbol>`
}

if (import.meta.main) {
  const symbols = [
    ...punktIcons.map((name) => symbolOf(name, readFileSync(`${punktFolder}${name}.svg`, 'utf8'))),
    ...ownIcons.map((name) => symbolOf(name, readFileSync(new URL(`./own/${name}.svg`, import.meta.url), 'utf8'))),
  ]
  writeFileSync(new URL('./sprite.svg', import.meta.url), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`)
}
