import type { StandIn } from '../../supabase/local/stand-in.ts'
import { openTab, TestBrowser, type Tab } from './test-device.ts'

/** A device with the real client, whose network leads to a stand-in. `name` is its own among those of a test file. */
export function deviceOf(standIn: () => StandIn, name: string, number: number): { tab: Tab; browser: TestBrowser } {
  const browser = new TestBrowser(number)
  const tab = openTab(`${name}-${number}`, {
    fetch: (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('apikey', standIn().publishableKey)
      return fetch(String(input).replace('http://server.test', standIn().url), { ...init, headers })
    },
  }, browser)
  return { tab, browser }
}
