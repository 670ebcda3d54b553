import { library } from '../nb/library.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ library })
