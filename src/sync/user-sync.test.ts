import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../tests/support/model-operations.ts'
import { textForm } from '../../tests/support/made-up-forms.ts'
import { ModelServer, type Fault } from '../../tests/support/model-server.ts'
import { openTab, TestBrowser, type Tab } from '../../tests/support/test-device.ts'
import type { Operation } from '../domain/operations.ts'
import { layReports } from '../domain/own-reports.ts'
import { ownStatus } from '../domain/own-status.ts'
import type { Report } from '../domain/own-records.ts'
import { failure, success } from '../domain/result.ts'

let server: ModelServer
let browser: TestBrowser
let tab: Tab
let name: string
let devices = 0
beforeEach(() => {
  server = new ModelServer(3)
  browser = new TestBrowser()
  name = `user-${devices += 1}`
  tab = openTab(name, server, browser)
})

const obstacle = (n: number) => `20000000-0000-4000-8000-00000000000${n}`
const report = (id: string, text = 'Døra er stengt'): Operation => ({ kind: 'report.submit', payload: { id, form: 'hindring', formVersion: 1, answers: { text }, hidePlace: false } })
const message = (to: string, text: string): Operation => ({ kind: 'report.message', payload: { id: browser.newId(), report: to, text } })
const write = (...operations: Operation[]) => tab.outbox.add(operations, browser)
const submit = async (text?: string) => { const id = browser.newId(); await write(report(id, text)); return id }
const states = async (of = tab) => (await of.outbox.all()).map(({ delivery: { state } }) => state)
const uid = async () => (await tab.session.account())!.uid
const status = async () => ownStatus(await tab.outbox.all(), await tab.session.account())
const texts = (of: string) => server.shown('mine', of).map(({ data }) => (data as { answers?: { text: string } }).answers?.text)
const routines = () => server.requests.splice(0).map(({ routine, args }) => (routine === 'pull' ? `pull ${args.stream}` : routine))
const on = (routine: string, fault: Fault | (() => Fault | undefined | void)) => {
  server.onRequest = async (asked) => (asked !== routine ? undefined : typeof fault === 'string' ? fault : fault())
}
const heal = () => { server.onRequest = async () => {} }

/** Signs a person in by e-mail, with the roles they have. */
async function signIn(email: string, ...roles: Role[]): Promise<string> {
  await tab.session.requestCode(email)
  expect(await tab.session.enterCode(server.auth.codes.get(email)!)).toEqual(success(undefined))
  server.roles.set(await uid(), roles)
  return uid()
}

describe('who only reads', () => {
  test('is nobody: no user is made and nothing is asked in anyone\'s name', async () => {
    await tab.loop.syncNow()
    expect(routines()).toEqual(['pull library', 'pull register'])
    expect(await tab.session.account()).toBeUndefined()
    expect(await status()).toMatchObject({ signedInAs: 'nobody', everythingSent: true })
  })
})

describe('a report that does not fit its form', () => {
  test('needs help, with what is wrong with each answer, and goes once that is mended', async () => {
    server.forms.set('hindring', textForm(['text'], { text: 5 }))
    const id = await submit('Døra er stengt')
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toEqual([{ state: 'needs-help', code: 'invalid', field: 'answers', fields: { text: 'too-long' } }])
    await tab.outbox.giveUp((await tab.outbox.all())[0]!.opId)
    await write(report(id, 'Stopp'))
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(texts(await uid())).toEqual(['Stopp'])
  })
})

