import { casework } from '../nb/casework.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ casework })
