import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { ModelServer } from '../../tests/support/model-server.ts'
import { openTab, TestBrowser, type Tab } from '../../tests/support/test-device.ts'
import { failure, success } from '../domain/result.ts'
import type { Operation } from '../domain/operations.ts'

let server: ModelServer
let browser: TestBrowser
let tab: Tab
let devices = 0
beforeEach(() => {
  server = new ModelServer()
  browser = new TestBrowser()
  tab = openTab(`session-${devices += 1}`, server, browser)
})

const report = (): Operation => ({ kind: 'report.submit', payload: { id: browser.newId(), form: 'hindring', formVersion: 1, answers: {}, hidePlace: false } })
const write = () => tab.outbox.add([report()], browser)
const unreachable = () => { server.onRequest = async () => 'unreachable' }
const heal = () => { server.onRequest = async () => {} }
const code = (email: string) => server.auth.codes.get(email)!
const account = () => tab.session.account()
async function signIn(email: string): Promise<string> {
  await tab.session.requestCode(email)
  await tab.session.enterCode(code(email))
  return (await account())!.uid
}

describe('a code by e-mail', () => {
  test('signs in, also when the page was loaded again before it was entered', async () => {
    await tab.session.requestCode('kari@oslo.no')
    tab.close()
    tab = openTab(`session-${devices}`, server, browser)
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(success(undefined))
    expect(await account()).toMatchObject({ anonymous: false, email: 'kari@oslo.no' })
  })

  test('that is wrong, or was never asked for, is told as such', async () => {
    expect(await tab.session.enterCode('123456')).toEqual(failure('wrong-code'))
    await tab.session.requestCode('kari@oslo.no')
    expect(await tab.session.enterCode('000000')).toEqual(failure('wrong-code'))
    expect(await account()).toBeUndefined()
  })

  test('to what is no address, or without a network, says so', async () => {
    expect(await tab.session.requestCode('kari')).toEqual(failure('invalid-email'))
    unreachable()
    expect(await tab.session.requestCode('kari@oslo.no')).toEqual(failure('offline'))
  })

  test('gives an anonymous user the address, who stays the same and keeps what is theirs', async () => {
    await write()
    await tab.loop.syncNow()
    const before = (await account())!.uid
    expect(await signIn('kari@oslo.no')).toBe(before)
    expect(await account()).toMatchObject({ anonymous: false, email: 'kari@oslo.no', confirmedAt: browser.time })
  })

  test('lets an anonymous user become the one who has the address; but not away from unsent work', async () => {
    const kari = server.auth.addUser('kari@oslo.no').id
    await write()
    await tab.loop.syncNow()
    await write()
    await tab.session.requestCode('kari@oslo.no')
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(failure('unsent'))
    await tab.loop.syncNow()
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(success(undefined))
    expect((await account())!.uid).toBe(kari)
  })
})