describe('the first report', () => {
  test('makes an anonymous user, is sent and comes back', async () => {
    const id = await submit()
    expect(await status()).toMatchObject({ signedInAs: 'nobody', waiting: 1, everythingSent: false })
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(routines()).toEqual(['signup', 'push', 'pull mine', 'pull library', 'pull register'])
    expect(server.shown('mine', await uid())).toMatchObject([{ id, slug: 'M-2026-1' }])
    expect(await tab.own(await uid()).mine.toArray()).toMatchObject([{ id, kind: 'report', data: { number: 'M-2026-1', status: 'received' } }])
    expect(await status()).toMatchObject({ signedInAs: 'anonymous', waiting: 0, confirmed: 0, everythingSent: true, confirmedAt: browser.time })
    expect(await tab.outbox.all()).toEqual([])
  })

  test('is seen as written, then as confirmed, then as fetched', async () => {
    await submit('Ingen åpner')
    const seen = async () => {
      const account = await tab.session.account()
      const own = account && tab.own(account.uid)
      return layReports(await own?.mine.toArray() ?? [], await tab.outbox.visible(), await own?.cursors.get('mine')).map((one) => [one.answers.text, one.number, one.where.at])
    }
    expect(await seen()).toEqual([['Ingen åpner', undefined, 'device']])
    on('pull', 'broken')
    await tab.loop.syncNow()
    expect(await seen()).toEqual([['Ingen åpner', 'M-2026-1', 'server']])
    expect(await status()).toMatchObject({ confirmed: 1, everythingSent: true })
    heal()
    await tab.loop.syncNow()
    expect(await seen()).toEqual([['Ingen åpner', 'M-2026-1', 'fetched']])
  })

  test.each<Fault>(['unreachable', 'lost', 'cut', 'html', 'truncated', 'malformed', 'busy', 'broken', 'broken late'])(
    'has one effect, whatever becomes of the answer (%s), and is never called sent before that is known', async (fault) => {
      await submit()
      on('push', fault)
      expect((await tab.loop.syncNow()).ok).toBe(false)
      expect(await status()).toMatchObject({ waiting: 1, confirmed: 0, everythingSent: false })
      heal()
      expect(await tab.loop.syncNow()).toEqual(success(undefined))
      expect([server.effects.length, server.shown('mine', await uid()).length, await states()]).toEqual([1, 1, []])
    })

  test('waits when no user can be made, and nothing is lost', async () => {
    await submit()
    on('signup', 'html')
    expect((await tab.loop.syncNow()).ok).toBe(false)
    expect([await tab.session.account(), await states()]).toEqual([undefined, ['waiting']])
  })
})

describe('a double submission', () => {
  test('by two tabs that send at once has one effect', async () => {
    await submit()
    await tab.loop.syncNow()
    await submit('nr. 2')
    const other = openTab(name, server)
    await Promise.all([tab.loop.syncNow(), other.loop.syncNow()])
    expect(server.effects.length).toBe(2)
    expect(server.shown('mine', await uid()).length).toBe(2)
    expect(await states()).toEqual([])
  })

  test('by two tabs that make the first user at once has one owner', async () => {
    await submit()
    const other = openTab(name, server)
    await Promise.all([tab.loop.syncNow(), other.loop.syncNow()])
    expect([server.effects.length, server.shown('mine', await uid()).length]).toEqual([1, 1])
  })
})

test('a kill at any step leaves the queue going: the next start sends the rest, once', async () => {
  for (let steps = 0; ; steps++) {
    const before = server.effects.length
    const ids = [await submit(), await submit()]
    tab.fuse.steps = steps
    const done = (await tab.loop.syncNow()).ok
    tab.close()
    tab = openTab(name, server, browser)
    await tab.loop.syncNow()
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect([server.effects.length - before, await states()]).toEqual([2, []])
    expect(server.shown('mine', await uid()).filter(({ id }) => ids.includes(id)).length).toBe(2)
    if (done) break
  }
})

describe('what is refused', () => {
  test('needs help, is not sent, and holds nothing else back', async () => {
    const first = await submit()
    await tab.loop.syncNow()
    await write(message(first, 'x'.repeat(4001)), message(browser.newId(), 'til noe som ikke finnes'))
    await submit('nr. 2')
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toEqual([
      { state: 'needs-help', code: 'too-large', field: 'text' }, { state: 'needs-help', code: 'not-found', field: 'report' },
    ])
    expect(await status()).toMatchObject({ needsHelp: 2, waiting: 0, everythingSent: false })
    server.requests.length = 0
    await tab.loop.syncNow()
    expect(routines(), 'and is not sent over and over').not.toContain('push')
  })

  test('is sent again on a word, once it can be', async () => {
    await write({ kind: 'seminar.join', payload: { id: browser.newId(), seminar: 'oppvekst' } })
    await tab.loop.syncNow()
    server.put('library', obstacle(9), { kind: 'seminar', slug: 'oppvekst', data: { title: '', related: [] } })
    await tab.outbox.tryAgain((await tab.outbox.all())[0]!.opId, browser)
    await tab.loop.syncNow()
    expect(await states()).toEqual([])
    expect(server.shown('mine', await uid())).toMatchObject([{ kind: 'membership', slug: 'oppvekst' }])
  })
})

