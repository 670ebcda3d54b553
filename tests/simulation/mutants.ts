/**
 * `npm run mutants`: breaks one rule at a time in a copy of the sources and runs the tests that should notice. Tells which were
 * killed, and fails when one survives: a rule that can be broken unseen is not tested. `npm run mutants -- lock` takes only those
 * whose name has that word.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

type Edit = [file: string, from: string, to: string]
interface Mutant { rule: string; edits: Edit[]; noticedBy: 'the simulation' | string[] }

const push = 'supabase/migrations/20261126125000_create_push.sql'
const claim = 'supabase/migrations/20261126132000_claim_reports.sql'
const sessionEnded = (status: number): Edit => ['src/backend/auth-adapter.ts', '      return answer.ok ?', `      if (answer.status === ${status}) return { ok: false, code: 'server', refusal: 'session_expired' }\n      return answer.ok ?`]

const mutants: Mutant[] = [
  {
    rule: 'rows and cursor of a page go in one transaction', noticedBy: ['tests/simulation/pull.test.ts'],
    edits: [
      ['src/sync/stream-store.ts', `return this.#db.transaction('rw', this.#rows, this.#db.cursors, work)`, 'return work()'],
      ['src/sync/stream-store.ts', '      const sums = await', '      await this.#db.cursors.put({ ...cursor, rev: page.next, total: page.count })\n      const sums = await'],
    ],
  },
  { rule: 'a page is stored only where the cursor stands', noticedBy: ['src/sync/stream-store.test.ts'], edits: [['src/sync/stream-store.ts', 'if (!follows && page.after !== 0) return false', '']] },
  { rule: 'a page out of its place is refused', noticedBy: 'the simulation', edits: [
    ['src/sync/pull-stream.ts', `if (!hasItsPlace(page, cursor)) return failure('unreadable')`, 'void hasItsPlace'],
    ['src/sync/stream-store.ts', 'if (!follows && page.after !== 0) return false', ''],
  ] },
  { rule: 'success means equal', noticedBy: 'the simulation', edits: [['src/sync/stream-store.ts', ' || cursor.held !== page.count || cursor.digest !== page.digest', '']] },
  { rule: 'what is not on the manifest goes', noticedBy: 'the simulation', edits: [['src/sync/pull-stream.ts', '[...held.keys()].filter((id) => !manifest.has(id))', '[]']] },
  { rule: 'a row never goes back within its epoch', noticedBy: ['src/sync/stream-store.test.ts'], edits: [['src/sync/stream-store.ts', 'all.filter((row) => !(olds.get(row)?.epoch === epoch && olds.get(row)!.rev >= row.rev))', 'all']] },
  { rule: 'what could not be added is not taken for stored', noticedBy: ['src/sync/stream-store.test.ts'], edits: [['src/sync/stream-store.ts', 'throw error', 'return []']] },
  { rule: 'the server does an operation once (model)', noticedBy: 'the simulation', edits: [['tests/support/model-server.ts', 'if (before) return', 'if (before && id === asked) return']] },
  {
    rule: 'the server does an operation once (SQL)', noticedBy: ['tests/integration/push-race.test.ts'],
    edits: [[push, '  if not found then\n    return private.answer_again', '  if false then\n    return private.answer_again']],
  },
  { rule: 'the streams are locked before revisions are drawn (SQL)', noticedBy: ['tests/integration/push-race.test.ts'], edits: [
    // The lock that orders the commits and the one that the writing is checked for are no longer the same.
    ['supabase/migrations/20261126136000_create_inbox.sql', 'perform pg_advisory_xact_lock(4217, wanted)', 'perform pg_advisory_xact_lock_shared(4217, wanted)'],
  ] },
  { rule: 'an operation keeps its id when it is sent again', noticedBy: 'the simulation', edits: [['src/data/outbox.ts', '() => ({ lastFailure }))', '() => ({ lastFailure, opId: crypto.randomUUID() }))']] },
  { rule: 'an answer to a push is for who asked', noticedBy: ['src/backend/push-adapter.test.ts'], edits: [['src/backend/push-adapter.ts', 'isObject(answer.value) && answer.value.uid === uid ?', 'isObject(answer.value) ?']] },
  { rule: 'a page is for who asked', noticedBy: 'the simulation', edits: [['src/backend/stream-adapter.ts', 'isObject(answer.value) && (answer.value.uid ?? null) === (bearer?.uid ?? null) ?', 'isObject(answer.value) ?']] },
  {
    rule: 'nothing is let go of for a refusal of the whole request', noticedBy: 'the simulation',
    edits: [['src/sync/push-outbox.ts', '      await outbox.noteFailure(batch, answer.code)', `      if (answer.code === 'server') for (const { opId } of batch) await outbox.giveUp(opId)\n      await outbox.noteFailure(batch, answer.code)`]],
  },
  {
    rule: 'what is done stays until the base has it', noticedBy: ['src/data/outbox.test.ts', 'src/sync/user-sync.test.ts'],
    edits: [['src/data/outbox.ts', `    const account = await this.#db.fact('account')\n    if (answer.status`, `    if (answer.status === 'applied') await this.#db.outbox.delete(order)\n    const account = await this.#db.fact('account')\n    if (answer.status`]],
  },
  { rule: 'only what is nobody’s is bound', noticedBy: 'the simulation', edits: [['src/data/outbox.ts', 'await this.#db.outbox.filter(({ owner }) => owner === from).modify', 'await this.#db.outbox.toCollection().modify']] },
  { rule: 'too many requests end no session', noticedBy: 'the simulation', edits: [sessionEnded(429)] },
  { rule: 'a proxy’s 403 ends no session', noticedBy: 'the simulation', edits: [sessionEnded(403)] },
  { rule: 'what a sender could not let go of is sent again', noticedBy: ['src/sync/space-sync.test.ts'], edits: [['src/sync/user-sync.ts', 'await this.#senders.sendAgain(sender)', '']] },
  { rule: 'what a code does not find stays', noticedBy: ['src/sync/space-sync.test.ts'], edits: [['src/data/senders.ts', 'const isDone = found && isSaid ?', `const isDone = found && isSaid && state !== 'applied' ?`]] },
  { rule: 'what was claimed is known before anything is sent', noticedBy: ['src/sync/session.test.ts'], edits: [['src/sync/user-sync.ts', 'const claimed = await this.#session.claim(uid)', 'const claimed = success(uid)']] },
  { rule: 'only the account that signed in claims', noticedBy: ['src/sync/session.test.ts'], edits: [['src/sync/session.ts', '.filter(({ to }) => to === uid)', '.filter(({ to }) => to !== undefined && uid)']] },
  { rule: 'what one who was claimed still sends is the account’s (SQL)', noticedBy: ['tests/integration/claim-race.test.ts'], edits: [[claim, 'perform private.act_as(private.pusher(caller))', 'perform private.act_as(caller)']] },
  { rule: 'what is put off is not refused', noticedBy: 'the simulation', edits: [['src/data/outbox.ts', `          await this.#db.outbox.update(entry.order, { lastFailure: 'too-many' })`, `          await this.#conclude(entry, { status: 'rejected', code: 'invalid' }, now)`]] },
  { rule: 'a lot goes on only for the user it began for', noticedBy: 'the simulation', edits: [['src/sync/session.ts', 'const one = account?.uid === uid ?', 'const one = account ?'], ['src/sync/session.ts', 'return one?.uid === uid && !one.expired ?', 'return one && !one.expired ?']] },
  { rule: 'what needs help stays through everything', noticedBy: 'the simulation', edits: [['src/data/outbox.ts', `        if (delivery.state !== 'applied' ||`, `        if (delivery.state === 'needs-help') await this.#db.outbox.delete(entry.order)\n        if (delivery.state !== 'applied' ||`]] },
  { rule: 'revisions are compared within an epoch', noticedBy: ['src/data/outbox.test.ts'], edits: [['src/domain/outbox.ts', 'copy?.epoch === delivery.epoch && copy.rev', 'copy !== undefined && copy.rev'], ['src/data/outbox.ts', 'else if (delivery.epoch !== epoch)', 'else if (!epoch)']] },
  { rule: 'what a restore forgot is sent again', noticedBy: 'the simulation', edits: [['src/data/outbox.ts', 'else if (delivery.epoch !== epoch)', 'else if (!epoch)']] },
  { rule: 'a database that does not answer is given up', noticedBy: 'the simulation', edits: [['src/data/watchdog.ts', '  const inTime =', '  if (schedule) return db\n  const inTime =']] },
  { rule: 'an opening that came late is closed', noticedBy: ['src/data/watchdog.test.ts'], edits: [['src/data/watchdog.ts', 'request.onsuccess = () => request.result.close()', '']] },
  {
    rule: 'there is no state «sending» to be stuck in', noticedBy: 'the simulation',
    edits: [
      ['src/data/outbox.ts', '({ attempts: attempts + 1 })', `({ attempts: attempts + 1, delivery: { state: 'sending' } as never })`],
      ['src/data/outbox.ts', `entry?.owner !== uid || entry.delivery.state !== 'waiting'`, `entry?.owner !== uid || !['waiting', 'sending'].includes(entry.delivery.state)`],
      ['src/data/outbox.ts', `entry.delivery.state === 'waiting') await this.#db.outbox.put`, `['waiting', 'sending'].includes(entry.delivery.state)) await this.#db.outbox.put`],
      ['src/data/outbox.ts', '() => ({ lastFailure }))', `() => ({ lastFailure, delivery: { state: 'waiting' } }))`],
    ],
  },
  { rule: 'leaving does not overtake joining', noticedBy: ['src/sync/user-sync.test.ts'], edits: [['src/domain/outbox.ts', `if (state !== 'waiting' || !free) continue`, `if (state !== 'waiting') continue`]] },
  { rule: 'a file waits for its seminar', noticedBy: ['src/domain/outbox.test.ts'], edits: [['src/domain/operations.ts', `case 'file.add': return payload.ref.slice(payload.ref.indexOf(':') + 1)`, `case 'file.add': return undefined`]] },
  { rule: 'a seminar is shown to everyone after what was done to its files', noticedBy: ['src/domain/outbox.test.ts'], edits: [['src/domain/outbox.ts', ` && !(filesWait && entry.kind === 'seminar.publish')`, '']] },
  { rule: 'what needs help holds no other seminar back', noticedBy: ['src/domain/outbox.test.ts'], edits: [['src/domain/outbox.ts', `isAboutFile(entry) && !isStuck`, `isAboutFile(entry)`]] },
  { rule: 'a seminar comes to its members without an account', noticedBy: ['src/sync/user-sync.test.ts'], edits: [['src/sync/user-sync.ts', `(anonymous && !await showsAnonymous(db, stream))`, `(stream !== 'mine' && anonymous && db.uid !== '')`]] },
  { rule: 'a seminar that was left leaves the device', noticedBy: ['src/sync/user-sync.test.ts'], edits: [['src/sync/user-sync.ts', ` || await db.joined.count() > 0`, '']] },
  { rule: 'another user’s records leave the device', noticedBy: 'the simulation', edits: [['src/sync/user-sync.ts', 'await this.#databases.removeOthers(uid)', 'await Promise.resolve(uid)']] },
  { rule: 'a frozen tab’s lock is taken over', noticedBy: 'the simulation', edits: [['src/sync/sync-loop.ts', 'this.#asides >= patience', 'this.#asides < 0']] },
  { rule: 'nothing is decided by the device’s clock', noticedBy: 'the simulation', edits: [['src/sync/user-sync.ts', 'const result = account.expired ?', `const result = account.expired || this.#now() > 1_900_000_000_000 ?`]] },
]

const root = resolve(import.meta.dirname, '../..')
const copied = ['src', 'tests', 'supabase', 'package.json', 'vite.config.ts', 'index.html', 'public']

/** Seeds enough for every rule the simulation is to notice, and few enough to wait for. */
const simulation = ['tests/simulation/run.ts', '--seeds', '1200', '--fast']