describe('an anonymous user who has an account from before', () => {
  let kari: string
  let before: string
  beforeEach(async () => {
    kari = server.auth.addUser('kari@oslo.no').id
    server.put('mine', '00000009-0000-4000-8000-000000000001', { kind: 'report', slug: 'M-2026-99', data: {} }, { owner: kari })
    await write()
    await tab.loop.syncNow()
    before = (await account())!.uid
    await tab.session.requestCode('kari@oslo.no')
  })
  const shown = () => server.shown('mine', kari).map(({ slug }) => slug).sort()
  const claims = () => tab.device.fact('claims')
  const routines = () => server.requests.map(({ routine }) => routine)

  test('keeps the cases: they are claimed by the account, and come to the device with those it had', async () => {
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(success(undefined))
    expect(await claims()).toMatchObject([{ from: before, to: kari }])
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect(shown()).toEqual(['M-2026-1', 'M-2026-99'])
    expect((await tab.own(kari).mine.toArray()).map(({ slug }) => slug).sort()).toEqual(['M-2026-1', 'M-2026-99'])
    expect([await claims(), await tab.outbox.all()]).toEqual([[], []])
  })

  test('keeps them when the network goes after the code, and the page is closed', async () => {
    await tab.session.enterCode(code('kari@oslo.no'))
    unreachable()
    expect(await tab.loop.syncNow()).toEqual(failure('offline'))
    tab.close()
    heal()
    tab = openTab(`session-${devices}`, server, browser)
    await tab.loop.syncNow()
    expect([shown(), await claims()]).toEqual([['M-2026-1', 'M-2026-99'], []])
  })

  test('is claimed once though the answer was lost', async () => {
    await tab.session.enterCode(code('kari@oslo.no'))
    server.onRequest = async (routine) => (routine === 'claim' ? 'lost' : undefined)
    expect(await tab.loop.syncNow()).toEqual(failure('offline'))
    heal()
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect([shown(), await claims()]).toEqual([['M-2026-1', 'M-2026-99'], []])
  })

  test('stays who they are, and the code stays good, when no ticket is to be had', async () => {
    server.onRequest = async (routine) => (routine === 'begin_claim' ? 'unreachable' : undefined)
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(failure('offline'))
    expect(await account()).toMatchObject({ uid: before })
    expect(routines()).not.toContain('verify')
    heal()
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(success(undefined))
  })

  test('takes along what was written while the code was on its way, and it is sent once, by the account', async () => {
    server.onRequest = async (routine) => {
      if (routine !== 'verify') return
      heal()
      await write()
    }
    await tab.session.enterCode(code('kari@oslo.no'))
    expect(await tab.outbox.of(kari)).toMatchObject([{ delivery: { state: 'waiting' } }])
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect([shown(), await tab.outbox.all(), server.effects.length]).toEqual([['M-2026-1', 'M-2026-2', 'M-2026-99'], [], 2])
  })

  test('takes along what another tab was just sending, and it is done once', async () => {
    const other = openTab(`session-${devices}`, server, browser)
    server.onRequest = async (routine) => {
      if (routine !== 'verify') return
      server.onRequest = async (next) => (next === 'push' ? 'lost' : undefined)
      await write()
      await other.loop.syncNow()
      heal()
    }
    await tab.session.enterCode(code('kari@oslo.no'))
    expect(await tab.outbox.of(kari)).toMatchObject([{ delivery: { state: 'waiting' }, attempts: 1 }])
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect([shown(), await tab.outbox.all(), server.effects.length]).toEqual([['M-2026-1', 'M-2026-2', 'M-2026-99'], [], 2])
  })

  test('takes drafts and where they work along, but not over what the account has said', async () => {
    await tab.device.drafts.put({ id: 'd', owner: before, form: 'hindring', formVersion: 1, answers: {}, updated: 1 })
    await tab.device.keepFact('places', { [before]: { service: 'skole' } })
    await tab.session.enterCode(code('kari@oslo.no'))
    expect([(await tab.device.drafts.get('d'))!.owner, await tab.device.fact('places')]).toEqual([kari, { [kari]: { service: 'skole' } }])
    await tab.loop.syncNow()
    await tab.session.signOut()
    await tab.device.keepFact('places', { ...await tab.device.fact('places'), '': { service: 'nav' } })
    await signIn('kari@oslo.no')
    await tab.loop.syncNow()
    expect(await tab.device.fact('places')).toEqual({ [kari]: { service: 'skole' } })
  })

  test('is claimed by nobody else who signs in here before the server has answered', async () => {
    await tab.session.enterCode(code('kari@oslo.no'))
    server.onRequest = async (routine) => (routine === 'claim' ? 'broken' : undefined)
    await tab.loop.syncNow()
    expect(await tab.session.signOut()).toEqual(success(undefined))
    const ola = await signIn('ola@oslo.no')
    heal()
    await tab.loop.syncNow()
    expect(server.shown('mine', ola)).toEqual([])
    await tab.session.signOut()
    await signIn('kari@oslo.no')
    await tab.loop.syncNow()
    expect(shown()).toEqual(['M-2026-1', 'M-2026-99'])
  })

  test('whom the server has forgotten leaves only what was never sent, and nothing is claimed', async () => {
    await tab.device.drafts.put({ id: 'd', owner: before, form: 'hindring', formVersion: 1, answers: {}, updated: 1 })
    server.auth.endSessions(before)
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(success(undefined))
    expect((await tab.device.drafts.get('d'))!.owner).toBe(kari)
    await tab.loop.syncNow()
    expect([shown(), routines().includes('claim')]).toEqual([['M-2026-99'], false])
  })

  test('whom the server has forgotten lets go on a word, and the code that was sent is good still', async () => {
    await write()
    server.auth.endSessions(before)
    await tab.loop.syncNow()
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(failure('unsent'))
    expect(await tab.session.startAnew()).toEqual(success(undefined))
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(success(undefined))
    await tab.loop.syncNow()
    expect(shown()).toEqual(['M-2026-2', 'M-2026-99'])
  })

  test('a claim that is refused is not asked for again', async () => {
    await tab.session.enterCode(code('kari@oslo.no'))
    await tab.device.keepFact('claims', [{ ticket: 'too-old', from: before, to: kari }])
    expect(await tab.loop.syncNow()).toEqual(success(undefined))
    expect([await claims(), shown()]).toEqual([[], ['M-2026-99']])
  })
})