describe('many operations', () => {
  test('go in lots, each thing in its order', async () => {
    const ids: string[] = []
    for (let n = 0; n < 60; n++) ids.push(await submit(`${n}`))
    await write(message(ids[0]!, 'en'), message(ids[0]!, 'to'), { kind: 'report.withdraw', payload: { report: ids[0]! } })
    await tab.loop.syncNow()
    const pushed = server.requests.flatMap(({ routine, args }) => (routine === 'push' ? [(args.ops as unknown[]).length] : []))
    expect(pushed).toEqual([50, 11, 1, 1])
    const thread = server.shown('mine', await uid()).filter(({ kind }) => kind === 'message').sort((a, b) => a.rev - b.rev)
    expect(thread.map(({ data }) => (data as unknown as { text: string }).text)).toEqual(['en', 'to'])
    expect(await states()).toEqual([])
  })

  test('of which one is put off are never overtaken by what comes after it', async () => {
    server.put('library', obstacle(9), { kind: 'seminar', slug: 'oppvekst', data: { title: '', related: [] } })
    const id = browser.newId()
    await write(
      { kind: 'seminar.join', payload: { id: browser.newId(), seminar: 'oppvekst' } }, { kind: 'seminar.leave', payload: { seminar: 'oppvekst' } },
      report(id), message(id, 'til den som ikke er sendt'),
    )
    server.putsOff = (_, kind) => kind === 'seminar.join' || kind === 'report.submit'
    expect(await tab.loop.syncNow()).toEqual(failure('too-many', 5))
    expect([await states(), server.effects]).toEqual([['waiting', 'waiting', 'waiting', 'waiting'], []])
    server.putsOff = () => false
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(server.shown('mine', await uid()).map(({ kind }) => kind).sort()).toEqual(['message', 'report'])
  })

  test('that the server finds too large together go in smaller lots, and the one to blame needs help', async () => {
    let refused = 0
    const strict: Pick<ModelServer, 'fetch'> = { fetch: async (input, init) => {
      const poisoned = String(init?.body).includes('for mye')
      if (String(input).endsWith('/push') && poisoned) { refused++; return new Response('', { status: 413 }) }
      return server.fetch(input, init)
    } }
    tab = openTab(name, strict, browser)
    for (let n = 0; n < 9; n++) await submit(n === 4 ? 'for mye' : `${n}`)
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toEqual([{ state: 'needs-help', code: 'too-large' }])
    expect([refused > 1, server.effects.length]).toEqual([true, 8])
  })

  test('beyond the rate wait as long as the server says, and none is lost', async () => {
    for (let n = 0; n < 310; n++) await submit(`${n}`)
    expect(await tab.loop.syncNow()).toEqual(failure('too-many', 600))
    expect(await status()).toMatchObject({ waiting: 10, everythingSent: false })
    server.time += 600_000
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect([server.effects.length, await states()]).toEqual([310, []])
  })
})

describe('an answer made for another user', () => {
  test('is none: nothing is applied, neither of what is sent nor of what is fetched', async () => {
    await submit()
    await tab.loop.syncNow()
    await submit('nr. 2')
    const lost: Pick<ModelServer, 'fetch'> = { fetch: async (input, init) => {
      const answer = await (await server.fetch(input, init)).json() as { uid?: string | null }
      return Response.json(answer.uid ? { ...answer, uid: null, rows: [], count: 0, digest: 0 } : answer)
    } }
    const held = await tab.own(await uid()).mine.toArray()
    tab.close()
    tab = openTab(name, lost, browser)
    expect(await tab.loop.syncNow()).toMatchObject(failure('unreadable'))
    expect(await states()).toEqual(['waiting'])
    expect(await tab.own(await uid()).mine.toArray()).toEqual(held)
  })
})

