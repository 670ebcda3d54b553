/** Who the device's user is, and what lets it ask the server for what is theirs. Kept on the device, so that it is known without a network. */
export interface Account {
  uid: string
  /** Made by the app at the first send: without an address there is no way back into it from elsewhere. */
  anonymous: boolean
  email?: string
  accessToken: string
  refreshToken: string
  /** The server has refused to go on with this session: what is the user's stays here, and nothing is sent until they sign in again. */
  expired?: true
  /** When the server last confirmed something of theirs (ms, by the device's clock; shown, never compared). */
  confirmedAt?: number
}

/** What Auth hands out when someone has proved who they are, or still is. */
export type Tokens = Pick<Account, 'uid' | 'anonymous' | 'email' | 'accessToken' | 'refreshToken'>

/**
 * A ticket by which an account claims what an anonymous user of this device has reported: whose that is and, once somebody has
 * signed in, whose it is to be.
 */
export interface Claim { ticket: string; from: string; to?: string }

/**
 * An address that a code was sent to: to sign in with, or to give the anonymous user who is here. `sentAt` is by the device's
 * clock (ms), and shown.
 */
export interface PendingCode { email: string; way: 'sign-in' | 'new-address'; sentAt: number }