describe('the municipality\'s account', () => {
  const leave = async () => {
    const left = await tab.session.leaveForWorkAccount('https://feltboka.no/konto')
    return left.ok ? new URL(left.value).searchParams : left
  }

  test('is offered when Auth offers it', async () => {
    expect(await tab.session.offersWorkAccount()).toEqual(success(false))
    server.auth.offersAzure = true
    expect(await tab.session.offersWorkAccount()).toEqual(success(true))
  })

  test('is left for with the hash of a secret, and come back from with the secret itself', async () => {
    const asked = await leave() as URLSearchParams
    expect(Object.fromEntries(asked)).toMatchObject({ provider: 'azure', redirect_to: 'https://feltboka.no/konto', code_challenge_method: 's256', scopes: 'email' })
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    const back = server.auth.provide('kari@oslo.no', asked)
    expect(await tab.session.enterReturnCode(back)).toEqual(success(undefined))
    expect(await account()).toMatchObject({ anonymous: false, email: 'kari@oslo.no' })
    expect(await tab.session.enterReturnCode(back), 'a code is used once').toEqual(failure('wrong-code'))
  })

  test('does not let one in by a code that somebody else has put in the address', async () => {
    const others = new URLSearchParams({ code_challenge: 'x'.repeat(43), code_challenge_method: 's256' })
    expect(await tab.session.enterReturnCode(server.auth.provide('ola@oslo.no', others))).toEqual(failure('wrong-code'))
    expect(server.requests).toEqual([])
    await leave()
    expect(await tab.session.enterReturnCode(server.auth.provide('ola@oslo.no', others))).toEqual(failure('wrong-code'))
    expect(await account()).toBeUndefined()
  })

  test('claims what was reported without one, and asks for what is unsent to be sent first', async () => {
    await write()
    await tab.loop.syncNow()
    await write()
    expect(await leave()).toEqual(failure('unsent'))
    await tab.loop.syncNow()
    const back = server.auth.provide('kari@oslo.no', await leave() as URLSearchParams)
    expect(await tab.session.enterReturnCode(back)).toEqual(success(undefined))
    await tab.loop.syncNow()
    expect(server.shown('mine', (await account())!.uid).map(({ slug }) => slug)).toEqual(['M-2026-1', 'M-2026-2'])
  })
})

describe('signing out', () => {
  test('works without a network, where Supabase\'s client throws', async () => {
    await signIn('kari@oslo.no')
    await tab.device.keepFact('hosted', { uid: (await account())!.uid, codes: {} })
    unreachable()
    expect(await tab.session.signOut()).toEqual(success(undefined))
    expect([await account(), await tab.device.fact('hosted')]).toEqual([undefined, undefined])
  })

  test('without being signed in is nothing', async () => {
    expect(await tab.session.signOut()).toEqual(success(undefined))
    expect(server.requests).toEqual([])
  })

  test('with unsent work asks first; left where it is, it stays its owner\'s and hidden from others', async () => {
    const kari = await signIn('kari@oslo.no')
    await write()
    expect(await tab.session.signOut()).toEqual(failure('unsent'))
    expect(await tab.session.signOut({ leaveUnsent: true })).toEqual(success(undefined))
    await tab.loop.syncNow()
    expect([await tab.outbox.visible(), (await tab.outbox.of(kari)).length, server.effects]).toEqual([[], 1, []])
  })

  test('of an anonymous user never leaves work behind that nobody could send', async () => {
    await write()
    await tab.loop.syncNow()
    await write()
    expect(await tab.session.signOut({ leaveUnsent: true })).toEqual(failure('unsent'))
    await tab.loop.syncNow()
    expect(await tab.session.signOut()).toEqual(success(undefined))
  })

  test('takes what the server had sent off the device', async () => {
    await write()
    await tab.loop.syncNow()
    const mine = tab.own((await account())!.uid)
    expect(await mine.mine.count()).toBe(1)
    await tab.session.signOut()
    unreachable()
    await tab.loop.syncNow()
    expect(mine.isOpen()).toBe(false)
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(mine.name)
  })
})

