import { project } from '../nb/project.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ project })