describe('a restore on the server', () => {
  test('that has forgotten a report gets it again, before it has left the device', async () => {
    await submit('en')
    await tab.loop.syncNow()
    const backup = server.backup()
    await submit('to')
    on('pull', 'broken')
    await tab.loop.syncNow()
    expect(await states()).toEqual(['applied'])
    server.restore(backup)
    heal()
    await tab.loop.syncNow()
    await tab.loop.syncNow()
    expect([texts(await uid()).sort(), await states()]).toEqual([['en', 'to'], []])
  })

  test('that has forgotten a joining gets it again before the leaving that came after it', async () => {
    server.put('library', obstacle(9), { kind: 'seminar', slug: 'oppvekst', data: { title: '', related: [] } })
    const backup = server.backup()
    await write({ kind: 'seminar.join', payload: { id: browser.newId(), seminar: 'oppvekst' } })
    on('pull', 'broken')
    await tab.loop.syncNow()
    server.restore(backup)
    heal()
    await write({ kind: 'seminar.leave', payload: { seminar: 'oppvekst' } })
    await tab.loop.syncNow()
    await tab.loop.syncNow()
    expect([server.effects.length, server.shown('mine', await uid()), await states()]).toEqual([3, [], []])
  })

  test('that still has it makes no second', async () => {
    await submit('en')
    on('pull', 'broken')
    await tab.loop.syncNow()
    server.restore(server.backup())
    heal()
    await tab.loop.syncNow()
    await tab.loop.syncNow()
    expect([server.effects.length, texts(await uid()), await states()]).toEqual([1, ['en'], []])
  })
})

describe('a token past its time', () => {
  beforeEach(async () => {
    await submit()
    await tab.loop.syncNow()
    server.auth.expireTokens()
    await submit('nr. 2')
    routines()
  })

  test('is renewed once, when the server will not have it', async () => {
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(routines()).toEqual(['push', 'token', 'push', 'pull mine', 'pull library', 'pull register'])
  })

  test('hides nothing and loses nothing for a month without a network', async () => {
    server.onRequest = async () => 'unreachable'
    for (let day = 0; day < 30; day++) await tab.loop.wake()
    expect(await status()).toMatchObject({ signedInAs: 'anonymous', waiting: 1 })
    expect(await tab.own(await uid()).mine.count()).toBe(1)
    heal()
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(server.effects.length).toBe(2)
  })

  test.each<Fault>(['unreachable', 'lost', 'cut', 'html', 'truncated', 'malformed', 'busy', 'broken', 'broken late'])('signs nobody out when its renewal meets %s', async (fault) => {
    on('token', fault)
    expect((await tab.loop.syncNow()).ok).toBe(false)
    expect(await status()).toMatchObject({ signedInAs: 'anonymous', waiting: 1, everythingSent: false })
    heal()
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
  })

  test('that the server goes on refusing is the server\'s fault', async () => {
    const { fetch } = server
    const broken = openTab(name, { fetch: async (input, init) => (String(input).includes('/rest/') && new Headers(init?.headers).has('Authorization') ? new Response('{}', { status: 401 }) : fetch(input, init)) }, browser)
    expect(await broken.loop.syncNow()).toMatchObject(failure('server'))
    expect(await status()).toMatchObject({ signedInAs: 'anonymous' })
  })
})

describe('a session that Auth has ended', () => {
  let before: string
  beforeEach(async () => {
    before = await signIn('kari@oslo.no')
    await submit()
    await tab.loop.syncNow()
    await submit('nr. 2')
    server.auth.endSessions(before)
  })

  test('asks to sign in again, shows what there is, keeps the outbox, and everyone\'s content still comes', async () => {
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(tab.reports.at(-1)!.failures).toEqual({ own: 'signed-out' })
    expect(await status()).toMatchObject({ signedInAs: 'expired', uid: before, waiting: 1, everythingSent: false })
    expect(await tab.own(before).mine.count()).toBe(1)
    routines()
    await tab.loop.syncNow()
    expect(routines(), 'and Auth is left in peace').toEqual(['pull library', 'pull register'])
  })

  test('goes on where it was when the same person signs in', async () => {
    await tab.loop.syncNow()
    expect(await signIn('kari@oslo.no')).toBe(before)
    await tab.loop.syncNow()
    expect([texts(before).length, await states()]).toEqual([2, []])
  })

  test('keeps the work its owner\'s when somebody else signs in', async () => {
    await tab.loop.syncNow()
    const other = await signIn('ola@oslo.no')
    await submit('Olas')
    await tab.loop.syncNow()
    expect(texts(other)).toEqual(['Olas'])
    expect(texts(before).length).toBe(1)
    expect(await status()).toMatchObject({ waiting: 0, ofOthers: 1, everythingSent: true })
    expect((await tab.outbox.visible()).length).toBe(0)
  })
})

