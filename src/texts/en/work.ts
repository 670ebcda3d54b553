import type { Texts } from '../nb/index.ts'

export const work: Texts['work'] = {
  office: 'Programme office',
  developer: 'Developer',
  inbox: 'Inbox',
  inboxLine: 'What others have reported, for you to work with',
  exports: 'Annex and lists',
  exportsLine: 'The annual report’s annex, the board’s list and letters, as Word, Excel and CSV',
  people: 'People and roles',
  peopleLine: 'Who may do what',
  unread: (n) => `${n} unread`,
}
