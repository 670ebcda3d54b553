import { storage } from '../nb/storage.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ storage })
