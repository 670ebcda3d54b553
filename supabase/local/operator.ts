/** A failure that the person at the terminal can mend: shown as its message alone, without a stack trace. */
export class OperatorProblem extends Error {
  override name = 'OperatorProblem'
}

/** Tells the person at the terminal what is being done; each step is one line with the time it took. */
export interface Progress {
  step<T>(what: string, work: () => Promise<T>): Promise<T>
  note(text: string): void
}

export const silent: Progress = { step: (_what, work) => work(), note: () => {} }

const seconds = (ms: number) => `${(ms / 1000).toFixed(1).replace('.', ',')} s`

/** Progress on the terminal, in Norwegian. */
export function terminalProgress(write: (text: string) => void = (text) => process.stdout.write(text)): Progress {
  return {
    async step(what, work) {
      const started = performance.now()
      write(`  ${what} … `)
      try {
        const result = await work()
        write(`${seconds(performance.now() - started)}\n`)
        return result
      } catch (error) {
        write('\n')
        throw error
      }
    },
    note: (text) => write(`  ${text}\n`),
  }
}

/** Runs a command to its end; a problem the operator can mend becomes one line on stderr and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof OperatorProblem)) throw error
    process.stderr.write(`\n${error.message}\n`)
    process.exitCode = 1
  }
}

/** The code of a system error (`EACCES`, `EADDRINUSE`, …), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
