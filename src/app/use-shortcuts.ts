import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { preferences } from '../data/preferences.ts'

/** `/` opens the search, unless one is writing, holds a modifier, or has turned single-key shortcuts off. */
export function useShortcuts(): void {
  const router = useRouter()
  const onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const writing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)
    if (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey || !preferences.shortcuts) return
    event.preventDefault()
    void router.push('/sok')
  }
  document.addEventListener('keydown', onKey)
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}
