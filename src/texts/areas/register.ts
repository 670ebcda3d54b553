import { register } from '../nb/register.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ register })
