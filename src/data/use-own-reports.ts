import { computed, inject, ref, watch, type ComputedRef, type Ref } from 'vue'
import { saidTheSame, type OwnReport } from '../domain/own-reports.ts'
import type { ErrorCode, Result } from '../domain/result.ts'
import { syncCommandsKey } from './commands.ts'
import { listReports, sayTheSame, withdrawReport, type SameHere } from './report-repository.ts'
import { useLive } from './use-live.ts'

/** One's own reports, kept current; none until the device has told. */
export function useOwnReports(): ComputedRef<readonly OwnReport[]> {
  const found = useLive(listReports)
  return computed(() => (found.value.state === 'ready' ? found.value.value : []))
}

/** Saying that a known obstacle is one's own too, and taking it back. `failed` says why a tap did nothing. */
export function useSameHere(obstacle: () => string | undefined): {
  /** What one has said already. */
  said: ComputedRef<OwnReport | undefined>
  failed: Ref<ErrorCode | undefined>
  /** Answers the report's id; nothing when it could not be kept. */
  say: (more?: SameHere, draft?: string) => Promise<string | undefined>
  takeBack: () => Promise<void>
} {
  const { status, syncNow } = inject(syncCommandsKey)!
  const reports = useOwnReports()
  const said = computed(() => { const number = obstacle(); return number === undefined ? undefined : saidTheSame(reports.value, number) })
  const failed = ref<ErrorCode>()
  // From the tap until what it led to shows, or has failed: a second tap is the same one.
  let busy = false
  watch([said, obstacle], () => { busy = false })

  async function once<T>(write: () => Promise<Result<T>>): Promise<T | undefined> {
    if (busy) return undefined
    busy = true
    const written = await write()
    failed.value = written.ok ? undefined : written.code
    if (!written.ok) {
      busy = false
      return undefined
    }
    if (status.value.online) void syncNow()
    return written.value
  }
  return {
    said, failed,
    async say(more, draft) {
      const number = obstacle()
      return number === undefined || said.value ? undefined : once(() => sayTheSame(number, more, draft))
    },
    async takeBack() {
      const report = said.value
      if (report) await once(() => withdrawReport(report.id))
    },
  }
}
