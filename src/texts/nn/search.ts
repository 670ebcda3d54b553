import type { Texts } from '../nb/index.ts'

export const search: Texts['search'] = {
}
