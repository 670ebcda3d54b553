import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { authService } from './auth/service.ts'
import { mailboxIn, mailboxJson, mailboxPage } from './auth/mailbox.ts'
import { BodyTooLarge, json, requestFor, send, type Answer, type Service } from './gateway/http.ts'
import { packed } from './gateway/packing.ts'
import type { Secrets } from './gateway/secrets.ts'
import { Tokens } from './gateway/tokens.ts'
import { OperatorProblem, systemErrorCode } from './operator.ts'
import { restService } from './rest/service.ts'
import type { Address } from './settings.ts'
import { staticFiles } from './site/static-files.ts'
import { storageService } from './storage/service.ts'

export interface GatewayPlan {
  /** The connection address of a role. */
  databaseAddress: (role: string) => string
  secrets: Secrets
  mailboxFile: string
  filesFolder: string
  /** The built app; without it only the backend answers. */
  siteFolder: string | undefined
  address: Address
}

export interface Gateway {
  url: string
  close(): Promise<void>
}

interface Mount {
  prefix: string
  service: Service
}

const apiHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'content-range, x-supabase-api-version, retry-after',
}

function preflight(message: IncomingMessage): Answer {
  return {
    status: 204,
    headers: {
      ...apiHeaders,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': message.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '3600',
    },
  }
}

/** One origin for Supabase's services and the app; it holds no logic of the app's. */
export async function startGateway(plan: GatewayPlan): Promise<Gateway> {
  const servers = await listen(plan.address)
  const url = urlOf(servers, plan.address)
  const tokens = new Tokens(plan.secrets)
  const mailbox = mailboxIn(plan.mailboxFile)
  const rest = restService(plan.databaseAddress('authenticator'), plan.secrets, tokens)
  const auth = authService(plan.databaseAddress('supabase_auth_admin'), plan.secrets, tokens, mailbox, url)
  const mounts: Mount[] = [
    { prefix: '/rest/v1', service: rest.answer },
    { prefix: '/auth/v1', service: auth.answer },
    { prefix: '/storage/v1', service: storageService(rest.pool, plan.filesFolder, plan.secrets, tokens) },
  ]
  const pages: Record<string, () => Answer> = {
    '/mailbox': () => mailboxPage(mailbox),
    '/mailbox.json': () => mailboxJson(mailbox),
  }
  const site: Service = plan.siteFolder ? staticFiles(plan.siteFolder) : () => Promise.resolve(noSite)
  const handler: RequestListener = (message, response) => void handle(message, response, mounts, pages, site)
  for (const server of servers) server.on('request', handler)
  return {
    url,
    async close() {
      await Promise.all(servers.map(closeServer))
      await Promise.all([rest.close(), auth.close()])
    },
  }
}

const noSite: Answer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Only the backend runs here.',
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  mounts: Mount[],
  pages: Record<string, () => Answer>,
  site: Service,
) {
  try {
    const url = new URL(message.url ?? '/', 'http://localhost')
    const mount = mounts.find(({ prefix }) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))
    if (!mount) {
      const page = pages[url.pathname]
      return send(response, message, page ? page() : await site(requestFor(message, url, '')))
    }
    if (message.method === 'OPTIONS' && message.headers['access-control-request-method'])
      return send(response, message, preflight(message))
    const answer = await packed(await mount.service(requestFor(message, url, mount.prefix)), message.headers['accept-encoding'])
    send(response, message, { ...answer, headers: { ...apiHeaders, ...answer.headers } })
  } catch (error) {
    if (response.headersSent || message.destroyed) return response.destroy()
    send(response, message, answerToFailure(error))
  }
}

function answerToFailure(error: unknown): Answer {
  if (error instanceof BodyTooLarge)
    return json(413, { code: '413', message: 'Payload too large' }, { connection: 'close' })
  if (error instanceof URIError || systemErrorCode(error) === 'ERR_INVALID_URL')
    return json(400, { code: '400', message: 'Malformed address' })
  console.error(error)
  return json(500, { code: '500', message: 'Something went wrong in the stand-in; its terminal says what.' })
}

/**
 * Listens where asked. `localhost` means both of this machine's loopback addresses, because browsers try either first
 * and another program on the other one would answer in our name.
 */
async function listen({ host, port }: Address): Promise<Server[]> {
  const first = await listenOn(host === 'localhost' ? '127.0.0.1' : host, port)
  if (host !== 'localhost') return [first]
  const chosen = portOf(first)
  try {
    return [first, await listenOn('::1', chosen)]
  } catch (error) {
    // A machine without IPv6 has no such address; a port given by the system may be taken there without harm.
    if (port === 0 || !(error instanceof OperatorProblem)) return [first]
    first.close()
    throw error
  }
}

const listenProblems: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_host, port) =>
    `Port ${port} er opptatt av et annet program. Velg en annen med PORT=…, for eksempel «PORT=${port + 1} npm start».`,
  EACCES: (_host, port) =>
    `Får ikke lov til å bruke port ${port}. Velg en høyere med PORT=…, for eksempel «PORT=4173 npm start».`,
  ENOTFOUND: (host) => `Adressen «${host}» finnes ikke. Rett HOST=…`,
}

async function listenOn(host: string, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 65_000 })
  server.listen({ host, port })
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    const code = systemErrorCode(error) ?? ''
    const text = listenProblems[code]?.(host, port)
    if (text) throw new OperatorProblem(text)
    if (host === '::1') throw error
    throw new OperatorProblem(
      `Kan ikke lytte på ${host}, port ${port} (${code}). Velg en annen adresse med HOST=… og PORT=…`,
    )
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function urlOf([first]: Server[], { host }: Address): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${first ? portOf(first) : 0}`
}

/** Lets requests in progress end, but not for long. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), 2000)
  await closed
  clearTimeout(late)
}
