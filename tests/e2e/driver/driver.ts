/** The app without its pages: the real sync, databases and verbs, for a test to use in a browser as a page would. */
import { effectScope } from 'vue'
import { createSync } from '../../../src/app/create-sync.ts'
import { createObstacle, editObstacle } from '../../../src/data/casework-repository.ts'
import { deviceDatabase } from '../../../src/data/device-database.ts'
import { findDraft, keepDraft } from '../../../src/data/draft-repository.ts'
import { giveUp, listNeedingHelp } from '../../../src/data/outbox-repository.ts'
import { listReports, submitReport, writeMessage } from '../../../src/data/report-repository.ts'
import { useLive } from '../../../src/data/use-live.ts'

const { commands, account, start } = createSync()
const reports = effectScope(true).run(() => useLive(listReports))!

const verbs = {
  ...commands, ...account, start,
  status: () => commands.status.value,
  /** One's own reports, as a page that follows them shows them now. */
  shownReports: () => reports.value,
  createObstacle, editObstacle, findDraft, giveUp, keepDraft, listNeedingHelp, submitReport, writeMessage,
  deviceDatabase,
}

declare global {
  var feltboka: typeof verbs
}
globalThis.feltboka = verbs
