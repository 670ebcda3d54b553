import { shallowRef } from 'vue'
import { everywhere, type Texts } from './nb/index.ts'

export type Language = 'nb' | 'nn' | 'en'

/** As much of it as the pages opened until now have brought with them; the other languages come whole. */
let nb = everywhere as Texts
const texts = shallowRef<Texts>(nb)
const language = shallowRef<Language>('nb')

const others: Record<Exclude<Language, 'nb'>, () => Promise<Texts>> = {
  nn: async () => (await import('./nn/index.ts')).nn,
  en: async () => (await import('./en/index.ts')).en,
}

/** Changes the language of every text on screen, without a reload. */
export async function setLanguage(next: Language): Promise<void> {
  const other = next === 'nb' ? undefined : await others[next]()
  texts.value = other ?? nb
  language.value = next
  document.documentElement.lang = next
}

/** Adds the bokmål of one task. A page imports `areas/<task>.ts` for every task whose texts it shows. */
export function addTexts(area: Partial<Texts>): void {
  nb = { ...nb, ...area }
  if (language.value === 'nb') texts.value = nb
}

/** The texts in the language chosen; `.value` changes when the language does. */
export const useTexts = () => texts
export const useLanguage = () => language
