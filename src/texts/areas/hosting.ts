import { hosting } from '../nb/hosting.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ hosting })
