import { sending } from '../nb/sending.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ sending })
