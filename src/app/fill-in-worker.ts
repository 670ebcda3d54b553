/** Fills the library in a worker of its own, which ends with it. However it ends, the pull goes on from there. */
export function fillInWorker(): Promise<void> {
  if (!('Worker' in globalThis)) return Promise.resolve()
  const worker = new Worker(new URL('./fill-worker.ts', import.meta.url), { type: 'module', name: 'fill' })
  return new Promise<void>((resolve) => {
    worker.addEventListener('message', () => resolve())
    worker.addEventListener('error', () => resolve())
  }).finally(() => worker.terminate())
}
