import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const features = join(import.meta.dirname, '../features')
const everywhere = ['app', 'lists']

const read = (file: string) => readFileSync(file, 'utf8')
const sources = (folder: string) => readdirSync(folder).filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts')).map((name) => join(folder, name))
const found = (text: string, expression: RegExp) => new Set([...text.matchAll(expression)].map(([, area]) => area!))

const broughtBy = (file: string) => found(read(file), /texts\/areas\/(\w+)\.ts'/g)

test.each(readdirSync(features))('the pages of %s bring every text that is shown there', (feature) => {
  const files = sources(join(features, feature))
  const lacking = (file: string) => found(read(file), /\bt\.(?:value\.)?(about|account|cases|casework|exports|files|home|hosting|library|overview|people|privacy|project|reader|register|reporting|search|seminars|storage|topics|triage)\./g).difference(broughtBy(file))
  // What comes later brings its own.
  const used = new Set(files.flatMap((file) => [...lacking(file)]))
  for (const page of files.filter((file) => file.endsWith('Page.vue'))) {
    expect.soft([...broughtBy(page)], page).toEqual(expect.arrayContaining([...used]))
  }
})

test.each(['app', 'ui', 'data'])('%s shows only texts that are there from the start, or that come with what shows them', (folder) => {
  for (const file of sources(join(features, '..', folder))) {
    const used = found(read(file), /\bt\.(?:value\.)?([a-z]\w*)\./g)
    expect.soft([...everywhere, ...found(read(file), /texts\/areas\/(\w+)\.ts'/g)], file).toEqual(expect.arrayContaining([...used]))
  }
})
