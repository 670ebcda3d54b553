import { onScopeDispose } from 'vue'

/** How long between two questions that were answered, and after one that was not (ms). */
const pace = { answered: 8_000, failed: 20_000 }

/**
 * Asks now, and again for as long as the page is looked at; not while it is hidden, and at once when it is seen again. Up to half
 * as long again between two: hosts who look at the same moment do not ask at the same moment for ever. `ask` says whether it was
 * answered. What is returned asks at once.
 */
export function useAskedAgain(ask: () => Promise<boolean>, random: () => number = Math.random): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout>
  let turn = 0

  async function now() {
    const own = ++turn
    clearTimeout(timer)
    const answered = await ask()
    if (own !== turn || document.visibilityState === 'hidden') return
    timer = setTimeout(() => void now(), (answered ? pace.answered : pace.failed) * (1 + random() / 2))
  }
  const follow = () => {
    if (document.visibilityState === 'visible') void now()
    else clearTimeout(timer)
  }
  document.addEventListener('visibilitychange', follow)
  onScopeDispose(() => {
    turn += 1
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', follow)
  })
  return now
}
