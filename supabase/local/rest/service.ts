import { Pool } from 'pg'
import { checkApiKey } from '../gateway/api-key.ts'
import { unsupported, type Answer, type Request, type Service } from '../gateway/http.ts'
import type { Secrets } from '../gateway/secrets.ts'
import type { Tokens } from '../gateway/tokens.ts'
import { callerOf } from './caller.ts'
import { outliveConnections } from '../postgres/outlive-connections.ts'
import { answerToError } from './refusal.ts'
import { Routines } from './routines.ts'
import { answerRpc, type RpcContext } from './rpc.ts'

export interface RestService {
  answer: Service
  pool: Pool
  close(): Promise<void>
}

/** `/rest/v1`: calling functions, and an honest 501 for everything else that PostgREST can do. */
export function restService(authenticatorAddress: string, secrets: Secrets, tokens: Tokens): RestService {
  const pool = new Pool({
    connectionString: authenticatorAddress,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  })
  outliveConnections(pool)
  const routines = new Routines(pool, authenticatorAddress)
  return {
    pool,
    answer: (request) => answer({ pool, routines }, request, secrets, tokens),
    async close() {
      await routines.close()
      await pool.end()
    },
  }
}

async function answer(context: RpcContext, request: Request, secrets: Secrets, tokens: Tokens): Promise<Answer> {
  const key = checkApiKey(request, secrets.secretKey)
  if (!key.ok) return key.answer
  if (!/^\/rpc\/[^/]+$/.test(request.path)) return unsupported(`${request.method} /rest/v1${request.path}`)
  let role = 'anon'
  try {
    const caller = await callerOf(key.bearer, key.role, tokens, Date.now() / 1000)
    role = caller.role
    return await answerRpc(context, request, caller)
  } catch (error) {
    const told = answerToError(error, role !== 'anon')
    if (told) return told
    throw error
  }
}
