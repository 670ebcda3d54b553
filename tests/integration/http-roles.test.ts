import { randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { withClient } from '../support/database.ts'
import { newObstacle, op, type Op, type OpAnswer } from '../support/pushing.ts'
import { insertModel, prepareForm, writing } from '../support/streams.ts'

/**
 * What each may see and do, as the client library asks over HTTP, with tokens that Auth gave. What the tables themselves
 * let through is tried in `policy-matrix.test.ts`; over HTTP there is nothing but these functions.
 */
const personas = ['anon', 'anonymous', 'staff', 'developer', 'otherDeveloper', 'office', 'recipient', 'otherRecipient', 'formerOffice'] as const
type Persona = (typeof personas)[number]
type Given = Partial<Record<Persona, string>>

const roles: Partial<Record<Persona, [role: string, organisation: string | null, body: string | null]>> = {
  staff: ['staff', 'BAL', null], developer: ['developer', 'BAL', null], otherDeveloper: ['developer', 'BSR', null], office: ['office', null, null],
  recipient: ['recipient', null, 'nav'], otherRecipient: ['recipient', null, 'hls'], formerOffice: ['office', null, null],
}

let standIn: StandIn
let snapshot: string
let report: string
const clients = {} as Record<Persona, SupabaseClient>
const sql = <Row extends object = object>(text: string, values: unknown[] = []) => withClient(standIn.databaseUrl, (client) => client.query<Row>(text, values))

async function signIn(client: SupabaseClient, email: string): Promise<string> {
  expect((await client.auth.signInWithOtp({ email })).error).toBeNull()
  const mails = await (await fetch(`${standIn.url}/mailbox.json`)).json() as { to: string; code: string }[]
  const { data, error } = await client.auth.verifyOtp({ email, token: mails.find(({ to }) => to === email)!.code, type: 'email' })
  expect(error).toBeNull()
  return data.user!.id
}

interface Obstacle { published?: boolean; organisations?: string; addressedTo?: string; status?: string; mergedInto?: string }
/** Enters an obstacle: one that is lifted, is BAL's, and that NAV is asked about, unless told otherwise. */
async function enter({ published = true, organisations = '{BAL}', addressedTo = '{nav}', status = 'escalated', mergedInto }: Obstacle = {}): Promise<{ id: string; number: string }> {
  const id = randomUUID()
  const { rows: [row] } = await withClient(standIn.databaseUrl, (client) => writing(client, () => client.query<{ number: string }>(`
    insert into public.obstacles (id, number, year, serial, title, description, kind, organisations, addressed_to, status, merged_into, reviewed, as_of, published)
    select $1, 'H-2031-' || n, 2031, n, 'Ingen tolk', '…', 'structural', $2, $3, $4, $5, '2026-11-26', '2026-11-26', $6 from (select count(*) + 1 as n from public.obstacles) one returning number`,
  [id, organisations, addressedTo, status, mergedInto ?? null, published])))
  return { id, number: row!.number }
}

beforeAll(async () => {
  standIn = await startStandIn({ prepare: async (databaseUrl) => {
    await prepareForm(databaseUrl)
    await withClient(databaseUrl, (client) => writing(client, async () => {
      await insertModel(client, 'm', { title: 'M', components: [{ id: 'del-a', title: 'A', text: '…' }] })
      await client.query(`insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state'), ('hls', 'Byrådsavdeling for helse', 'municipality')`)
    }))
  } })
  for (const persona of personas) {
    clients[persona] = createClient(standIn.url, standIn.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } })
    if (persona === 'anonymous') await clients[persona].auth.signInAnonymously()
    else if (persona !== 'anon') {
      const uid = await signIn(clients[persona], `${persona.toLowerCase()}@example.com`)
      if (roles[persona]) await sql('insert into public.role_assignments (user_id, role, organisation, body) values ($1, $2, $3, $4)', [uid, ...roles[persona]])
      if (persona === 'formerOffice') await sql('delete from public.role_assignments where user_id = $1', [uid])
    }
  }
  const open = await enter()
  await enter({ published: false })
  await enter({ published: false, organisations: '{}', addressedTo: '{}' })
  report = randomUUID()
  expect(await pushed('anonymous', op('report.submit', { id: report, form: 'meld', formVersion: 1, answers: { hva: 'Ingen tolk' }, place: { district: 'BAL', service: 'skole', workplace: 'Lia' }, hidePlace: true }))).toBe('applied')
  await withClient(standIn.databaseUrl, (client) => writing(client, () => client.query(`
    insert into public.reports (id, owner, number, year, serial, form, form_version, answers, place, hide_place, obstacle, status)
    select gen_random_uuid(), gen_random_uuid(), 'M-2031-' || n, 2031, n, 'hindring', 1, '{}', '{"district": "BAL", "service": "skole"}', false, $1, 'connected' from generate_series(901, 905) n`, [open.number])))
  await sql('select private.refresh_tallies()')
  await sql('select private.refresh_report_counts()')
  snapshot = randomUUID()
  expect(await pushed('office', op('register.freeze', { id: snapshot, name: 'Prøve' }))).toBe('applied')
}, 60_000)
afterAll(() => standIn?.stop())

