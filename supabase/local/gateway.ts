import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { authService } from './auth/service.ts'
import { mailboxIn, mailboxPages } from './auth/mailbox.ts'
import { BodyTooLarge, json, requestFor, send, type Answer, type Service } from './gateway/http.ts'
import { closeServer, listen, urlOf } from './gateway/listening.ts'
import { packed } from './gateway/packing.ts'
import type { Secrets } from './gateway/secrets.ts'
import { Tokens } from './gateway/tokens.ts'
import { systemErrorCode } from './operator.ts'
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
  /** Where the release of the content lies. */
  releaseFolder: string
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
  const pages = mailboxPages(mailbox, plan.address.host)
  const site: Service = plan.siteFolder ? staticFiles(plan.siteFolder, plan.releaseFolder) : () => Promise.resolve(noSite)
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
  pages: Record<string, (message: IncomingMessage) => Answer>,
  site: Service,
) {
  try {
    const url = new URL(message.url ?? '/', 'http://localhost')
    const mount = mounts.find(({ prefix }) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))
    if (!mount) {
      const page = pages[url.pathname]
      return send(response, message, page ? page(message) : await site(requestFor(message, url, '')))
    }
    if (message.method === 'OPTIONS' && message.headers['access-control-request-method'])
      return send(response, message, preflight(message))
    const answer = await packed(await mount.service(requestFor(message, url, mount.prefix)), message.headers['accept-encoding'])
    send(response, message, { ...answer, headers: { ...apiHeaders, ...answer.headers } })
  } catch (error) {
    if (response.headersSent) return response.destroy()
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
