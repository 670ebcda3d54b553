import { nextTick, watch } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate, useRoute } from 'vue-router'

/** Where one was on the pages one has left, by their place in the browser's history (px from the top). */
const left = new Map<number, { path: string; top: number }>()
const placeInHistory = (): number => (history.state as { position?: number } | null)?.position ?? -1

function keptTop(): number | undefined {
  const kept = left.get(placeInHistory())
  return kept?.path === location.pathname ? kept.top : undefined
}

/** Whether one came to this page by going back or forward, and so expects to be where one was. */
export const cameBack = (): boolean => keptTop() !== undefined

/**
 * Moves to where one should be once a page is on screen: where one was, when coming back to it, else the place that the
 * address names (`#ref-iv`). The router tries too, but before a text that is still being read from the device is there.
 */
export function useArrival(ready: () => boolean): void {
  const route = useRoute()
  // Kept from the arrival: when one is leaving by going back, the history already stands at the page one goes to.
  let here = placeInHistory()
  const leave = () => { left.set(here, { path: route.path, top: scrollY }) }
  onBeforeRouteLeave(leave)
  onBeforeRouteUpdate(leave)

  watch(() => [ready(), route.path, route.hash] as const, async ([there, path], before) => {
    if (!there) return
    here = placeInHistory()
    const arrived = before?.[0] !== true || before[1] !== path
    const top = arrived ? keptTop() : undefined
    await nextTick()
    if (top !== undefined) scrollTo({ top, behavior: 'instant' })
    else showTarget(route.hash.slice(1))
  }, { immediate: true })
}

/** Focus follows, so that one reads on from the same place. */
function showTarget(id: string) {
  const target = id ? document.getElementById(id) : null
  if (!target) return
  target.scrollIntoView()
  target.setAttribute('tabindex', '-1')
  target.focus({ preventScroll: true })
  // Once more, when what came into view has got its real height.
  requestAnimationFrame(() => target.scrollIntoView())
}
