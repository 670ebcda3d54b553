import type { Texts } from '../nb/index.ts'

export const home: Texts['home'] = {
}
