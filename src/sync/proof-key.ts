/** The proof that who comes back is who left (PKCE, RFC 7636): a secret kept here, of which only the hash goes along. */
const base64url = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

/** A secret of 256 bits. */
export const newVerifier = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)))

/** Its SHA-256, as it is sent along. Only where the page is served securely. */
export const challengeOf = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
