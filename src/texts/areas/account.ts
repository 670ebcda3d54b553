import { account } from '../nb/account.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ account })
