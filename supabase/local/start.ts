/**
 * `npm start`: builds the app when its sources have changed, starts the stand-in and serves everything on one address.
 *
 *   --nullstill      moves everything in the data folder to side first and begins anew
 *   --bare-backend   serves no app
 *   PORT, HOST       where to listen (4173, localhost)
 *   FELTBOKA_DATA    the folder that is kept between runs (.feltboka)
 */
import { parseArgs } from 'node:util'
import { buildApp, needsBuild } from './app-build.ts'
import { bringContentUpToDate, bringReleaseUpToDate } from './content.ts'
import { moveAside, type DataFolder } from './data-folder.ts'
import { OperatorProblem, runCommand, terminalProgress } from './operator.ts'
import { settleLeftover } from './postgres/leftover.ts'
import { addressFromEnvironment, dataFolderFromEnvironment, siteFolder } from './settings.ts'
import { startStandIn } from './stand-in.ts'
import { stopSignal, untilStopped } from './until-stopped.ts'

function readFlags(): { nullstill: boolean; bareBackend: boolean } {
  try {
    const { values } = parseArgs({ options: { nullstill: { type: 'boolean' }, 'bare-backend': { type: 'boolean' } } })
    return { nullstill: values.nullstill ?? false, bareBackend: values['bare-backend'] ?? false }
  } catch (error) {
    throw new OperatorProblem(
      `${error instanceof Error ? error.message : String(error)}\nKjente valg: --nullstill, --bare-backend`,
    )
  }
}

await runCommand(async () => {
  const signal = stopSignal()
  const progress = terminalProgress()
  const { nullstill, bareBackend } = readFlags()
  const address = addressFromEnvironment(process.env, 4173)
  const started = performance.now()
  if (!bareBackend && needsBuild()) await progress.step('Bygger appen', () => buildApp(signal))

  const reset = async (folder: DataFolder) => {
    await settleLeftover(folder.database)
    progress.note(`Det som var, er flyttet til ${moveAside(folder, new Date())}`)
  }
  const standIn = await startStandIn({
    dataFolder: dataFolderFromEnvironment(process.env),
    address,
    ...(bareBackend ? {} : { siteFolder }),
    ...(nullstill ? { beforeStart: reset } : {}),
    prepare: async (databaseUrl, folder) => {
      await bringContentUpToDate(databaseUrl, folder, progress)
      if (!bareBackend) await bringReleaseUpToDate(databaseUrl, folder, progress)
    },
    progress,
    signal,
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1).replace('.', ',')
  progress.note(`Klar på ${seconds} s. Data ligger i ${standIn.dataFolder}`)
  console.log(`\n  Feltboka:  ${standIn.url}\n  Postkasse: ${standIn.url}/mailbox\n\n  Stopp med Ctrl-C.`)
  await untilStopped(standIn, signal)
})
