import { findNew, keepNews } from '../data/happenings-repository.ts'
import { followLive } from '../data/use-live.ts'
import type { SyncStatus } from '../domain/sync-status.ts'
import { dayOf } from '../texts/format.ts'

/** Follows how much is new, also on the app's icon where the device shows such a number; from now on also that nobody is to be told. */
export function followNews(tell: (news: SyncStatus['news']) => void): void {
  followLive(() => findNew(dayOf(Date.now())), (load) => {
    if (load.state !== 'ready' && load.state !== 'missing') return
    const news = load.state === 'ready' ? load.value : undefined
    tell(news && { count: news.count })
    showOnIcon(news?.count ?? 0)
    if (news) keepNews(news).catch(() => { /* kept the next time */ })
  })
}

/** Not every browser has it, and one that has may refuse. */
function showOnIcon(count: number): void {
  const shown = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.()
  shown?.catch(() => { /* the number stands in the menu */ })
}
