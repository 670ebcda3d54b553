import type { Router } from 'vue-router'

/** How long after the first page its face may still change (ms): before anyone has begun to read. */
const soon = 300

/**
 * Puts Oslo Sans on, which a first visit does without until it has come: at once when it comes with the first page, else
 * with the next page, so that no text moves under the eyes of its reader.
 */
export async function putOnFace(router: Router, firstPage: Promise<unknown>): Promise<void> {
  const { dataset } = document.documentElement
  if (dataset.face !== 'plain') return
  const come = Promise.all([400, 500, 700].map((weight) => document.fonts.load(`${weight} 1em 'Oslo Sans'`)))
  const putOn = () => { delete dataset.face }
  try {
    await firstPage
    const inTime = await Promise.race([come.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, soon, false))])
    await come
    if (inTime) return putOn()
    const stop = router.afterEach((to, from) => {
      if (to.path === from.path) return
      stop()
      putOn()
    })
  } catch {
    // It could not be fetched: the other face is there to be read in.
  }
}
