import { ref, type Ref } from 'vue'

/** What became of it: the address was copied, or it could not be and stands in the message for the person to copy. */
export type Shared = { state: 'copied' } | { state: 'by-hand'; address: string }

/** The parts of a browser that sharing uses. */
export type SharingDevice = Pick<Navigator, 'clipboard'> & { share?: (data: ShareData) => Promise<void> }

/** Hands an address to the system's share sheet, or copies it where there is none. */
export function useShare(device: SharingDevice = navigator): { shared: Ref<Shared | undefined>; share: (title: string, address: string) => Promise<void> } {
  const shared = ref<Shared>()

  async function share(title: string, address: string) {
    shared.value = undefined
    if (device.share) {
      try {
        await device.share({ title, url: address })
        return
      } catch (error) {
        // Closing the sheet is an answer too; anything else means that the sheet does not work here.
        if ((error as Error).name === 'AbortError') return
      }
    }
    try {
      await device.clipboard.writeText(address)
      shared.value = { state: 'copied' }
    } catch {
      shared.value = { state: 'by-hand', address }
    }
  }
  return { shared, share }
}
