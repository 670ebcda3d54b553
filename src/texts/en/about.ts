import type { Texts } from '../nb/index.ts'

export const about: Texts['about'] = {
}
