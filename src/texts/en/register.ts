import type { Texts } from '../nb/index.ts'

export const register: Texts['register'] = {
}
