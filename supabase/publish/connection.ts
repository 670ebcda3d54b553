import { OperatorProblem, systemErrorCode } from '../local/operator.ts'

/** The connection to a database; anything but this machine is reached over TLS, and its certificate is checked. */
export function connectionTo(databaseUrl: string): { connectionString: string; ssl?: { rejectUnauthorized: true } } {
  const { hostname, searchParams } = new URL(databaseUrl)
  const local = ['localhost', '127.0.0.1', '[::1]', ''].includes(hostname)
  const stated = ['ssl', 'sslmode', 'sslrootcert'].some((name) => searchParams.has(name))
  return { connectionString: databaseUrl, ...(!local && !stated && { ssl: { rejectUnauthorized: true as const } }) }
}

const noWayIn = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL', '28P01', '28000', '3D000'])
const unknownCertificate = new Set(['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])

/** A failure between here and the database in words that say what to do; anything else as it is. */
export function connectionProblem(error: unknown): unknown {
  const code = systemErrorCode(error) ?? ''
  if (noWayIn.has(code)) return new OperatorProblem(`Kom ikke inn i databasen: ${(error as Error).message}`)
  if (unknownCertificate.has(code)) {
    return new OperatorProblem(
      'Databasens sertifikat er ikke kjent her. Last det ned (i Supabase under Database settings, SSL) og legg til «?sslmode=verify-full&sslrootcert=filen» i adressen.',
    )
  }
  if (code === '55P03') return new OperatorProblem('Noen andre skriver i databasen akkurat nå. Prøv igjen om litt.')
  if (code === '3F000' || code === '42883') return new OperatorProblem('Databasen mangler tabellene. Kjør migreringene først («supabase db push»).')
  return error
}
