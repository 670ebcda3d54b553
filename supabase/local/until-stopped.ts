import { OperatorProblem } from './operator.ts'
import type { StandIn } from './stand-in.ts'

/**
 * Aborts at Ctrl-C, a request to end or a closed terminal. Being asked twice (npm passes the signal on as well) does
 * not stop anything harder.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  const abort = () => stop.abort(new OperatorProblem('Stoppet før alt var klart.'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abort)
  return stop.signal
}

/** Waits to be asked to stop, and stops in order. A database that ends by itself ends everything. */
export async function untilStopped(
  standIn: StandIn,
  signal: AbortSignal,
  alsoStop: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const asked = new Promise<'asked'>((resolve) => {
    if (signal.aborted) resolve('asked')
    signal.addEventListener('abort', () => resolve('asked'))
  })
  const why = await Promise.race([asked, standIn.databaseEnded.then(() => 'database' as const)])
  if (why === 'asked') console.log('\n  Stopper …')
  await alsoStop()
  await standIn.stop()
  if (why === 'asked') return
  const log = `${standIn.dataFolder}/database.log`
  throw new OperatorProblem(`Databasen stoppet av seg selv. Loggen ligger i ${log}. Start på nytt med «npm start».`)
}
