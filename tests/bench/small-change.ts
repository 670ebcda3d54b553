import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Browser, Page } from 'playwright-core'
import { publishableKey } from '../../supabase/local/settings.ts'
import { startStandIn } from '../../supabase/local/stand-in.ts'
import { fillLibrary } from '../support/large-streams.ts'
import { writing } from '../support/streams.ts'
import type { BenchRow } from './bench-row.ts'
import type { DeltaDevice, openDevice } from './delta-page.ts'
import { against } from './measure.ts'
import { pageScript } from './page-script.ts'
import { phone } from './phone.ts'
import { slowNetwork, slowProcessor } from './visit.ts'

const rounds = 24
const few = 100
const many = 10_000

/** P6: one changed document on a phone that holds many, against one round trip to the same server; and what of it goes over the wire. */
export async function benchSmallChange(browser: Browser): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'feltboka-bench-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><script src="device.js"></script>')
  writeFileSync(join(folder, 'device.js'), await pageScript('delta-page.ts'))
  const standIn = await startStandIn({ siteFolder: folder })
  const server = new Client({ connectionString: standIn.databaseUrl })
  const context = await browser.newContext(phone)
  try {
    await server.connect()
    const page = await context.newPage()
    await page.goto(standIn.url)
    await page.evaluate(([url, key]) => {
      const { openDevice: open } = globalThis as unknown as { openDevice: typeof openDevice }
      Object.assign(globalThis, { device: open(url, key) })
    }, [standIn.url, publishableKey] as const)
    await fill(server, page, 0, few)
    const bytesOfFew = await bytesOfChange(server, page, few)
    await fill(server, page, few, many)
    const bytesOfMany = await bytesOfChange(server, page, many)
    const session = await slowProcessor(page)
    const near = await benchTimes(server, page, 'uten ventetid på nettet')
    await slowNetwork(session)
    return [
      ...await benchTimes(server, page, 'langsomt 4G', 1.5),
      ...near,
      against({ id: 'P6', what: 'ett endret dokument, 10 000 lagret: over nettet', reference: 'det samme, 100 lagret', unit: 'B' }, bytesOfMany, bytesOfFew, 1.01),
    ]
  } finally {
    await context.close()
    await server.end()
    await standIn.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(server: Client, page: Page, from: number, until: number): Promise<void> {
  await writing(server, () => fillLibrary(server, until - from, from + 1))
  await server.query('vacuum analyze')
  await timed(page, 'pull', until)
}

async function benchTimes(server: Client, page: Page, network: string, atMost?: number): Promise<BenchRow[]> {
  const [pulled, synced, asked]: [number[], number[], number[]] = [[], [], []]
  // The first round also compiles the code.
  for (let round = 0; round <= rounds; round++) {
    const before = await change(server)
    const ask = () => timed(page, 'ask', before.epoch, before.head)
    const early = round % 2 === 0 ? await ask() : undefined
    const pull = await timed(page, 'pull', many)
    const trip = early ?? await ask()
    await change(server)
    const sync = await timed(page, 'sync')
    if (round > 0) { pulled.push(pull); asked.push(trip); synced.push(sync) }
  }
  const reference = 'én rundtur til den samme tjeneren'
  return [
    against({ id: 'P6', what: `ett endret dokument, 10 000 lagret, ${network}`, reference, unit: 'ms' }, pulled, asked, atMost),
    against({ id: 'P6', what: `… hele synken, som spør etter to strømmer, ${network}`, reference, unit: 'ms' }, synced, asked),
  ]
}

/** What a changed document costs on the wire: the answer with its headers, and what was asked. */
async function bytesOfChange(server: Client, page: Page, held: number): Promise<number[]> {
  const session = await page.context().newCDPSession(page)
  const samples: number[] = []
  let bytes = 0
  session.on('Network.requestWillBeSent', ({ request }) => { bytes += request.postData?.length ?? 0 })
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength })
  await session.send('Network.enable')
  for (let round = 0; round < 5; round++) {
    await change(server)
    bytes = 0
    await timed(page, 'pull', held)
    samples.push(bytes)
  }
  await session.detach()
  return samples
}

let changes = 100

/** Changes one document, in as many letters each time. Returns where the stream stood before. */
async function change(server: Client): Promise<{ epoch: string; head: number }> {
  const { rows: [stream] } = await server.query<{ epoch: string; head: string }>(`select epoch, head from public.streams where stream = 'library'`)
  changes += 1
  await writing(server, () => server.query(`update public.documents set data = data || $1 where slug = 'modell-50'`, [{ title: `Endring ${changes}` }]))
  return { epoch: stream!.epoch, head: Number(stream!.head) }
}

function timed<Name extends keyof DeltaDevice>(page: Page, name: Name, ...args: Parameters<DeltaDevice[Name]>): Promise<number> {
  return page.evaluate(([verb, given]) => {
    const { device } = globalThis as unknown as { device: Record<string, (...args: unknown[]) => Promise<number>> }
    return device[verb]!(...given)
  }, [name as string, args as unknown[]] as const)
}
