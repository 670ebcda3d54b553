import { privacy } from '../nb/privacy.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ privacy })
