import { shared } from '../nb/shared.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ shared })
