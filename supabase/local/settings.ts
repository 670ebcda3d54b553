import { join } from 'node:path'
import { OperatorProblem } from './operator.ts'

export const projectFolder = join(import.meta.dirname, '../..')
export const migrationsFolder = join(projectFolder, 'supabase/migrations')
export const contentFolder = join(projectFolder, 'supabase/content')
export const siteFolder = join(projectFolder, 'dist')

/** The key that the app sends as `apikey`; it only names the caller as the public and is no secret. */
export const publishableKey = 'sb_publishable_feltboka-local'

/** What auth answers by; the same values as in `supabase/config.toml`. */
export const authSettings = {
  accessTokenSeconds: 3600,
  codeDigits: 6,
  codeSeconds: 900,
  refreshReuseSeconds: 10,
  secondsBetweenCodes: 1,
  /** For each address within an hour, for each within five minutes, and e-mails to everyone together within an hour. */
  perHour: { anonymousUsers: 3000 },
  perFiveMinutes: { signInSignUps: 100, tokenVerifications: 60, tokenRefresh: 1800 },
  emailsPerHour: 200,
}

export interface Address {
  host: string
  port: number
}

/** Where to listen: `HOST` and `PORT`, else this machine alone on the given port. */
export function addressFromEnvironment(environment: NodeJS.ProcessEnv, defaultPort: number): Address {
  const port = Number(environment.PORT ?? defaultPort)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new OperatorProblem(`PORT må være et tall mellom 0 og 65535, ikke «${environment.PORT}».`)
  }
  return { host: environment.HOST ?? 'localhost', port }
}

/** The folder that keeps the database and the files between runs: `FELTBOKA_DATA`, else `.feltboka` in the project. */
export function dataFolderFromEnvironment(environment: NodeJS.ProcessEnv): string {
  return environment.FELTBOKA_DATA || join(projectFolder, '.feltboka')
}
