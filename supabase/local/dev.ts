/** `npm run dev`: Vite's development server with the same backend behind it. PORT, HOST and FELTBOKA_DATA as for `npm start`. */
import { join } from 'node:path'
import { createServer } from 'vite'
import { bringContentUpToDate } from './content.ts'
import { closeServer, listen, urlOf } from './gateway/listening.ts'
import { runCommand, terminalProgress } from './operator.ts'
import { addressFromEnvironment, dataFolderFromEnvironment, projectFolder, type Address } from './settings.ts'
import { startStandIn, type StandIn } from './stand-in.ts'
import { stopSignal, untilStopped } from './until-stopped.ts'

/** What Vite may read out; the data folder with its secrets lies in the project too. */
const served = ['index.html', 'src', 'node_modules'].map((name) => join(projectFolder, name))

/** Serves the sources through Vite as a middleware: as a server of its own, Vite ends the process before the database has stopped. */
async function serveSources(address: Address, { url: target }: StandIn) {
  const servers = await listen(address)
  const [first, ...others] = servers
  for (const other of others) other.on('upgrade', (...upgrade) => first?.emit('upgrade', ...upgrade))
  const close = async () => void (await Promise.all(servers.map(closeServer)))
  try {
    const proxy = Object.fromEntries(['/rest/v1', '/auth/v1', '/storage/v1'].map((path) => [path, { target }]))
    const vite = await createServer({
      root: projectFolder,
      server: { middlewareMode: true, ws: { server: first }, proxy, fs: { allow: served } },
    })
    for (const server of servers) server.on('request', vite.middlewares)
    return { url: urlOf(servers, address), close: async () => void (await Promise.all([vite.close(), close()])) }
  } catch (error) {
    await close()
    throw error
  }
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
    const { url, close } = await serveSources(address, standIn)
    console.log(`\n  Feltboka (utvikling): ${url}\n  Postkasse:            ${standIn.url}/mailbox\n\n  Stopp med Ctrl-C.`)
    await untilStopped(standIn, signal, close)
  } finally {
    await standIn.stop()
  }
})