/** What a push of one thing is answered: what became of it, or the code of a refusal to answer at all. */
async function pushed(persona: Persona, one: Op): Promise<string> {
  const { data, error } = await clients[persona].rpc('push', { client: 1, ops: [one] })
  if (error) return error.code
  const [answer] = (data as { answers: OpAnswer[] }).answers
  return [answer!.status, answer!.code, answer!.field].filter(Boolean).join(' ')
}
/** How many rows of each kind one pulls under a name. */
async function pulled(persona: Persona, stream: string): Promise<string> {
  const { data, error } = await clients[persona].rpc('pull', { stream })
  if (error) return error.code
  const kinds = Map.groupBy((data as { rows: { kind: string }[] }).rows, ({ kind }) => kind)
  return [...kinds].map(([kind, rows]) => `${rows.length} ${kind}`).sort().join(', ')
}
const everyone = (answer: string): Given => Object.fromEntries(personas.map((persona) => [persona, answer]))
/** The same answer for everyone with a token; who has none is not let in. */
const signedIn = (answer: string): Given => ({ ...everyone(answer), anon: '42501' })
/** Nobody but these. */
const only = (...those: Persona[]): Given => ({ ...signedIn('rejected forbidden'), ...Object.fromEntries(those.map((persona) => [persona, 'applied'])) })

test.each([
  ['register', everyone('1 obstacle, 1 reportCount, 1 tally, 2 body')],
  ['internal', { ...signedIn(''), developer: '1 obstacle', recipient: '1 obstacle', office: '1 snapshot, 2 obstacle' }],
  ['inbox', { ...everyone(''), developer: '6 case', office: '6 case' }],
  ['mine', { ...signedIn('1 role'), anonymous: '1 report', formerOffice: '' }],
])('each pulls as much under «%s» as is theirs to see', async (stream, expected) => {
  for (const persona of personas) expect.soft(await pulled(persona, stream), persona).toBe((expected as Given)[persona])
})

test('who keeps the place back is known by district and service to a developer, and by all of it to the office', async () => {
  const placeFor = async (persona: Persona) => {
    const { data } = await clients[persona].rpc('pull', { stream: 'inbox' })
    return (data as { rows: { data: { report: string; place: object } }[] }).rows.find((row) => row.data.report === report)!.data.place
  }
  expect(await placeFor('developer')).toEqual({ district: 'BAL', service: 'skole' })
  expect(await placeFor('office')).toEqual({ district: 'BAL', service: 'skole', workplace: 'Lia' })
})

test('the counts tell everyone as much as they say, and no more', async () => {
  const { data } = await clients.anon.rpc('pull', { stream: 'register' })
  const rows = (data as { rows: { kind: string; data: object }[] }).rows
  expect(rows.filter(({ kind }) => kind === 'reportCount').map((row) => row.data)).toEqual([{ year: 2031, district: 'BAL', service: 'skole', reports: 5 }])
})

