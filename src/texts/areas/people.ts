import { people } from '../nb/people.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ people })
