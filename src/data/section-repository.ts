import { partTitle } from '../domain/own-reports.ts'
import { pathOf, splitSection } from '../domain/references.ts'
import { findReferences } from './library-repository.ts'

/** A part of a page, as one finds it: what it and its page are called, and where it is. `section` is `kind:slug#part`. */
export interface FoundSection { section: string; page: string; title: string; to: string }

/** The parts that `kind:slug#part` name, in that order, without those that the device does not hold. */
export async function findSections(sections: readonly string[]): Promise<FoundSection[]> {
  const pages = await findReferences([...new Set(sections.map((section) => splitSection(section).ref))])
  return sections.flatMap((section) => {
    const { ref, part } = splitSection(section)
    const page = pages.find(({ kind, slug }) => `${kind}:${slug}` === ref)
    const title = page && partTitle(page.data, part)
    return page && title !== undefined ? [{ section, page: page.data.title, title, to: `${pathOf(page.kind, page.slug)}#${part}` }] : []
  })
}
