import { ref, type Ref } from 'vue'

/** What the browser says of the promise to keep what is stored; `refused` when it was just asked and said no. */
export type Promised = 'kept' | 'open' | 'refused' | 'unknown'

/** The browser's own word on the storage: how much it uses, and whether it has promised to keep it. */
export function useBrowserStorage(storage: StorageManager | undefined = navigator.storage): {
  usage: Ref<number | undefined>
  promised: Ref<Promised | undefined>
  look: () => Promise<void>
  ask: () => Promise<void>
} {
  const usage = ref<number>()
  const promised = ref<Promised>()

  async function look() {
    try {
      usage.value = (await storage?.estimate?.())?.usage
      const kept = await storage?.persisted?.()
      if (kept || promised.value !== 'refused') promised.value = kept === undefined ? 'unknown' : kept ? 'kept' : 'open'
    } catch {
      // A browser that keeps its storage shut (some private windows) says nothing about it.
      promised.value = 'unknown'
    }
  }
  async function ask() {
    try {
      promised.value = await storage?.persist?.() ? 'kept' : 'refused'
    } catch {
      promised.value = 'refused'
    }
  }
  return { usage, promised, look, ask }
}