test('a snapshot is the office\'s, and nobody else is told that there is one', async () => {
  for (const persona of personas) {
    const { data, error } = await clients[persona].rpc('snapshot', { id: snapshot })
    expect(error).toBeNull()
    const { rows } = data as { rows: object[] | null }
    expect.soft(rows === null ? null : rows.length > 0, persona).toBe(persona === 'office' ? true : null)
    expect.soft(((await clients[persona].rpc('page', { kind: 'snapshot', slug: snapshot })).data as { rows: object[] }).rows, persona).toEqual([])
  }
})

test('people and roles are for the office', async () => {
  const status = async (persona: Persona, name: string, more: object) => {
    const { data, error } = await clients[persona].rpc(name, more)
    return error ? error.code : (data as { status: string }).status
  }
  for (const persona of personas) {
    const refused = persona === 'anon' ? '42501' : 'forbidden'
    const isOffice = persona === 'office'
    expect.soft(await status(persona, 'people', {}), persona).toBe(isOffice ? 'shown' : refused)
    expect.soft(await status(persona, 'give_role', { email: `${persona}@oslo.no`, role: 'office' }), persona).toBe(isOffice ? 'invited' : refused)
    expect.soft(await status(persona, 'take_role', { id: randomUUID() }), persona).toBe(isOffice ? 'gone' : refused)
  }
  const { rows } = await sql<{ email: string }>('select email from private.invitations order by 1')
  expect(rows).toEqual([{ email: 'office@oslo.no' }])
})

test('no private function and no chore is within reach', async () => {
  for (const persona of personas) {
    for (const name of ['refresh_tallies', 'refresh_report_counts', 'counted_places', 'run_chores', 'known_sections', 'register_now']) {
      expect.soft((await clients[persona].rpc(name)).error?.code, `${persona} ${name}`).toBe('PGRST202')
      expect.soft((await clients[persona].schema('private' as 'public').rpc(name)).error?.code, `${persona} private.${name}`).toBe('PGRST106')
    }
  }
})

type About = Awaited<ReturnType<typeof enter>>
/** What is tried, by whom it is done, and what the others are told. Each tries it on an obstacle of its own. */
const attempts: [what: string, attempt: (about: About, other: About) => Op, expected: Given, entered?: Obstacle][] = [
  ['edit what parts it concerns', ({ id }) => op('obstacle.edit', { obstacle: id, base: 0, fields: { sections: ['model:m#del-a'] } }), only('developer', 'office')],
  ['make one of a part', () => newObstacle({ sections: ['model:m#del-a'] }), only('developer', 'otherDeveloper', 'office')],
  ['lift', ({ id }) => op('obstacle.escalate', { id: randomUUID(), obstacle: id, bodies: ['hls'], date: '2026-11-26', due: '2027-01-31' }), only('office')],
  ['set a day to answer by', ({ id }) => op('obstacle.deadline', { obstacle: id, body: 'nav', due: '2027-01-31' }), only('office')],
  ['merge', ({ id }, other) => op('obstacle.merge', { obstacle: id, into: other.id }), only('office')],
  ['ask those who reported', ({ id }) => op('obstacle.ask', { obstacle: id }), only('developer', 'office')],
  ['answer for NAV', ({ id }) => op('obstacle.follow-up', { id: randomUUID(), obstacle: id, way: 'svar', text: 'Vi ser på det.', date: '2026-11-26', public: true, body: 'nav' }), only('developer', 'office', 'recipient')],
  ['note what was done', ({ id }) => op('obstacle.follow-up', { id: randomUUID(), obstacle: id, way: 'veiledning', text: 'Kurs.', date: '2026-11-26', public: false }), { ...only('developer', 'office'), recipient: 'rejected forbidden way' }],
  ['move to another state', ({ id }) => op('obstacle.move', { obstacle: id, from: 'escalated', to: 'following-up' }), only('developer', 'office')],
  ['take it back', ({ id }) => op('obstacle.publish', { obstacle: id, published: false }), only('office')],
  ['freeze the register', () => op('register.freeze', { id: randomUUID(), name: 'Prøve' }), only('office')],
  ['say that it is still so', () => op('report.still', { report, answer: 'yes' }), { ...signedIn('rejected not-found report'), anonymous: 'rejected not-allowed' }],
]
test.each(attempts)('%s: those who may, and nobody else', async (_, attempt, expected) => {
  for (const persona of personas) expect.soft(await pushed(persona, attempt(await enter(), await enter())), persona).toBe(expected[persona])
})

