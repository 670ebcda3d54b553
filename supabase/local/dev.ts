/** `npm run dev`: Vite's development server with the same backend behind it. PORT, HOST and FELTBOKA_DATA as for `npm start`. */
import { createServer } from 'vite'
import { bringContentUpToDate } from './content.ts'
import { OperatorProblem, runCommand, systemErrorCode, terminalProgress } from './operator.ts'
import { addressFromEnvironment, dataFolderFromEnvironment, projectFolder, type Address } from './settings.ts'
import { startStandIn } from './stand-in.ts'
import { stopSignal, untilStopped } from './until-stopped.ts'

async function startVite({ host, port }: Address, backend: string) {
  const proxy = Object.fromEntries(
    ['/rest/v1', '/auth/v1', '/storage/v1', '/mailbox'].map((path) => [path, { target: backend }]),
  )
  const vite = await createServer({ root: projectFolder, server: { host, port, strictPort: port !== 0, proxy } })
  try {
    await vite.listen()
  } catch (error) {
    await vite.close()
    const taken =
      systemErrorCode(error) === 'EADDRINUSE' || (error instanceof Error && /already in use/.test(error.message))
    throw taken ? new OperatorProblem(`Port ${port} er opptatt av et annet program. Velg en annen med PORT=…`) : error
  }
  return vite
}

await runCommand(async () => {
  const signal = stopSignal()
  const progress = terminalProgress()
  const address = addressFromEnvironment(process.env, 5173)
  const standIn = await startStandIn({
    dataFolder: dataFolderFromEnvironment(process.env),
    prepare: (databaseUrl, folder) => bringContentUpToDate(databaseUrl, folder, progress),
    progress,
    signal,
  })
  try {
    const vite = await startVite(address, standIn.url)
    const url = vite.resolvedUrls?.local[0] ?? ''
    console.log(`\n  Feltboka (utvikling): ${url}\n  Postkasse:            ${url}mailbox\n\n  Stopp med Ctrl-C.`)
    await untilStopped(standIn, signal, () => vite.close())
  } finally {
    await standIn.stop()
  }
})