/** What a run had to say; nothing when it had to be stopped. */
function run(folder: string, command: string, args: string[]): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, FELTBOKA_SEED: undefined, NO_COLOR: '1' } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (more) => { said += String(more) })
    // A broken rule may also make the sync go round without end; its workers go with it.
    const limit = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 300_000)
    child.on('close', (_, signal) => {
      clearTimeout(limit)
      done(signal ? undefined : said)
    })
  })
}

/** Breaks a rule in a copy of its own; answers whether it was noticed. */
async function isKilled({ rule, edits, noticedBy }: Mutant): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'feltboka-mutant-'))
  try {
    for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const [file, from, to] of edits) {
      const before = readFileSync(join(folder, file), 'utf8')
      if (!before.includes(from)) throw new Error(`«${rule}»: ${file} no longer has ${from}`)
      writeFileSync(join(folder, file), before.replace(from, () => to))
    }
    const said = noticedBy === 'the simulation'
      ? await run(folder, process.execPath, simulation)
      : await run(folder, join(root, 'node_modules/.bin/vitest'), ['run', '--bail', '1', ...noticedBy])
    // A copy that does not even run has noticed nothing.
    if (said !== undefined && !/, failed \d+ \(|Tests +\d/.test(said)) throw new Error(`«${rule}» does not run: ${said.slice(-2000)}`)
    return said === undefined || /, failed [1-9]|Tests +\d+ failed/.test(said)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const chosen = mutants.filter(({ rule }) => process.argv.slice(2).every((word) => rule.includes(word)))
const started = performance.now()
const survivors: string[] = []
for (const mutant of chosen) {
  const began = performance.now()
  const killed = await isKilled(mutant)
  if (!killed) survivors.push(mutant.rule)
  console.log(`${killed ? 'killed  ' : 'SURVIVED'}  ${mutant.rule} (${((performance.now() - began) / 1000).toFixed(0)} s, by ${[mutant.noticedBy].flat().join(', ')})`)
}
console.log(`mutants ${chosen.length}, killed ${chosen.length - survivors.length}, survived ${survivors.length} (${((performance.now() - started) / 1000).toFixed(0)} s)`)
process.exit(survivors.length > 0 ? 1 : 0)
