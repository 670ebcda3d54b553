import { news } from '../nb/news.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ news })
