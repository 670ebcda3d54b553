import { cases } from '../nb/cases.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ cases })
