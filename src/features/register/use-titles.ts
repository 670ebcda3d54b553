import { computed, type ComputedRef } from 'vue'
import { findReferences } from '../../data/library-repository.ts'
import { findSections } from '../../data/section-repository.ts'
import { useLive } from '../../data/use-live.ts'

/** The fields that name pages of one kind by their slugs. */
const pageFields: Record<string, string> = { models: 'model', projects: 'project', insights: 'insight' }

/** What a field names: a page as `kind:slug`, or a part of one as `kind:slug#part`; nothing where it names none. */
export function namedBy(field: string, value: unknown): string | undefined {
  if (field === 'sections') return String(value)
  const kind = pageFields[field]
  return kind && `${kind}:${String(value)}`
}

/** What the pages and parts are called that these values of fields name, by what names them; without those the device does not hold. */
export function useTitles(values: () => readonly [field: string, value: unknown][]): ComputedRef<ReadonlyMap<string, string>> {
  const wanted = computed(() => [...new Set(values().flatMap(([field, value]) => (Array.isArray(value) ? value.flatMap((one) => namedBy(field, one) ?? []) : [])))])
  const found = useLive(async () => {
    const pages = await findReferences(wanted.value.filter((name) => !name.includes('#')))
    const parts = await findSections(wanted.value.filter((name) => name.includes('#')))
    return new Map([
      ...pages.map(({ kind, slug, data }) => [`${kind}:${slug}`, data.title] as const),
      ...parts.map(({ section, page, title }) => [section, `${page}: ${title}`] as const),
    ])
  }, () => wanted.value.join())
  return computed(() => (found.value.state === 'ready' ? found.value.value : new Map<string, string>()))
}
