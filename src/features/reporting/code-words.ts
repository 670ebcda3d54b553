import type { Result } from '../../domain/result.ts'
import type { Texts } from '../../texts/nb/index.ts'

/** Why a case was not to be had by its code, and what to do. */
export function codeTrouble(result: Result<unknown>, words: Texts['cases']['code']): string {
  if (result.ok) return ''
  switch (result.code) {
    case 'not-found': return words.unknown
    case 'too-many': return words.tooMany(Math.max(1, Math.ceil((result.retryAfter ?? 60) / 60)))
    case 'offline': return words.noNet
    case 'storage-full': return words.full
    default: return words.failed
  }
}
