import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseDocument } from 'yaml'
import type { Section } from '../../src/domain/documents.ts'
import { schemaProblems, type Problem } from './problem.ts'

/** Reads files below the content folder and collects what is wrong with them instead of stopping at the first. */
export class ContentFolder {
  readonly problems: Problem[] = []
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  report(file: string, field: string, problem: string): void {
    this.problems.push({ file, field, problem })
  }

  /** The names of the entries of a folder with this ending (without it), sorted; none when the folder is absent. */
  async names(folder: string, ending: string): Promise<string[]> {
    const entries = await readdir(join(this.root, folder)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    return entries.filter((name) => name.endsWith(ending) && !name.startsWith('.'))
      .map((name) => name.slice(0, name.length - ending.length)).sort()
  }

  /** A YAML file that fits its schema, or nothing when it was reported. */
  async yaml<T extends v.GenericSchema>(file: string, schema: T): Promise<v.InferOutput<T> | undefined> {
    const text = await this.text(file)
    return text === undefined ? undefined : this.parse(file, text, schema)
  }

  /** A Markdown file's front matter and its sections, or nothing when it was reported. */
  async markdown<T extends v.GenericSchema>(
    file: string, schema: T,
  ): Promise<{ head: v.InferOutput<T>; sections: Section[] } | undefined> {
    const text = await this.text(file)
    const match = text === undefined ? undefined : /^---\n([\s\S]*?)\n---(?:\n|$)([\s\S]*)$/.exec(text)
    if (match === undefined) return undefined
    if (match === null) {
      this.report(file, '', 'skal begynne med felter mellom to linjer med ---')
      return undefined
    }
    const sections = this.sections(file, match[2] ?? '')
    const head = this.parse(file, match[1] ?? '', schema)
    return head === undefined ? undefined : { head, sections }
  }

  private async text(file: string): Promise<string | undefined> {
    try {
      return (await readFile(join(this.root, file), 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      this.report(file, '', 'filen mangler')
      return undefined
    }
  }

  private parse<T extends v.GenericSchema>(file: string, text: string, schema: T): v.InferOutput<T> | undefined {
    const document = parseDocument(text, { uniqueKeys: true, prettyErrors: false })
    for (const error of document.errors) {
      const line = text.slice(0, error.pos[0]).split('\n').length
      this.report(file, `linje ${line}`, `kan ikke leses som YAML (${error.message})`)
    }
    if (document.errors.length > 0) return undefined
    const result = v.safeParse(schema, document.toJS())
    if (result.success) return result.output
    this.problems.push(...schemaProblems(file, result.issues))
    return undefined
  }

  private sections(file: string, text: string): Section[] {
    const { sections, problems } = splitSections(text)
    for (const { field, problem } of problems) this.report(file, field, problem)
    return sections
  }
}

/** Splits a text at its `## Title {#id}` lines. */
export function splitSections(text: string): { sections: Section[]; problems: { field: string; problem: string }[] } {
  const problems: { field: string; problem: string }[] = []
  const sections: Section[] = []
  let before = ''
  for (const line of text.split('\n')) {
    const heading = /^##(?!#)\s*(.*?)\s*$/.exec(line)
    const current = sections.at(-1)
    if (heading) sections.push(sectionOf(heading[1] ?? '', sections, problems))
    else if (current) current.body += line + '\n'
    else before += line
  }
  if (before.trim()) problems.push({ field: '', problem: 'har tekst før første seksjon; flytt den til summary' })
  for (const section of sections) {
    section.body = section.body.trim()
    if (!section.body) problems.push({ field: `#${section.id}`, problem: 'seksjonen er tom' })
  }
  return { sections, problems }
}

function sectionOf(heading: string, earlier: Section[], problems: { field: string; problem: string }[]): Section {
  const match = /^(.+?)\s*\{#([^}]*)\}$/.exec(heading)
  const [title, id] = match ? [match[1] ?? '', match[2] ?? ''] : [heading, '']
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    problems.push({ field: `## ${heading}`, problem: 'skal ha en id til slutt, slik: ## Tittel {#kort-id}' })
  } else if (earlier.some((section) => section.id === id)) {
    problems.push({ field: `## ${heading}`, problem: `id-en «${id}» er brukt to ganger i filen` })
  }
  return { id, title, body: '' }
}
