import { overview } from '../nb/overview.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ overview })
