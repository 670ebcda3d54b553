import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const features = join(import.meta.dirname, '../features')
const everywhere = ['app', 'lists']

const read = (file: string) => readFileSync(file, 'utf8')
const sources = (folder: string) => readdirSync(folder).filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts')).map((name) => join(folder, name))
const found = (text: string, expression: RegExp) => new Set([...text.matchAll(expression)].map(([, area]) => area!))

test.each(readdirSync(features))('the pages of %s bring every text that is shown there', (feature) => {
  const files = sources(join(features, feature))
  const used = found(files.map(read).join('\n'), /\bt\.(?:value\.)?(about|home|library|reader|register|search|storage)\./g)
  for (const page of files.filter((file) => file.endsWith('Page.vue'))) {
    expect.soft([...found(read(page), /texts\/areas\/(\w+)\.ts'/g)], page).toEqual(expect.arrayContaining([...used]))
  }
})

test.each(['app', 'ui', 'data'])('%s shows only texts that are there from the start', (folder) => {
  const used = found(sources(join(features, '..', folder)).map(read).join('\n'), /\bt\.(?:value\.)?([a-z]\w*)\./g)
  expect(everywhere).toEqual(expect.arrayContaining([...used]))
})
