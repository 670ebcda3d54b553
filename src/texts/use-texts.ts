import { shallowRef } from 'vue'
import { nb, type Texts } from './nb/index.ts'

export type Language = 'nb' | 'nn' | 'en'

const texts = shallowRef<Texts>(nb)
const language = shallowRef<Language>('nb')

const loaders: Record<Language, () => Promise<Texts>> = {
  nb: async () => nb,
  nn: async () => (await import('./nn/index.ts')).nn,
  en: async () => (await import('./en/index.ts')).en,
}

/** Changes the language of every text on screen, without a reload. */
export async function setLanguage(next: Language): Promise<void> {
  texts.value = await loaders[next]()
  language.value = next
  document.documentElement.lang = next
}

/** The texts in the language chosen; `.value` changes when the language does. */
export const useTexts = () => texts
export const useLanguage = () => language
