import type { Texts } from '../nb/index.ts'

export const storage: Texts['storage'] = {
}
