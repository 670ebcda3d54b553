import { reactive, watch } from 'vue'

/** A person's choices on this device. Kept in localStorage, because they must be known before the first paint. */
export interface Preferences {
  mode: 'system' | 'light' | 'dark'
  language: 'nb' | 'nn' | 'en'
  textSize: 'normal' | 'large' | 'largest'
  /** Single-key shortcuts, such as `/` for search. */
  shortcuts: boolean
  /** The newest update the device held when the last visit ended, by the server's clock (ms), for «Nytt siden sist». */
  lastVisit?: number
  /** How many visits there were, for the install hint. */
  visits: number
  installHintSeen: boolean
}

const key = 'feltboka:preferences'
const defaults: Preferences = { mode: 'system', language: 'nb', textSize: 'normal', shortcuts: true, visits: 0, installHintSeen: false }

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>
  } catch {
    // Unreadable or forbidden storage means the defaults: nothing a person wrote is lost by it.
    return {}
  }
}

export const preferences = reactive<Preferences>({ ...defaults, ...stored() })

watch(preferences, (now) => {
  try {
    localStorage.setItem(key, JSON.stringify(now))
  } catch {
    // The choice holds for this visit; a full or forbidden localStorage cannot keep it longer.
  }
})
