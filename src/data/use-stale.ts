import { computed, inject, type ComputedRef } from 'vue'
import type { Stream } from '../domain/sync-status.ts'
import { syncCommandsKey } from './commands.ts'

/** When a stream's content was fetched (ms), if that is long ago and there is no network to ask again. */
export function useStale(stream: Stream): ComputedRef<number | undefined> {
  const { status } = inject(syncCommandsKey)!
  return computed(() => (status.value[stream].state === 'stale' && !status.value.online ? status.value[stream].syncedAt : undefined))
}
