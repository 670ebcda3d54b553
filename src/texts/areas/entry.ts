import { entry } from '../nb/entry.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ entry })
