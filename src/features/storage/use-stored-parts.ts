import { inject, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { syncCommandsKey } from '../../data/commands.ts'
import { storageFailure } from '../../data/storage-failure.ts'
import { measureContent, type StoredPart } from '../../data/storage-repository.ts'
import type { Load } from '../../domain/result.ts'

const order: StoredPart['kind'][] = ['model', 'handbook', 'chapter', 'seminar', 'insight', 'project', 'form', 'file', 'obstacle', 'annexRow', 'event', 'tally', 'reportCount', 'snapshot', 'index']

/** What is stored, kind by kind; measured anew when the number of rows has changed, one measuring at a time. */
export function useStoredParts(): ShallowRef<Load<StoredPart[]>> {
  const { status } = inject(syncCommandsKey)!
  const load = shallowRef<Load<StoredPart[]>>({ state: 'loading' })
  let measuring = false
  let again = false
  let alive = true
  onScopeDispose(() => { alive = false })

  async function measure() {
    if (measuring) { again = true; return }
    measuring = true
    do {
      again = false
      try {
        const parts = await measureContent()
        load.value = { state: 'ready', value: parts.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)) }
      } catch (error) {
        load.value = { state: 'failed', code: storageFailure(error) }
      }
    } while (again && alive)
    measuring = false
  }
  watch(() => [status.value.library.held, status.value.register.held, status.value.busy], () => void measure(), { immediate: true })
  return load
}
