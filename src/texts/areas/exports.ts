import { exports } from '../nb/exports.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ exports })
