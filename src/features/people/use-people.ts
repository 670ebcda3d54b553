import { computed, inject, reactive, ref, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { peopleCommandsKey, syncCommandsKey } from '../../data/commands.ts'
import type { People, RoleName } from '../../domain/people.ts'
import type { ErrorCode } from '../../domain/result.ts'
import type { Organisation } from '../../domain/vocabulary.ts'

export interface RoleDraft { email: string; role: RoleName; organisation: Organisation | ''; body: string }

const empty: RoleDraft = { email: '', role: 'developer', organisation: '', body: '' }
/** What is being filled in. It outlives the page, for whoever must sign in again on the way; another user does not find it. */
const draft = reactive<RoleDraft>({ ...empty })
let writer: string | undefined

export interface ShownPeople {
  /** What the page has to show: the list, why there is none, or neither yet. */
  state: ComputedRef<'loading' | 'ready' | 'sign-in' | 'forbidden' | 'needs-net' | ErrorCode>
  people: ShallowRef<People | undefined>
  draft: RoleDraft
  online: ComputedRef<boolean>
  /** The address of whoever looks. */
  own: ComputedRef<string | undefined>
  load: () => Promise<void>
}

/** People and their roles, as the server tells them: asked for when there is a network and somebody is signed in. */
export function usePeople(): ShownPeople {
  const { status } = inject(syncCommandsKey)!
  const { find } = inject(peopleCommandsKey)!
  const people = shallowRef<People>()
  const failed = ref<'forbidden' | ErrorCode>()
  const online = computed(() => status.value.online)
  const who = computed(() => status.value.own?.signedInAs)
  const uid = computed(() => status.value.own?.uid)

  const state = computed(() => {
    if (who.value === undefined) return 'loading'
    if (who.value !== 'user' || failed.value === 'signed-out') return 'sign-in'
    if (failed.value === 'forbidden') return 'forbidden'
    if (people.value) return 'ready'
    if (!online.value || failed.value === 'offline') return 'needs-net'
    return failed.value ?? 'loading'
  })

  /** What is shown stays until there is something newer; who must not see it any more is shown nothing. */
  async function load() {
    const asker = uid.value
    const found = await find()
    if (asker !== uid.value) return
    const told = found.ok ? found.value : found.code
    failed.value = typeof told === 'string' ? told : undefined
    if (typeof told !== 'string') people.value = told
    else if (told === 'forbidden' || told === 'signed-out') people.value = undefined
  }

  watch([who, uid, online], ([now, user], [, before]) => {
    if (user !== before) people.value = failed.value = undefined
    if (user !== undefined && user !== writer) {
      if (writer !== undefined) Object.assign(draft, empty)
      writer = user
    }
    if (now === 'user' && online.value) void load()
  }, { immediate: true })

  return { state, people, draft, online, own: computed(() => status.value.own?.email), load }
}
