import type { Texts } from '../nb/index.ts'

export const exports: Texts['exports'] = {
  title: 'Annexes and lists',
  lead: 'Make the annex to the annual report, the status list for the board, or the letter to a recipient. All of it is made on this device, also offline. The documents are in Norwegian.',
  forOffice: { title: 'For the programme office only', text: 'Annexes and lists are made by the programme office, since they draw on everything in the register. The obstacles that are public, you can read yourself.', obstacles: 'See the obstacles', signIn: 'Sign in' },
  source: {
    legend: 'Figures and text from', now: 'The register right now', nowText: 'With what you have done on this device',
    frozen: (date) => `Frozen ${date}`, about: (name, obstacles) => `${name}. ${obstacles} obstacles. Does not change.`,
    notHere: 'Not on this device',
    waiting: (name) => `“${name}” will be frozen when it has been sent.`, refused: (name) => `“${name}” was not frozen.`, seeWhy: 'See why',
  },
  fetch: {
    title: 'The content is not on this device', text: 'Download it once, and you can use it offline too.', button: 'Download to this device', working: 'Downloading',
    offline: 'We could not reach the server. What is on this device is safe. Try again when you are back online.',
    missing: 'The server does not have this, or you no longer have access to it.',
    failed: 'We could not download it. What is on this device is safe. Try again in a little while.',
  },
  document: { legend: 'Document', annex: 'Annex to the annual report', status: 'Status list for the board', letter: 'Letter to a recipient' },
  year: 'Year',
  recipient: 'Recipient',
  noRecipient: 'No open obstacles have been escalated to anyone here.', noRecipientFrozen: 'Choose “The register right now” to see who has been asked by today.',
  obstacles: { legend: 'Obstacles', inYear: (year, n) => `All documented in ${year} (${n})`, all: (n) => `All (${n})`, open: (n) => `Only open ones (${n})`, inLetter: (n) => `${n === 1 ? 'One open obstacle' : `${n} open obstacles`} in the letter.` },
  lacking: { title: (n) => (n === 1 ? 'One row lacks follow-up' : `${n} rows lack follow-up`), text: 'They have a dash in the annex.', fill: 'Fill in', lacks: 'Missing' },
  guard: { none: 'No names or national identity numbers found', found: 'Look this over before you send it on', elsewhere: 'Elsewhere in the text' },
  preview: { title: 'Preview', part: (at, of) => `Preview, part ${at} of ${of}`, before: 'Previous part', after: 'Next part', nothing: 'No obstacles match what you have chosen.' },
  save: {
    word: 'Download Word', excel: 'Excel', csv: 'CSV', working: 'Making the file', done: (file) => `Saved: ${file}`,
    failed: 'The file was not made. What you have chosen is still here. Try again, and reload the page if that does not help.',
    names: { annex: 'vedlegg', status: 'statusliste', letter: 'brev' },
  },
  freeze: {
    title: 'Freeze the register now', text: 'The register as it is now is kept under a name and never changed. It cannot be deleted.',
    name: 'Name', hint: 'For example “For the board, 26 November 2026”', button: 'Freeze the register now',
    noName: 'Write a name first.', stop: 'The name contains a national identity number. Write it without.',
    ask: {
      title: (name) => `Freeze the register as “${name}”?`, text: 'It cannot be undone, and the name cannot be changed.',
      unsent: (n) => `${n === 1 ? 'One thing you have done has' : `${n} things you have done have`} not been sent yet. To be sure that everything is included, send it first.`,
      confirm: 'Freeze', cancel: 'Cancel',
    },
    done: (name) => `“${name}” has been ordered. The register is frozen as it is when the server is told.`,
  },
}
