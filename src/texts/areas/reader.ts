import { reader } from '../nb/reader.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ reader })