test('what is merged is parted by the office alone, and nothing else is done about it meanwhile', async () => {
  const root = await enter()
  for (const persona of personas) {
    const { id } = await enter({ mergedInto: root.number })
    expect.soft(await pushed(persona, op('obstacle.ask', { obstacle: id })), persona).toBe({ ...only(), developer: 'rejected not-allowed obstacle', office: 'rejected not-allowed obstacle' }[persona])
    expect.soft(await pushed(persona, op('obstacle.part', { obstacle: id })), persona).toBe(only('office')[persona])
  }
})

test('reports are moved to another obstacle by those who work with them, and their writer is told', async () => {
  const { rows: [{ number } = { number: '' }] } = await sql<{ number: string }>('select number from public.reports where id = $1', [report])
  let seen: object = { status: 'received' }
  for (const persona of personas) {
    const to = await enter()
    const answer = await pushed(persona, op('case.connect', { report, obstacle: to.id, seen }))
    expect.soft(answer, persona).toBe(only('developer', 'office')[persona])
    if (answer === 'applied') seen = { status: 'connected', obstacle: to.number }
  }
  const [first, second] = [await enter(), await enter()]
  const { data } = await clients.office.rpc('push', { client: 1, ops: [op('case.connect', { report, obstacle: first.id, seen }), op('case.connect', { report, obstacle: second.id, seen: { status: 'connected', obstacle: first.number } })] })
  expect((data as { answers: OpAnswer[] }).answers.map(({ status }) => status)).toEqual(['applied', 'applied'])
  expect(await pushed('office', op('case.connect', { report, obstacle: first.id, seen })), 'two who move it meet').toBe('conflict')
  const { data: mine } = await clients.anonymous.rpc('pull', { stream: 'mine' })
  const rows = (mine as { rows: { kind: string; slug: string; data: { type?: string; obstacle?: string } }[] }).rows
  expect(rows.find(({ kind }) => kind === 'report')).toMatchObject({ slug: number, data: { obstacle: second.number, status: 'connected' } })
  expect(rows.filter(({ kind }) => kind === 'event').map((row) => [row.data.type, row.data.obstacle]).slice(-2)).toEqual([['connected', first.number], ['connected', second.number]])
  expect(await pushed('anonymous', op('report.still', { report, answer: 'no' })), 'and says whether it is still so').toBe('applied')
})

test('a role that is taken away opens nothing more, with the token that was given while one had it', async () => {
  const client = createClient(standIn.url, standIn.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } })
  const uid = await signIn(client, 'en-stund@example.com')
  await sql(`insert into public.role_assignments (user_id, role, organisation) values ($1, 'developer', 'BAL')`, [uid])
  const { id } = await enter({ published: false })
  const held = async () => ((await client.rpc('pull', { stream: 'internal' })).data as { rows: { id: string }[] }).rows.some((row) => row.id === id)
  expect(await held()).toBe(true)
  const { rows: [role] } = await sql<{ id: string }>('select id from public.role_assignments where user_id = $1', [uid])
  expect(((await clients.office.rpc('take_role', { id: role!.id })).data as { status: string }).status).toBe('taken')
  expect(await held()).toBe(false)
  expect(((await client.rpc('rows', { stream: 'internal', ids: [id] })).data as { rows: object[] }).rows).toEqual([])
  const { data } = await client.rpc('push', { client: 1, ops: [op('obstacle.ask', { obstacle: id })] })
  expect((data as { answers: OpAnswer[] }).answers).toMatchObject([{ status: 'rejected', code: 'forbidden' }])
})
