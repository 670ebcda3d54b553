import { about } from '../nb/about.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ about })
