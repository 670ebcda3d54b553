import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { startStandIn } from '../../supabase/local/stand-in.ts'

/**
 * What the rules are put to: the stand-in, or a real project named by the environment. A real one is given by
 * `CONTRACT_URL`, `CONTRACT_ANON_KEY`, `CONTRACT_SECRET_KEY` and `CONTRACT_DATABASE_URL` (as role `postgres`), and gets
 * fixtures named `contract_…` for the length of the run; use one that holds nothing of value.
 */
export interface ContractTarget {
  url: string
  anonKey: string
  secretKey: string
  /** Makes Auth send a sign-in code to the address, and gives the code. */
  requestCode(email: string): Promise<string>
  /** The newest code that was sent to an address, where sent mail can be read. */
  readCode: ((email: string) => Promise<string>) | undefined
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

interface Access {
  url: string
  anonKey: string
  secretKey: string
  databaseUrl: string
  stop: () => Promise<void>
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`CONTRACT_URL is set, and then ${name} has to be set too`)
  return value
}

async function access(): Promise<Access> {
  const url = process.env.CONTRACT_URL
  if (url) {
    const [anonKey, secretKey, databaseUrl] = ['CONTRACT_ANON_KEY', 'CONTRACT_SECRET_KEY', 'CONTRACT_DATABASE_URL'].map(
      required,
    )
    return { url, anonKey: anonKey!, secretKey: secretKey!, databaseUrl: databaseUrl!, stop: async () => {} }
  }
  const { publishableKey, secretKey, databaseUrl, stop, url: own } = await startStandIn()
  return { url: own, anonKey: publishableKey, secretKey, databaseUrl, stop }
}

const fixtures = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

/** Opens the target with the fixture functions in place; `stop` takes them away again. */
export async function openTarget(): Promise<ContractTarget> {
  const { url, anonKey, secretKey, databaseUrl, stop } = await access()
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(fixtures('fixtures-drop.sql'))
  await client.query(fixtures('fixtures.sql'))
  await schemaCacheKnows(url, anonKey)
  const mailbox = process.env.CONTRACT_URL ? undefined : (email: string) => codeInMailbox(url, email)
  return {
    url,
    anonKey,
    secretKey,
    readCode: mailbox,
    requestCode: mailbox
      ? (email) => codeBySending(url, anonKey, email, mailbox)
      : (email) => codeFromLink(url, secretKey, email),
    sql: async (text, values) => (await client.query(text, values)).rows,
    async stop() {
      await client.query(fixtures('fixtures-drop.sql'))
      await client.end()
      await stop()
    },
  }
}

/** PostgREST reads the schema a moment after it changed; `contract_ready` is the last function of the fixtures. */
async function schemaCacheKnows(url: string, apikey: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(100)) {
    const response = await fetch(`${url}/rest/v1/rpc/contract_ready`, { headers: { apikey } })
    await response.body?.cancel()
    if (response.ok) return
  }
  throw new Error('the fixtures did not become callable')
}

async function codeInMailbox(url: string, email: string): Promise<string> {
  const mails = (await (await fetch(`${url}/mailbox.json`)).json()) as { to: string; code: string }[]
  const mail = mails.find(({ to }) => to === email)
  if (!mail) throw new Error(`no mail for ${email}`)
  return mail.code
}

async function codeBySending(
  url: string,
  apikey: string,
  email: string,
  read: (email: string) => Promise<string>,
): Promise<string> {
  const headers = { apikey, 'content-type': 'application/json' }
  const response = await fetch(`${url}/auth/v1/otp`, { method: 'POST', headers, body: JSON.stringify({ email }) })
  if (!response.ok) throw new Error(await response.text())
  return read(email)
}

/** A real project's mail cannot be read; its secret key may ask for the code instead. */
async function codeFromLink(url: string, secretKey: string, email: string): Promise<string> {
  const headers = { apikey: secretKey, authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ type: 'magiclink', email })
  const response = await fetch(`${url}/auth/v1/admin/generate_link`, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(await response.text())
  return ((await response.json()) as { email_otp: string }).email_otp
}
