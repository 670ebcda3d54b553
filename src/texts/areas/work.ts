import { work } from '../nb/work.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ work })
