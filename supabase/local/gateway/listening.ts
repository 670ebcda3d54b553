import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { OperatorProblem, systemErrorCode } from '../operator.ts'
import type { Address } from '../settings.ts'

/**
 * Listens where asked. `localhost` means both of this machine's loopback addresses, because browsers try either first
 * and another program on the other one would answer in our name.
 */
export async function listen({ host, port }: Address): Promise<Server[]> {
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
    `Port ${port} er opptatt av et annet program. Velg en annen med PORT=…, for eksempel PORT=${port + 1}.`,
  EACCES: (_host, port) =>
    `Får ikke lov til å bruke port ${port}. Velg en høyere med PORT=…, for eksempel PORT=4173.`,
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

/** The address to open, for a person on this machine. */
export function urlOf([first]: Server[], { host }: Address): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${first ? portOf(first) : 0}`
}

/** Lets requests in progress end, but not for long. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), 2000)
  await closed
  clearTimeout(late)
}
