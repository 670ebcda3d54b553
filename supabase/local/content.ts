import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOfFiles } from './app-build.ts'
import type { DataFolder } from './data-folder.ts'
import { inviteFirstPeople } from './first-people.ts'
import { OperatorProblem, type Progress } from './operator.ts'
import { contentFolder, migrationsFolder, projectFolder, siteFolder } from './settings.ts'

/** What decides what the database holds after loading: the content, what reads it, and the tables it goes into. */
const inputs = [contentFolder, migrationsFolder, join(projectFolder, 'supabase/publish')]

/** Writes what static hosts would serve of the content as the database shows it now. */
export async function bringReleaseUpToDate(databaseUrl: string, folder: DataFolder, progress: Progress): Promise<void> {
  const { writeRelease } = await import('../publish/write-release.ts')
  await progress.step('Skriver sidene', () => writeRelease({ databaseUrl, siteFolder, releaseFolder: folder.releaseFolder }))
}

/** Loads the content unless this database already holds it as it stands now; with the first of it come people to try the roles as. */
export async function bringContentUpToDate(databaseUrl: string, folder: DataFolder, progress: Progress): Promise<void> {
  const hash = hashOfFiles(inputs)
  const isNew = !existsSync(folder.contentMark)
  if (!isNew && readFileSync(folder.contentMark, 'utf8') === hash) return
  // Read only when it is needed: checking content takes parsers that a second start can do without.
  const { ContentProblems, loadContent } = await import('../publish/load-content.ts')
  const said: string[] = []
  try {
    await progress.step('Laster innholdet', () =>
      loadContent({ databaseUrl, contentDir: contentFolder, log: (line) => said.push(line) }),
    )
  } catch (error) {
    if (error instanceof ContentProblems) throw new OperatorProblem(error.message)
    throw error
  }
  for (const line of said) progress.note(line)
  if (isNew) await inviteFirstPeople(databaseUrl, progress)
  writeFileSync(folder.contentMark, hash)
}
