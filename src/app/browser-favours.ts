/** The tag by which the browser wakes the service worker when there is a network again. */
const tag = 'feltboka-outbox'

/** Asks the browser, once somebody has written something, to promise not to clear it away. It may say no: the storage page shows what it said. */
export async function askToKeep(storage: StorageManager | undefined = navigator.storage): Promise<void> {
  try {
    if (!await storage?.persisted?.()) await storage?.persist?.()
  } catch {
    // A browser that keeps its storage shut promises nothing.
  }
}

/** Asks to be woken when there is a network again, where browsers do that. Only an open tab sends: with none open, it waits for the next visit. */
export async function sendInBackground(container: ServiceWorkerContainer | undefined = navigator.serviceWorker): Promise<void> {
  try {
    const registration = await container?.getRegistration() as { sync?: { register(tag: string): Promise<void> } } | undefined
    await registration?.sync?.register(tag)
  } catch {
    // Not allowed: the tab's own timer and its coming into view will do.
  }
}