describe('a change of user in the middle of a push', () => {
  test('sends nothing under the other\'s name, stores nothing in the other\'s store, and then serves the other', async () => {
    const kari = await signIn('kari@oslo.no')
    for (let n = 0; n < 60; n++) await submit(`Karis ${n}`)
    let pushes = 0
    let ola = ''
    server.onRequest = async (routine) => {
      if (routine !== 'push' || (pushes += 1) > 1) return
      await tab.session.signOut({ leaveUnsent: true })
      ola = await signIn('ola@oslo.no')
      await submit('Olas')
    }
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(texts(ola)).toEqual(['Olas'])
    expect(texts(kari).length).toBe(50)
    expect((await tab.own(ola).mine.toArray()).map(({ data }) => (data as Partial<Report>).answers?.text)).toEqual(['Olas'])
    expect((await tab.outbox.of(kari)).length).toBeGreaterThanOrEqual(10)
    await tab.session.signOut()
    await signIn('kari@oslo.no')
    await tab.loop.syncNow()
    expect([texts(kari).length, await states()]).toEqual([60, []])
    expect(server.effects.length).toBe(61)
  })
})

describe('a role', () => {
  test('lets one see and change what is not published, and shows it until both parts of the register have come', async () => {
    const office = await signIn('kontor@oslo.no', { role: 'office' })
    const id = obstacle(1)
    await write({ kind: 'obstacle.create', payload: { id, title: 'Ventetid', description: 'Lang' } }, { kind: 'obstacle.publish', payload: { obstacle: id, published: true } })
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(await states()).toEqual([])
    expect(await tab.db.register.toArray()).toMatchObject([{ id, kind: 'obstacle', slug: 'H-2026-1' }])
    expect((await tab.own(office).internal.toArray()).map(({ kind }) => kind)).toEqual(['event', 'event'])
  })

  test('that is lost takes the rows with it, and what was waiting is refused in the open', async () => {
    const developer = await signIn('utvikler@oslo.no', { role: 'developer', organisation: 'BBJ' })
    const id = obstacle(2)
    await write({ kind: 'obstacle.create', payload: { id, title: 'Ventetid', description: 'Lang' } })
    await tab.loop.syncNow()
    expect(await tab.own(developer).internal.count()).toBe(2)
    server.roles.set(developer, [])
    await write({ kind: 'obstacle.edit', payload: { obstacle: id, base: 1, fields: { title: 'Ny' } } })
    await tab.loop.syncNow()
    expect(await tab.own(developer).internal.count()).toBe(0)
    expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toEqual([{ state: 'needs-help', code: 'forbidden' }])
  })

  test('that is gained brings what is older than the cursor (WatermelonDB 1264)', async () => {
    const developer = await signIn('utvikler@oslo.no', { role: 'developer', organisation: 'BBJ' })
    const data = { title: '', organisations: ['BSR'], models: [], projects: [], insights: [] }
    server.put('register', obstacle(4), { kind: 'obstacle', slug: 'H-2026-9', data }, { published: false })
    server.put('register', obstacle(5), { kind: 'obstacle', slug: 'H-2026-8', data: { ...data, organisations: ['BBJ'] } }, { published: false })
    await tab.loop.syncNow()
    expect((await tab.own(developer).internal.toArray()).map(({ id }) => id)).toEqual([obstacle(5)])
    server.roles.set(developer, [{ role: 'office' }])
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect((await tab.own(developer).internal.toArray()).map(({ id }) => id)).toEqual([obstacle(4), obstacle(5)])
  })

  test('brings the reports to work with, and takes them away with it', async () => {
    server.roles.set('other', [])
    server.put('mine', obstacle(6), { kind: 'report', slug: 'M-2025-1', data: { number: 'M-2025-1', form: 'hindring', answers: { text: 'Kø' }, status: 'received', place: { organisation: 'BBJ', workplace: 'Tonsenhagen' }, hidePlace: true } }, { owner: 'other' })
    const developer = await signIn('utvikler@oslo.no', { role: 'developer', organisation: 'BBJ' })
    const id = obstacle(7)
    await write(
      { kind: 'obstacle.create', payload: { id, title: 'Ventetid', description: 'Lang' } },
      { kind: 'case.connect', payload: { report: obstacle(6), obstacle: id, seen: { status: 'received' } } },
    )
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(await states()).toEqual([])
    expect((await tab.own(developer).inbox.toArray()).map(({ data }) => data)).toMatchObject([{ report: obstacle(6), status: 'connected', obstacle: 'H-2026-1' }])
    expect(JSON.stringify(await tab.own(developer).inbox.toArray())).not.toContain('Tonsenhagen')
    server.roles.set(developer, [])
    await tab.loop.syncNow()
    expect(await tab.own(developer).inbox.count()).toBe(0)
  })

  test('shows two who judge a report differently each other\'s word, and lets go of a mere look at what is gone', async () => {
    server.put('mine', obstacle(8), { kind: 'report', slug: 'M-2025-2', data: { number: 'M-2025-2', form: 'hindring', answers: {}, status: 'declined', reason: 'Løst' } }, { owner: 'other' })
    await signIn('kontor@oslo.no', { role: 'office' })
    const decline: Operation = { kind: 'case.decline', payload: { report: obstacle(8), reason: 'Feil sted', seen: { status: 'read' } } }
    await write(decline, { kind: 'case.read', payload: { report: obstacle(9) } })
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    const [left, ...others] = await tab.outbox.all()
    expect(others).toEqual([])
    expect(left!.delivery).toMatchObject({ code: 'conflict', fields: { judgement: { mine: { reason: 'Feil sted' }, theirs: { status: 'declined', reason: 'Løst' } } } })
    await tab.outbox.tryAgain(left!.opId, browser)
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(await states()).toEqual([])
    expect(server.shown('inbox', await uid())).toMatchObject([{ data: { reason: 'Feil sted' } }])
  })

  test('lets edits of one\'s own follow upon each other, and those of two people meet', async () => {
    await signIn('kontor@oslo.no', { role: 'office' })
    const id = obstacle(3)
    await write({ kind: 'obstacle.create', payload: { id, title: 'En', description: 'Lang' } })
    await tab.loop.syncNow()
    const edit = (base: number, title: string): Operation => ({ kind: 'obstacle.edit', payload: { obstacle: id, base, fields: { title } } })
    await write(edit(1, 'To'), edit(1, 'Tre'))
    await tab.loop.syncNow()
    expect(await states()).toEqual([])
    const other = openTab(`${name}-other`, server, new TestBrowser(2))
    await other.session.requestCode('annet@oslo.no')
    await other.session.enterCode(server.auth.codes.get('annet@oslo.no')!)
    server.roles.set((await other.session.account())!.uid, [{ role: 'office' }])
    await other.outbox.add([edit(1, 'Fire')], browser)
    await other.loop.syncNow()
    expect((await other.outbox.all())[0]!.delivery).toMatchObject({ state: 'needs-help', code: 'conflict', fields: { title: { mine: 'Fire', theirs: 'Tre' } } })
    await other.outbox.tryAgain((await other.outbox.all())[0]!.opId, browser)
    await other.loop.syncNow()
    expect(await states(other)).toEqual([])
    expect(server.shown('internal', await uid()).find((row) => row.id === id)!.data).toMatchObject({ title: 'Fire' })
  })
})

