import { createHash } from 'node:crypto'

interface User { id: string; anonymous: boolean; email?: string }
interface RefreshToken { uid: string; successor?: string }

const versionHeader = { 'Content-Type': 'application/json', 'X-Supabase-Api-Version': '2024-01-01' }

/** Auth in memory: anonymous users, codes by e-mail, tokens that go stale only when told to, refresh tokens used once. */
export class ModelAuth {
  readonly users = new Map<string, User>()
  /** The code last sent to each address. */
  readonly codes = new Map<string, string>()
  /** Whether one may sign in by Entra. */
  offersAzure = false
  #access = new Map<string, string>()
  #refresh = new Map<string, RefreshToken>()
  #drawn = 0

  /** Who bears this token; undefined when it is past its time, or none of ours. */
  bearer(headers: Headers): string | undefined {
    return this.#access.get(headers.get('Authorization')?.replace('Bearer ', '') ?? '')
  }

  /** Every access token is past its time from now on. */
  expireTokens(): void {
    this.#access.clear()
  }

  /** The user's sessions are over: what they would renew is refused, in Auth's own words. */
  endSessions(uid: string): void {
    for (const [token, { uid: owner }] of this.#refresh) if (owner === uid) this.#refresh.delete(token)
    for (const [token, owner] of this.#access) if (owner === uid) this.#access.delete(token)
  }

  /** The user is no more: nothing is renewed, and the address is anyone's. A token given out lives on until its time. */
  remove(uid: string): void {
    for (const [token, { uid: owner }] of this.#refresh) if (owner === uid) this.#refresh.delete(token)
    this.users.delete(uid)
  }

  addUser(email?: string): User {
    this.#drawn += 1
    const user: User = { id: `00000000-0000-4000-9000-${String(this.#drawn).padStart(12, '0')}`, anonymous: email === undefined, ...(email ? { email } : {}) }
    this.users.set(user.id, user)
    return user
  }

  answer(routine: string, args: Record<string, unknown>, headers: Headers): Response {
    switch (routine) {
      case 'signup': return this.#session(this.addUser())
      case 'token': return args.auth_code === undefined ? this.#renew(args.refresh_token as string) : this.#exchange(args)
      case 'settings': return Response.json({ external: { azure: this.offersAzure, email: true } })
      case 'otp': return this.#sendCode(args.email as string)
      case 'user': return this.#changeAddress(args.email as string, this.bearer(headers))
      case 'verify': return this.#useCode(args)
      default: return new Response(null, { status: this.bearer(headers) ? 204 : 403 })
    }
  }

  /** Signs a person in at the provider, who was sent there with this in the address; answers the code they come back with. */
  provide(email: string, asked: URLSearchParams): string {
    this.#drawn += 1
    this.#flows.set(`flow-${this.#drawn}`, { email, challenge: asked.get('code_challenge')! })
    return `flow-${this.#drawn}`
  }
  readonly #flows = new Map<string, { email: string; challenge: string }>()

  #exchange({ auth_code: code, code_verifier: verifier }: Record<string, unknown>): Response {
    const flow = this.#flows.get(code as string)
    if (!flow) return refuse(404, 'flow_state_not_found')
    if (createHash('sha256').update(verifier as string).digest('base64url') !== flow.challenge) return refuse(400, 'bad_code_verifier')
    this.#flows.delete(code as string)
    return this.#session(this.#userOf(flow.email))
  }

  #userOf(email: string): User {
    return [...this.users.values()].find((user) => user.email === email) ?? this.addUser(email)
  }

  #renew(token: string): Response {
    const used = this.#refresh.get(token)
    if (!used) return refuse(400, 'refresh_token_not_found')
    const user = this.users.get(used.uid)!
    // A client that never heard the answer may ask again, as long as nobody has used what it would have got.
    if (used.successor && this.#refresh.get(used.successor)?.successor) return refuse(400, 'refresh_token_already_used')
    return this.#session(user, used)
  }

  #session({ id, anonymous, email }: User, before?: RefreshToken): Response {
    this.#drawn += 1
    const access = `access-${this.#drawn}`
    const refresh = before?.successor ?? `refresh-${this.#drawn}`
    this.#access.set(access, id)
    if (!this.#refresh.has(refresh)) this.#refresh.set(refresh, { uid: id })
    if (before) before.successor = refresh
    return Response.json({ access_token: access, refresh_token: refresh, token_type: 'bearer', expires_in: 3600, user: { id, is_anonymous: anonymous, email: email ?? '' } })
  }

  #sendCode(email: string): Response {
    if (!email.includes('@')) return refuse(400, 'validation_failed')
    this.#drawn += 1
    this.codes.set(email, String(100_000 + this.#drawn))
    return Response.json({})
  }

  #changeAddress(email: string, uid: string | undefined): Response {
    if (uid === undefined) return refuse(403, 'bad_jwt')
    if ([...this.users.values()].some((user) => user.email === email)) return refuse(422, 'email_exists')
    const sent = this.#sendCode(email)
    if (sent.ok) this.#offered.set(email, uid)
    return sent
  }
  readonly #offered = new Map<string, string>()

  #useCode({ type, email, token }: Record<string, unknown>): Response {
    const address = email as string
    if (this.codes.get(address) !== token) return refuse(403, 'otp_expired')
    this.codes.delete(address)
    if (type === 'email_change') {
      const user = this.users.get(this.#offered.get(address) ?? '')
      return user ? this.#session(Object.assign(user, { anonymous: false, email: address })) : refuse(403, 'otp_expired')
    }
    return this.#session(this.#userOf(address))
  }
}

const refuse = (status: number, code: string) => new Response(JSON.stringify({ code, message: code }), { status, headers: versionHeader })
