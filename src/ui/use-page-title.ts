import { onScopeDispose, watchEffect } from 'vue'

/** Names the document after its page, and describes it for those who find it by a search engine. */
export function usePageTitle(title: () => string | undefined, description: () => string | undefined = () => undefined): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="description"]')
  const general = meta?.content
  watchEffect(() => {
    const name = title()
    document.title = name ? `${name} – Feltboka` : 'Feltboka'
    const words = description()
    if (meta && words) meta.content = words
  })
  onScopeDispose(() => { if (meta && general) meta.content = general })
}
