import { onScopeDispose, ref, type Ref } from 'vue'

/** The time (ms), kept up to the minute while it is looked at. */
export function useMoment(): Readonly<Ref<number>> {
  const moment = ref(Date.now())
  let timer: ReturnType<typeof setTimeout>
  const tick = () => {
    moment.value = Date.now()
    clearTimeout(timer)
    // At the turn of each minute: what begins then is on then.
    timer = setTimeout(tick, 60_000 - (moment.value % 60_000) + 50)
  }
  const look = () => { if (document.visibilityState === 'visible') tick() }
  tick()
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  })
  return moment
}
