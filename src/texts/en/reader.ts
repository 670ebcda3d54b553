import type { Texts } from '../nb/index.ts'

export const reader: Texts['reader'] = {
}
