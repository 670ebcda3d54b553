import { files } from '../nb/files.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ files })
