import type { Texts } from '../nb/index.ts'

export const library: Texts['library'] = {
}