describe('an anonymous user whom the server has forgotten', () => {
  beforeEach(async () => {
    await write()
    await tab.loop.syncNow()
    await write()
    server.auth.endSessions((await account())!.uid)
    await tab.loop.syncNow()
    expect(await account()).toMatchObject({ expired: true })
  })

  test('can be let go of on a word, and what was not sent is sent by who is next', async () => {
    const before = (await account())!.uid
    expect(await tab.session.startAnew()).toEqual(success(undefined))
    await tab.loop.syncNow()
    expect((await account())!.uid).not.toBe(before)
    expect([server.effects.length, await tab.outbox.all()]).toEqual([2, []])
  })

  test('is not let go of by itself, nor by signing in as somebody else', async () => {
    await tab.session.requestCode('kari@oslo.no')
    expect(await tab.session.enterCode(code('kari@oslo.no'))).toEqual(failure('unsent'))
    await tab.loop.syncNow()
    expect(await tab.outbox.visible()).toMatchObject([{ delivery: { state: 'waiting' } }])
  })
})

test('someone in good standing is not let go of', async () => {
  await signIn('kari@oslo.no')
  expect(await tab.session.startAnew()).toEqual(failure('unsent'))
})

test('two tabs that renew at once both go on, with one session between them', async () => {
  await write()
  await tab.loop.syncNow()
  const other = openTab(`session-${devices}`, server)
  server.auth.expireTokens()
  const uid = (await account())!.uid
  const asked: string[] = []
  const ask = async (token: string) => { asked.push(token); return server.auth.bearer(new Headers({ Authorization: `Bearer ${token}` })) ? success(token) : failure('signed-out') }
  const answers = await Promise.all([tab.session.authorised(uid, ask), other.session.authorised(uid, ask)])
  expect(answers.map(({ ok }) => ok)).toEqual([true, true])
  expect(await account()).not.toHaveProperty('expired')
  expect((await tab.session.authorised(uid, ask)).ok).toBe(true)
})

test('a renewal refused here, because another tab had renewed meanwhile, ends nothing', async () => {
  await write()
  await tab.loop.syncNow()
  const { uid } = (await account())!
  server.auth.expireTokens()
  server.onRequest = async (routine) => {
    if (routine !== 'token') return
    heal()
    const other = openTab(`session-${devices}`, server)
    await other.loop.syncNow()
    server.auth.expireTokens()
    await other.loop.syncNow()
  }
  const answer = await tab.session.authorised(uid, async (token) => (server.auth.bearer(new Headers({ Authorization: `Bearer ${token}` })) ? success(token) : failure('signed-out')))
  expect(answer.ok).toBe(true)
  expect(await account()).not.toHaveProperty('expired')
})

test('no token is asked for another than the device\'s user', async () => {
  await signIn('kari@oslo.no')
  let asked = 0
  expect(await tab.session.authorised('somebody-else', async () => { asked++; return success(1) })).toEqual(failure('signed-out'))
  expect(asked).toBe(0)
})

