import { computed, inject, ref, type ComputedRef, type Ref } from 'vue'
import { accountCommandsKey, syncCommandsKey } from '../../data/commands.ts'
import type { ErrorCode, Result } from '../../domain/result.ts'

export interface SignIn {
  /** What is being done; the same is not begun twice. */
  busy: Ref<'sending' | 'entering' | undefined>
  failed: Ref<{ code: ErrorCode; retryAfter?: number } | undefined>
  /** The server has forgotten the anonymous user who is here, so that what they have not sent waits for a word. */
  isLost: ComputedRef<boolean>
  requestCode: (email: string) => Promise<boolean>
  enterCode: (code: string) => Promise<boolean>
  enterReturnCode: (code: string) => Promise<boolean>
  /** Goes to the municipality's sign-in, away from this page. */
  leaveForWorkAccount: () => Promise<void>
  startAnew: () => Promise<boolean>
}

/** Signing in, one step at a time. What must be sent before it is sent here: a person who signs in need not know of it. */
export function useSignIn(): SignIn {
  const { status, syncNow } = inject(syncCommandsKey)!
  const account = inject(accountCommandsKey)!
  const busy: SignIn['busy'] = ref()
  const failed: SignIn['failed'] = ref()
  const isLost = computed(() => status.value.own?.signedInAs === 'expired' && status.value.own.email === undefined)

  async function run<T>(what: 'sending' | 'entering', act: () => Promise<Result<T>>): Promise<Result<T> | undefined> {
    if (busy.value) return undefined
    busy.value = what
    failed.value = undefined
    let result = await act()
    if (!result.ok && result.code === 'unsent' && !isLost.value) {
      await syncNow()
      result = await act()
    }
    busy.value = undefined
    failed.value = result.ok ? undefined : result
    return result
  }
  const done = async (result: Promise<Result<void> | undefined>) => (await result)?.ok === true

  return {
    busy, failed, isLost,
    requestCode: (email) => done(run('sending', () => account.requestCode(email))),
    enterCode: (code) => done(run('entering', () => account.enterCode(code))),
    enterReturnCode: (code) => done(run('entering', () => account.enterReturnCode(code))),
    async leaveForWorkAccount() {
      const left = await run('entering', () => account.leaveForWorkAccount(`${location.origin}/konto`))
      if (left?.ok) location.assign(left.value)
    },
    startAnew: () => done(run('entering', () => account.startAnew())),
  }
}
