import { search } from '../nb/search.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ search })
