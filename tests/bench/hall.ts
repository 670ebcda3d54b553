import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { publishableKey } from '../../supabase/local/settings.ts'
import { withClient } from '../support/database.ts'
import { op } from '../support/pushing.ts'
import type { BenchRow } from './bench-row.ts'
import { startBenchSite, type BenchSite } from './bench-site.ts'
import type { HallPlan, HallResult } from './hall-devices.ts'
import { figures, quantile } from './measure.ts'

const devices = 300
/** Over how long they come (ms): as a queue at the door, and when somebody says «take out your phones». */
const arrivals = [120_000, 10_000]
/** The sizes of what the seminar hands out. */
const handouts = [2_000_000, 3_000_000, 5_000_000]

/** P15: a hall of phones behind one address that have never been here, each let in and given all that it needs without a network. */
export async function benchHall(): Promise<BenchRow[]> {
  const site = await startBenchSite()
  try {
    const [code, shell] = [await openSeminar(site), shellOf(site)]
    const rows: BenchRow[] = []
    for (const within of arrivals) rows.push(...rowsOf(within, await play({ url: site.url, key: publishableKey, devices, within, code, shell })))
    return rows
  } finally {
    await site.stop()
  }
}

async function play(workerData: HallPlan): Promise<HallResult> {
  const worker = new Worker(new URL('hall-devices.ts', import.meta.url), { workerData })
  try {
    return (await once(worker, 'message') as [HallResult])[0]
  } finally {
    await worker.terminate()
  }
}

/** What the service worker keeps. */
function shellOf({ folder }: BenchSite): string[] {
  const urls = [...readFileSync(join(folder, 'sw.js'), 'utf8').matchAll(/\burl:\s*[`"']([^`"']+)[`"']|"url":"([^"]+)"/g)].map(([, bare, quoted]) => bare ?? quoted!)
  if (urls.length < 50) throw new Error(`only ${urls.length} files in the service worker's list`)
  return [...new Set(urls)].filter((url) => url !== 'index.html').map((url) => `/${url}`)
}

/** A seminar for its members, with its files and a code; answers the code. */
async function openSeminar({ url, databaseUrl }: BenchSite): Promise<string> {
  const ask = async <T>(path: string, init: RequestInit = {}, token?: string): Promise<T> => {
    const answer = await fetch(`${url}${path}`, { ...init, headers: { 'apikey': publishableKey, 'content-type': 'application/json', ...token && { authorization: `Bearer ${token}` }, ...init.headers } })
    if (!answer.ok) throw new Error(`${answer.status} ${path}: ${await answer.text()}`)
    return answer.json() as Promise<T>
  }
  const post = <T>(path: string, body: object, token?: string) => ask<T>(path, { method: 'POST', body: JSON.stringify(body) }, token)
  const { refresh_token, user } = await post<{ refresh_token: string; user: { id: string } }>('/auth/v1/signup', {})
  await withClient(databaseUrl, async (client) => {
    await client.query('update auth.users set is_anonymous = false where id = $1', [user.id])
    await client.query(`insert into public.role_assignments (user_id, role) values ($1, 'office')`, [user.id])
  })
  // Its next token says that it is anonymous no more.
  const { access_token: token } = await post<{ access_token: string }>('/auth/v1/token?grant_type=refresh_token', { refresh_token })
  const push = async (kind: string, payload: object) => {
    const { answers: [answer] } = await post<{ answers: { status: string; result?: { slug?: string } }[] }>('/rest/v1/rpc/push', { client: 1, ops: [op(kind, payload)] }, token)
    if (answer?.status !== 'applied') throw new Error(`${kind}: ${JSON.stringify(answer)}`)
    return answer.result
  }
  const made = await push('seminar.create', { id: randomUUID(), host: 'office', title: 'Samling i salen', type: 'seminar', date: new Date().toISOString().slice(0, 10) })
  const slug = made!.slug!
  for (const [place, size] of handouts.entries()) {
    const bytes = randomBytes(size)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await ask(`/storage/v1/object/files/${sha256}`, { method: 'POST', body: bytes, headers: { 'content-type': 'application/pdf' } }, token)
    await push('file.add', { id: randomUUID(), ref: `seminar:${slug}`, title: `Presentasjon ${place + 1}`, name: `presentasjon-${place + 1}.pdf`, type: 'application/pdf', bytes: size, sha256, open: false })
  }
  return (await post<{ code: string }>('/rest/v1/rpc/make_seminar_code', { seminar: slug }, token)).code
}

function rowsOf(within: number, { visits, refusals, ms }: HallResult): BenchRow[] {
  for (const why of new Set(refusals)) console.log(`  ${why}`)
  const row = (what: string, unit: string, samples: readonly number[]): BenchRow => ({ id: 'P15', what, reference: '', unit, ...figures(samples), target: '' })
  const of = (value: keyof (typeof visits)[number]) => visits.map((visit) => visit[value])
  const last = Math.max(...of('came'))
  return [
    row(`${devices} enheter på én adresse innen ${within / 1000} s: bli med`, 'ms', of('joining')),
    row('… p95', 'ms', [quantile(of('joining'), 0.95)]),
    row('… fra adressen åpnes til en er med', 'ms', of('joined')),
    row('… p95', 'ms', [quantile(of('joined'), 0.95)]),
    row('… fra adressen åpnes til alt er på enheten', 'ms', visits.map(({ came, packed }) => packed - came)),
    row('… fra den siste kommer til den siste har alt', 'ms', [ms - last]),
    row('… appen, til hver', 'B', of('shell')),
    row('… innhold, til hver', 'B', of('content')),
    row('… filer, til hver', 'B', of('files')),
    { ...row('… avvist', '', [refusals.length]), target: '0', ok: refusals.length === 0 },
  ]
}
