/**
 * `npm run release`: writes what any static host can serve of the content beside the built app: each published page as
 * HTML with its text in it, and the snapshot that a new device is filled from.
 *
 *   --site=…             the folder of the built app (dist)
 *   --database-url=…     the database (else DATABASE_URL)
 */
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { OperatorProblem, runCommand } from '../local/operator.ts'
import { siteFolder } from '../local/settings.ts'
import { connectionProblem, connectionTo } from './connection.ts'
import { writePages } from './write-pages.ts'
import { writeSnapshot } from './write-snapshot.ts'

export interface ReleaseOptions {
  databaseUrl: string
  /** The built app, whose `index.html` every page is made from. */
  siteFolder: string
  /** Where the release is put; default: beside the app. */
  releaseFolder?: string
}

/** Writes all of a release as it was at one moment. It reads as the public does, so that nothing else can come along. */
export async function writeRelease({ databaseUrl, siteFolder, releaseFolder = siteFolder }: ReleaseOptions): Promise<{ pages: number; rows: number }> {
  const client = new Client(connectionTo(databaseUrl))
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local role anon')
    return { pages: await writePages(client, siteFolder, releaseFolder), rows: await writeSnapshot(client, releaseFolder) }
  } finally {
    await client.end()
  }
}

if (process.argv[1] === import.meta.filename) {
  await runCommand(async () => {
    const { values } = parseArgs({ options: { site: { type: 'string', default: siteFolder }, 'database-url': { type: 'string' } } })
    const databaseUrl = values['database-url'] ?? process.env.DATABASE_URL
    if (!databaseUrl) throw new OperatorProblem('Ingen database å lage en utgave av. Oppgi --database-url=… eller DATABASE_URL.')
    try {
      const { pages, rows } = await writeRelease({ databaseUrl, siteFolder: values.site })
      console.log(`Skrev ${pages} sider og et øyeblikksbilde av ${rows} dokumenter i ${values.site}.`)
    } catch (error) {
      throw connectionProblem(error)
    }
  })
}
