import type { Chance } from './chance.ts'
import { isBefore, spoil, wayFaults, type AnswerFault, type NetworkFault } from './faults.ts'
import type { SimulatedTab } from './device.ts'

type Fetch = typeof globalThis.fetch

/** A request between a tab and the server: on its way there, or its answer on its way back. */
export interface UnderWay {
  tab: SimulatedTab
  routine: string
  url: string
  init: RequestInit
  /** What arrives in the end. Absent as long as the server has not been reached. */
  arrival?: { answer: Response } | { error: unknown }
  /** Nothing comes back any more, and only the limit on its time ends it. */
  silent: boolean
  resolve(answer: Response): void
  reject(error: unknown): void
}

/** Holds every request and every answer until the story lets it go, and spoils some of them. */
export class Network {
  readonly underWay: UnderWay[] = []
  /** Which faults there are, and how often one befalls a request (once in so many). */
  kinds: readonly NetworkFault[] = []
  rarity = 4
  readonly #chance: Chance
  readonly #server: Fetch
  readonly #injected: (kind: string) => void
  /** Called as the server is reached. */
  onArrival: (request: UnderWay) => void = () => {}

  constructor(chance: Chance, server: Fetch, injected: (kind: string) => void) {
    this.#chance = chance
    this.#server = server
    this.#injected = injected
  }

  fetchOf(tab: SimulatedTab): Fetch {
    return (input, init = {}) => new Promise((resolve, reject) => {
      const url = String(input)
      const routine = new URL(url).pathname.replace(/^.*\/(rpc|v1)\//, '')
      const request: UnderWay = { tab, routine, url, init, silent: false, resolve, reject }
      this.underWay.push(request)
      init.signal?.addEventListener('abort', () => this.#giveUp(request, init.signal!.reason))
    })
  }

  /** The tab has given it up; whether the server gets it all the same is left open. */
  #giveUp(request: UnderWay, reason: unknown): void {
    if (!this.underWay.includes(request)) return
    request.silent = false
    request.arrival = { error: reason }
  }

  /** Whatever is heard by a tab that is there to hear it. */
  movable(): UnderWay[] {
    return this.underWay.filter(({ tab, silent, arrival }) => !silent && (!tab.isFrozen || !arrival))
  }

  /** Lets one request, or one answer, get to where it goes. */
  async move(): Promise<string | undefined> {
    const movable = this.movable()
    const overtakes = this.kinds.includes('reordered') && movable.length > 1 && this.#chance.onceIn(2)
    const request = overtakes ? this.#chance.one(movable) : movable[0]
    if (!request) return undefined
    if (request !== movable[0]) this.#injected('reordered')
    if (request.arrival) return this.#answer(request)
    return this.#arrive(request)
  }

  /** What a closed tab had under way may still reach the server; nobody hears the answer. */
  close(tab: SimulatedTab): void {
    for (const request of this.underWay.filter((one) => one.tab === tab)) {
      if (request.arrival || request.silent) this.#remove(request)
    }
  }

  /** Whether answers of before are still on their way to this device. */
  hasAnswersFor(tabs: readonly SimulatedTab[]): boolean {
    return this.underWay.some(({ tab, arrival }) => arrival && tabs.includes(tab))
  }

  /** Whether this device is in the middle of something. */
  isUsedBy(tabs: readonly SimulatedTab[]): boolean {
    return this.underWay.some(({ tab }) => tabs.includes(tab))
  }

  #answer(request: UnderWay): string {
    this.#remove(request)
    const { tab, routine, arrival } = request
    if ('answer' in arrival!) request.resolve(arrival.answer)
    else request.reject(arrival!.error)
    return `${tab.name} hears of ${routine}`
  }

  async #arrive(request: UnderWay): Promise<string> {
    const { tab, routine } = request
    const fault = tab.weather ?? this.#faultFor(request)
    if (fault) this.#injected(fault)
    request.arrival = await this.#outcome(request, fault)
    if (tab.isClosed) this.#remove(request)
    return `${tab.name} asks ${routine}${fault ? ` (${fault})` : ''}`
  }

  async #outcome(request: UnderWay, fault: NetworkFault | undefined): Promise<UnderWay['arrival']> {
    try {
      if (fault === 'no answer') request.silent = true
      if (fault && (isBefore(fault) || (fault === 'no answer' && this.#chance.onceIn(2)))) return { answer: spoil(fault as AnswerFault, '') }
      this.onArrival(request)
      const answer = await this.#ask(request, fault === 'duplicate')
      const spoilt = fault !== undefined && answer.ok && !(wayFaults as readonly string[]).includes(fault)
      return { answer: spoilt ? spoil(fault as AnswerFault, await answer.text()) : answer }
    } catch (error) {
      return { error }
    }
  }

  async #ask({ url, init }: UnderWay, twice: boolean): Promise<Response> {
    const ask = () => this.#server(url, { ...init, signal: null })
    const first = await ask()
    if (!twice) return first
    const second = await ask()
    return this.#chance.onceIn(2) ? second : first
  }

  #faultFor({ routine, url, init }: UnderWay): NetworkFault | undefined {
    if (this.kinds.length === 0 || !this.#chance.onceIn(this.rarity)) return undefined
    const kind = this.#chance.one(this.kinds)
    const isAuth = url.includes('/auth/')
    switch (kind) {
      case 'reordered': return undefined
      case 'misplaced': case 'wrong sums': return routine === 'pull' ? kind : undefined
      // What is everyone's is nobody's in any case.
      case 'nobody’s': return isAuth || !new Headers(init.headers).has('Authorization') ? undefined : kind
      // Whom Auth makes or lets in cannot be checked against anything.
      case 'a stranger’s': return isAuth && routine !== 'token' ? undefined : kind
      default: return kind
    }
  }

  #remove(request: UnderWay): void {
    const at = this.underWay.indexOf(request)
    if (at >= 0) this.underWay.splice(at, 1)
  }
}
