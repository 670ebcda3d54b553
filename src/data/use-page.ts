import { computed, inject, onScopeDispose, ref, watch, type ComputedRef } from 'vue'
import type { PageKind } from '../domain/documents.ts'
import type { ErrorCode, Load } from '../domain/result.ts'
import { orBegun } from './begun-page.ts'
import { syncCommandsKey } from './commands.ts'
import { useLive } from './use-live.ts'

/**
 * One record for a page that may be the first thing a person opens: from the device when it is there, else by one
 * small request ahead of the rest. `retry` asks once more after a failure.
 */
export function usePage<T>(
  kind: PageKind,
  slug: () => string,
  find: (slug: string) => Promise<T | undefined>,
): { page: ComputedRef<Load<T>>; retry: () => void } {
  const commands = inject(syncCommandsKey)!
  const stored = useLive(() => find(slug()), slug)
  const found = kind === 'obstacle' || kind === 'form' ? stored : orBegun(kind, slug, stored)
  const problem = ref<ErrorCode | 'asking'>('asking')
  let alive = true
  onScopeDispose(() => { alive = false })

  async function ask() {
    const asked = slug()
    problem.value = 'asking'
    const answer = await commands.fetchPage(kind, asked)
    if (alive && asked === slug() && !answer.ok) problem.value = answer.code
  }
  watch(() => [stored.value.state, slug()] as const, ([state]) => { if (state === 'missing') void ask() }, { immediate: true })

  const page = computed<Load<T>>(() => {
    if (found.value.state !== 'missing') return found.value
    if (problem.value === 'asking') return { state: 'loading' }
    return problem.value === 'not-found' ? { state: 'missing' } : { state: 'failed', code: problem.value }
  })
  return { page, retry: () => void ask() }
}