describe('a seminar that is not everyone\'s', () => {
  const id = obstacle(1)
  const make: Operation = { kind: 'seminar.create', payload: { id, host: 'BBJ', title: 'Språk', type: 'seminar', date: '2026-12-04' } }
  const add: Operation = { kind: 'file.add', payload: { id: obstacle(2), ref: `seminar:${id}`, title: 'Kartlegging', name: 'k.pdf', type: 'application/pdf', bytes: 3, sha256: 'a'.repeat(64), open: false } }
  const held = async (of = tab) => (await of.own((await of.session.account())!.uid).joined.orderBy('id').toArray()).map(({ kind, data: { title } }) => `${kind} ${title}`)
  /** Another device, whose user has just written something and so is anonymous. */
  async function visitor(n: number): Promise<Tab> {
    const other = openTab(`${name}-${n}`, server, new TestBrowser(n))
    await other.outbox.add([report(`30000000-0000-4000-8000-00000000000${n}`)], browser)
    await other.loop.syncNow()
    return other
  }

  test('comes to who hosts it and, once they have joined, to its members, also those without an account; and goes when they leave', async () => {
    await signIn('utvikler@oslo.no', { role: 'developer', organisation: 'BBJ' })
    await write(make, add)
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect([await states(), await held()]).toEqual([[], ['seminar Språk', 'file Kartlegging']])
    const other = await visitor(2)
    const asked = () => server.requests.splice(0).some(({ routine, args }) => routine === 'pull' && args.stream === 'joined')
    expect([asked(), await held(other)], 'who has joined nothing asks for nothing').toEqual([true, []])
    await other.loop.syncNow()
    expect(asked()).toBe(false)
    server.join((await other.session.account())!.uid, 'seminar-2026-1')
    expect(await other.loop.syncNow()).toEqual(success(undefined))
    expect(await held(other)).toEqual(['seminar Språk', 'file Kartlegging'])
    await other.outbox.add([{ kind: 'seminar.leave', payload: { seminar: 'seminar-2026-1' } }], browser)
    expect(await other.loop.syncNow()).toEqual(success(undefined))
    expect(await held(other)).toEqual([])
  })

  test('is edited by two, who see each other\'s words, and is everyone\'s when the office says so and its files are open', async () => {
    const developer = await signIn('utvikler@oslo.no', { role: 'developer', organisation: 'BBJ' })
    await write(make, add)
    await tab.loop.syncNow()
    const office = openTab(`${name}-office`, server, new TestBrowser(3))
    await office.session.requestCode('kontor@oslo.no')
    await office.session.enterCode(server.auth.codes.get('kontor@oslo.no')!)
    server.roles.set((await office.session.account())!.uid, [{ role: 'office' }])
    await office.loop.syncNow()
    const edit = (place: string): Operation => ({ kind: 'seminar.edit', payload: { seminar: id, base: 1, fields: { place } } })
    await office.outbox.add([edit('Rådhuset'), { kind: 'seminar.publish', payload: { seminar: id, published: true } }], browser)
    await office.loop.syncNow()
    expect((await office.outbox.all()).map(({ delivery }) => delivery)).toEqual([{ state: 'needs-help', code: 'not-allowed', field: 'files' }])
    await write(edit('Deichman'))
    await tab.loop.syncNow()
    expect((await tab.outbox.all()).map(({ delivery }) => delivery)).toMatchObject([{ code: 'conflict', fields: { place: { mine: 'Deichman', theirs: 'Rådhuset' } } }])
    await tab.outbox.tryAgain((await tab.outbox.all())[0]!.opId, browser)
    await write({ kind: 'file.open', payload: { file: obstacle(2) } })
    await tab.loop.syncNow()
    expect([await states(), (await tab.own(developer).joined.get(id))!.data]).toMatchObject([[], { place: 'Deichman' }])
    await office.outbox.tryAgain((await office.outbox.all())[0]!.opId, browser)
    expect(await office.loop.syncNow()).toEqual(success(undefined))
    expect([await states(office), await held(office), await office.db.documents.count()]).toEqual([[], [], 2])
  })

  test('is a former host\'s no more', async () => {
    const developer = await signIn('utvikler@oslo.no', { role: 'developer', organisation: 'BBJ' })
    await write(make)
    await tab.loop.syncNow()
    server.roles.set(developer, [])
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(await held()).toEqual([])
  })
})

test('who signs out in a tab that has only been nobody\'s leaves nothing of what another tab had fetched', async () => {
  await tab.loop.syncNow()
  const other = openTab(name, server, browser)
  await other.outbox.add([report(browser.newId())], browser)
  await other.loop.syncNow()
  const fetched = other.own(await uid()).name
  other.close()
  await tab.session.signOut()
  await tab.loop.syncNow()
  expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(fetched)
})

test('what cannot be removed of another user does not hold back what this one has written', async () => {
  const first = await signIn('kari@oslo.no')
  await tab.loop.syncNow()
  await tab.session.signOut()
  await signIn('ola@oslo.no')
  const refusing = tab.own(first)
  refusing.close = () => { throw new DOMException('not now', 'UnknownError') }
  await submit('Olas')
  expect(await tab.loop.syncNow()).toEqual(success(undefined))
  expect(texts(await uid())).toEqual(['Olas'])
})
