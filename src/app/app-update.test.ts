import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { NavigationGuardWithThis } from 'vue-router'

type Guard = (to: { path: string; fullPath: string }, from: { path: string }) => unknown

/** The browser as this file sees it: a service worker container, an address, and the router's guard. */
const guards: Guard[] = []
vi.mock('./router.ts', () => ({ router: { beforeEach: (guard: NavigationGuardWithThis<undefined>) => guards.push(guard as unknown as Guard) } }))

const workers: FakeWorkbox[] = []
class FakeWorkbox extends EventTarget {
  update = vi.fn(async () => {})
  register = vi.fn(async () => {})
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    workers.push(this)
  }
}
vi.mock('workbox-window', () => ({ Workbox: FakeWorkbox }))

let waiting: { postMessage: ReturnType<typeof vi.fn> } | undefined
let container: EventTarget & { controller: object | null; getRegistration: () => Promise<{ waiting: typeof waiting }> }
const location = { origin: 'http://feltboka.test', href: 'http://feltboka.test/modeller', reload: vi.fn(), assign: vi.fn() }

async function start(controller: object | null) {
  vi.resetModules()
  guards.length = workers.length = 0
  waiting = { postMessage: vi.fn() }
  container = Object.assign(new EventTarget(), { controller, getRegistration: async () => ({ waiting }) })
  vi.stubEnv('DEV', false)
  vi.stubGlobal('navigator', { serviceWorker: container, onLine: true })
  vi.stubGlobal('location', location)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible', createElement: () => ({}) }))
  vi.useFakeTimers()
  location.href = 'http://feltboka.test/modeller'
  location.reload.mockClear()
  location.assign.mockClear()
  const update = await import('./app-update.ts')
  await update.watchForUpdates()
  return update
}
const otherTabTakesIt = () => container.dispatchEvent(new Event('controllerchange'))
const goTo = (fullPath: string, path = fullPath.split(/[?#]/)[0]!) => guards[0]!({ path, fullPath }, { path: '/modeller' })
const loads = () => [...location.assign.mock.calls.map(([address]) => address as string), ...location.reload.mock.calls.map(() => 'reload')]

describe('a new build', () => {
  let update: typeof import('./app-update.ts')
  beforeEach(async () => { update = await start({}) })

  test('is told of, and not taken into use', () => {
    expect(update.updateWaiting.value).toBe(false)
    workers[0]!.dispatchEvent(new Event('waiting'))
    expect(update.updateWaiting.value).toBe(true)
    expect(waiting!.postMessage).not.toHaveBeenCalled()
    expect(goTo('/prosjekter')).toBe(true)
    expect(loads()).toEqual([])
  })

  test('is taken into use when a person says so, and the page reloads once it has taken over', async () => {
    await update.takeUpdate()
    expect(waiting!.postMessage).toHaveBeenCalledExactlyOnceWith({ type: 'SKIP_WAITING' })
    expect(loads()).toEqual([])
    container.dispatchEvent(new Event('controllerchange'))
    expect(loads()).toEqual(['reload'])
  })

  test('that is kept waiting by what the page itself has under way, is loaded all the same', async () => {
    await update.takeUpdate()
    vi.advanceTimersByTime(9_000)
    expect(loads()).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect(loads()).toEqual(['reload'])
  })

  test('that has taken over by itself meanwhile is loaded at once', async () => {
    waiting = undefined
    await update.takeUpdate()
    expect(loads()).toEqual(['reload'])
  })

  test('is looked for when the app comes into view, and every hour', async () => {
    document.dispatchEvent(new Event('visibilitychange'))
    expect(workers[0]!.update).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(2 * 60 * 60_000)
    expect(workers[0]!.update).toHaveBeenCalledTimes(3)
  })
})

describe('a new build that another tab took', () => {
  beforeEach(async () => {
    await start({})
    otherTabTakesIt()
  })

  test('leaves the page that is being read alone, also when its filters change', () => {
    expect(goTo('/modeller?tema=sprak')).toBe(true)
    expect(loads()).toEqual([])
  })

  test('comes with the next page, which is loaded whole', () => {
    expect(goTo('/prosjekter?status=ny#om')).toBeInstanceOf(Promise)
    expect(loads()).toEqual(['http://feltboka.test/prosjekter?status=ny#om'])
  })

  test('comes with the page before too, whose address is there already', () => {
    location.href = 'http://feltboka.test/#sok'
    goTo('/#sok')
    expect(loads()).toEqual(['reload'])
  })
})

test('when another tab was first, saying so here reloads at once', async () => {
  const update = await start({})
  otherTabTakesIt()
  await update.takeUpdate()
  expect(loads()).toEqual(['reload'])
})

test('the first worker of all replaces nothing; the one after it does', async () => {
  await start(null)
  otherTabTakesIt()
  expect(goTo('/prosjekter')).toBe(true)
  otherTabTakesIt()
  goTo('/prosjekter')
  expect(loads()).toEqual(['http://feltboka.test/prosjekter'])
})
