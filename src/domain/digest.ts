const modulus = 2_147_483_647
const revModulus = 16_777_213

/**
 * One row's part of a stream's digest: `(a * (rev mod 16777213) + b) mod 2147483647`, where a and b are the two 24-bit
 * halves of the uuid's last 12 hex digits. All products stay below 2^53, so plain numbers are exact.
 */
export function rowDigest(id: string, rev: number): number {
  const tail = id.replaceAll('-', '').slice(20)
  const a = Number.parseInt(tail.slice(0, 6), 16)
  const b = Number.parseInt(tail.slice(6, 12), 16)
  return (a * (rev % revModulus) + b) % modulus
}

/** Adds a row's part to a digest. */
export const addDigest = (digest: number, part: number): number => (digest + part) % modulus

/** Takes a row's part out of a digest. */
export const subtractDigest = (digest: number, part: number): number => (digest - part + modulus) % modulus
