import { formatBytes } from './format.ts'
import type { Language } from './use-texts.ts'

/** How much of something has come, as it is said before «av 9,8 MB»: without the unit where that is the same. */
export function formatPart(bytes: number, of: number, language: Language): string {
  const [part, unit] = formatBytes(bytes, language).split('\u00A0') as [string, string]
  return formatBytes(of, language).endsWith(unit) ? part : `${part}\u00A0${unit}`
}
