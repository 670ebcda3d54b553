import { seldom } from '../nb/seldom.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ seldom })
