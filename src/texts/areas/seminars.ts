import { seminars } from '../nb/seminars.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ seminars })
