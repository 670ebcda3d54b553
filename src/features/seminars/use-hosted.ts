import { computed, inject, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { seminarsKey, syncCommandsKey } from '../../data/commands.ts'
import { findHosted, keepHosted } from '../../data/joining-repository.ts'
import { findDocument } from '../../data/library-repository.ts'
import { usePage } from '../../data/use-page.ts'
import type { LibraryRow } from '../../domain/documents.ts'
import type { ErrorCode, Load } from '../../domain/result.ts'
import { codeToShow, type Evaluation, type SeminarCode } from '../../domain/seminars.ts'
import { useAskedAgain } from './use-asked-again.ts'

export type HostState = 'loading' | 'ready' | 'sign-in' | 'forbidden' | 'needs-net' | ErrorCode

export interface Hosted {
  slug: ComputedRef<string>
  page: ComputedRef<Load<LibraryRow<'seminar'>>>
  retry: () => void
  /** What there is to show of what only the server knows, or why there is nothing. */
  state: ComputedRef<HostState>
  online: ComputedRef<boolean>
  codes: ShallowRef<SeminarCode[]>
  told: ShallowRef<Evaluation | undefined>
  /** The code for those who come: the one in the address, or the one that is open. */
  code: ComputedRef<SeminarCode | undefined>
  /** The address that the code's QR code says. */
  address: ComputedRef<string>
  /** When what is shown was told (ms). */
  at: Ref<number | undefined>
  /** The last question was not answered: what is shown is from before. */
  isBehind: ComputedRef<boolean>
  ask: () => Promise<void>
}

/** A seminar as its hosts see it: its codes, who has joined and what they answered, asked for again while it is looked at. */
export function useHosted(): Hosted {
  const { status } = inject(syncCommandsKey)!
  const askSeminars = inject(seminarsKey)!
  const route = useRoute()
  const slug = computed(() => route.params.slug as string)
  const { page, retry } = usePage('seminar', () => slug.value, (name) => findDocument('seminar', name))

  const codes = shallowRef<SeminarCode[]>([])
  const told = shallowRef<Evaluation>()
  const at = ref<number>()
  const failed = ref<'forbidden' | ErrorCode>()
  const online = computed(() => status.value.online)
  const who = computed(() => status.value.own?.signedInAs)
  const uid = computed(() => status.value.own?.uid)

  const state = computed<HostState>(() => {
    if (who.value === undefined) return 'loading'
    if (who.value !== 'user' || failed.value === 'signed-out') return 'sign-in'
    if (failed.value === 'forbidden') return 'forbidden'
    // The codes that were told before are good until the server says otherwise; the counts come when it answers.
    if (told.value || codes.value.length > 0) return 'ready'
    if (!online.value || failed.value === 'offline') return 'needs-net'
    return failed.value ?? 'loading'
  })

  const ask = useAskedAgain(async () => {
    const [asker, about] = [uid.value, slug.value]
    if (who.value !== 'user' || !online.value) return false
    const evaluation = await askSeminars((seminars) => seminars.evaluation(about))
    const found = evaluation.ok && evaluation.value !== 'forbidden' ? await askSeminars((seminars) => seminars.codes(about)) : evaluation
    if (asker !== uid.value || about !== slug.value) return false
    failed.value = !evaluation.ok ? evaluation.code : !found.ok ? found.code : evaluation.value === 'forbidden' ? 'forbidden' : undefined
    if (evaluation.ok && evaluation.value !== 'forbidden' && found.ok) {
      told.value = evaluation.value
      codes.value = found.value as SeminarCode[]
      at.value = Date.now()
      if (asker !== undefined) void keepHosted(asker, about, codes.value)
    } else if (failed.value === 'forbidden' || failed.value === 'signed-out') told.value = undefined
    return evaluation.ok && found.ok
  })
  watch([who, uid, slug, online], ([, user, about], [, before, other]) => {
    if (user !== before || about !== other) {
      told.value = failed.value = at.value = undefined
      codes.value = []
      if (user !== undefined) void findHosted(user, about).then((kept) => { if (user === uid.value && about === slug.value && at.value === undefined) codes.value = kept }, () => { /* the server tells */ })
    }
    void ask()
  }, { immediate: true })

  const code = computed(() => codes.value.find((one) => one.code === route.query.kode) ?? codeToShow(codes.value, Date.now()))
  return {
    slug, page, retry, state, online, codes, told, code, at, ask,
    address: computed(() => `${location.origin}/s/${code.value?.code ?? ''}`),
    isBehind: computed(() => state.value === 'ready' && (!online.value || failed.value !== undefined)),
  }
}
