import { topics } from '../nb/topics.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ topics })
