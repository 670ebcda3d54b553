import { onScopeDispose } from 'vue'
import { preferences } from '../../data/preferences.ts'

/** What a key asks for. */
export type KeyAct = 'next' | 'previous' | 'first' | 'second' | 'third' | 'connect' | 'make' | 'ask' | 'decline' | 'undo' | 'keys'

const acts: Record<string, KeyAct> = { j: 'next', k: 'previous', 1: 'first', 2: 'second', 3: 'third', enter: 'connect', n: 'make', s: 'ask', l: 'decline', z: 'undo', '?': 'keys' }

/** Where the focus is: in a field, in an open dialog, or on something that Enter presses by itself. */
export interface Focus { writing: boolean; dialog: boolean; pressable: boolean }

/** What a key asks for, if anything. One held down steps on, and does nothing else a second time. */
export function actOf({ key, ctrlKey, metaKey, altKey, repeat }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>, focus: Focus): KeyAct | undefined {
  if (ctrlKey || metaKey || altKey || focus.writing || focus.dialog) return undefined
  const act = acts[key.toLowerCase()]
  if (act === 'connect' && focus.pressable) return undefined
  return repeat && act !== 'next' && act !== 'previous' ? undefined : act
}

function focusOf(target: HTMLElement): Focus {
  const isRadio = target instanceof HTMLInputElement && target.type === 'radio'
  return {
    writing: target.isContentEditable || (/^(input|textarea|select)$/i.test(target.tagName) && !isRadio),
    dialog: document.querySelector('dialog[open]') !== null,
    pressable: target.closest('a, button, summary') !== null,
  }
}

/** Listens for the keys while the page is open, where there is a keyboard's worth of room and a person has not turned them off. */
export function useKeys(wide: () => boolean, run: (act: KeyAct) => void): void {
  const onKey = (event: KeyboardEvent) => {
    const act = wide() && preferences.shortcuts ? actOf(event, focusOf(event.target as HTMLElement)) : undefined
    if (!act) return
    event.preventDefault()
    run(act)
  }
  document.addEventListener('keydown', onKey)
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}
