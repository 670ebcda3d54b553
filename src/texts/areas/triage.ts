import { triage } from '../nb/triage.ts'
import { addTexts } from '../use-texts.ts'

addTexts({ triage })
