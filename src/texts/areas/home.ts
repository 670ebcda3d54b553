import { home } from '../nb/home.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ home })