describe('being erased', () => {
  const draft = (id: string, owner: string | null) => tab.device.drafts.put({ id, owner, form: 'hindring', formVersion: 1, answers: { hva: id }, updated: 1 })
  const asked = () => server.requests.filter(({ routine }) => routine === 'erase_me').length
  async function reportAs(): Promise<string> {
    await write()
    await tab.loop.syncNow()
    return (await account())!.uid
  }

  test('takes what was written off the server and off the device, and leaves the device to whoever is next', async () => {
    const uid = await reportAs()
    const mine = tab.own(uid).name
    await tab.device.keepFact('places', { [(await account())!.uid]: { workplace: 'Eikenga' }, kari: { workplace: 'Lia' } })
    await tab.device.keepFact('joinedBy', { samling: 'UNG-1942' })
    expect(await tab.session.erase()).toEqual(success(undefined))
    expect(await tab.device.fact('joinedBy')).toBeUndefined()
    await tab.user.keepOnlyPresent()
    expect(server.shown('mine', uid)).toMatchObject([{ data: { answers: {}, redactedAt: expect.any(String) } }])
    expect(await Promise.all([account(), tab.device.fact('places'), tab.outbox.all()])).toEqual([undefined, { kari: { workplace: 'Lia' } }, []])
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(mine)
    expect(await reportAs()).not.toBe(uid)
  })

  test('asks before anything unsent goes, a draft too, and goes no further without a word', async () => {
    const uid = await reportAs()
    await draft('d', uid)
    expect(await tab.session.erase()).toEqual(failure('unsent'))
    await tab.device.drafts.clear()
    await write()
    expect(await tab.session.erase()).toEqual(failure('unsent'))
    expect([asked(), (await tab.outbox.all()).length, (await account())!.uid]).toEqual([0, 1, uid])
    await draft('d', uid)
    expect(await tab.session.erase({ withUnsent: true })).toEqual(success(undefined))
    expect([asked(), await tab.outbox.all(), await tab.device.drafts.count()]).toEqual([1, [], 0])
  })

  test('leaves everything as it is when no answer comes, and can be asked for again', async () => {
    const uid = await reportAs()
    unreachable()
    expect(await tab.session.erase()).toEqual(failure('offline'))
    server.onRequest = async () => 'html'
    expect(await tab.session.erase()).toEqual(failure('unreadable'))
    server.onRequest = async () => 'lost'
    expect(await tab.session.erase()).toEqual(failure('offline'))
    expect((await account())!.uid).toBe(uid)
    heal()
    expect(await tab.session.erase()).toEqual(success(undefined))
    expect(await account()).toBeUndefined()
  })

  test('goes on with a token past its time, and asks one whose session is over to sign in', async () => {
    const uid = await signIn('kari@oslo.no')
    server.auth.endSessions(uid)
    expect(await tab.session.erase()).toEqual(failure('signed-out'))
    expect(await account()).toMatchObject({ expired: true })
    expect(await signIn('kari@oslo.no')).toBe(uid)
    server.auth.expireTokens()
    expect(await tab.session.erase()).toEqual(success(undefined))
  })

  test('keeps what is written while the server is asked, as nobody\'s', async () => {
    const uid = await reportAs()
    server.onRequest = async (routine) => { if (routine === 'erase_me') { heal(); await write() } }
    expect(await tab.session.erase()).toEqual(success(undefined))
    expect(await tab.outbox.all()).toMatchObject([{ owner: null, delivery: { state: 'waiting' } }])
    await tab.loop.syncNow()
    expect((await account())!.uid).not.toBe(uid)
    expect(await tab.outbox.all()).toEqual([])
  })

  test('without a user takes what nobody has sent, and asks the server for nothing', async () => {
    await write()
    await draft('d', null)
    expect(await tab.session.erase({ withUnsent: true })).toEqual(success(undefined))
    expect([server.requests, await tab.outbox.all(), await tab.device.drafts.count()]).toEqual([[], [], 0])
  })

  test('never takes another\'s, whatever lies on the device', async () => {
    const states = ['waiting', 'applied', 'needs-help'] as const
    const owners = fc.constantFrom('mine', 'nobody', 'other')
    const lying = fc.record({ entries: fc.array(fc.tuple(owners, fc.constantFrom(...states)), { maxLength: 8 }), drafts: fc.array(owners, { maxLength: 4 }) })
    await fc.assert(fc.asyncProperty(lying, async ({ entries, drafts }) => {
      const uid = await signIn('kari@oslo.no')
      const ownerOf = { mine: uid, nobody: null, other: 'other' }
      await tab.device.outbox.bulkAdd(entries.map(([who, state], n) => ({
        ...report(), opId: `${n}`, owner: ownerOf[who], opV: 1, writtenAt: 1, attempts: 0, delivery: { state, code: 'invalid' },
      })) as never)
      for (const [n, who] of drafts.entries()) await draft(`${n}`, ownerOf[who])
      expect(await tab.session.erase({ withUnsent: true })).toEqual(success(undefined))
      const left = [(await tab.outbox.all()).map(({ owner }) => owner), (await tab.device.drafts.toArray()).map(({ owner }) => owner)]
      expect(left).toEqual([entries.filter(([who]) => who === 'other').map(() => 'other'), drafts.filter((who) => who === 'other').map(() => 'other')])
      await tab.device.outbox.clear()
      await tab.device.drafts.clear()
    }), { numRuns: 40 })
  })
})
