import { reporting } from '../nb/reporting.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ reporting })
