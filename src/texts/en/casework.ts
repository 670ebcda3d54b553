import type { Texts } from '../nb/index.ts'
import { inList } from '../in-list.ts'

const listed = (names: readonly string[]) => inList(names, 'and')
const days = (n: number) => (n === 1 ? 'one day' : `${n} days`)

export const casework: Texts['casework'] = {
  status: { registered: 'Registered', assessed: 'Assessed', escalated: 'Escalated', 'following-up': 'Being followed up', resolved: 'Solved', closed: 'Closed without a solution' },
  way: {
    'fast-motepunkt': 'Raised at a regular meeting', 'skriftlig-oversendelse': 'Sent in writing', veiledning: 'Guidance given', arbeidsgruppe: 'Passed to a working group',
    prosjekt: 'Followed up in a project', svar: 'Answer received', lukket: 'Closed',
  },
  statusLabel: 'Status',
  notPublic: 'Not public',
  noNumber: 'Gets a number when it has been sent',
  waiting: 'Not sent yet',
  mergedInto: (number) => `Merged with ${number}`,
  mergedText: 'What happens next is told there. Everything that belonged to this one is kept.', mergedUnseen: 'This has been merged into an obstacle that is not public yet. The follow-up continues there.',
  merged: 'Merged with this one',
  list: { order: 'Order', byNumber: 'By number', longest: 'Standing longest', standing: (names, n) => `Waiting for ${listed(names)}, ${n === 0 ? 'since today' : days(n)}`, late: 'past the deadline', asked: (n) => `Waiting for your answer (${n})`, take: (n) => (n === 1 ? 'Take the one obstacle as' : `Take the ${n} obstacles as`), file: 'Obstacles', saved: 'The file is saved.', failed: 'The file could not be made. Try again.' },
  sections: 'Concerns these parts',
  matrix: {
    title: (year: number) => `Reports in ${year}, by district and service`, year: 'Year', table: 'Table', bars: 'Chart', district: 'District', reports: 'Reports', hidden: 'hidden',
    scroll: 'Table, can be scrolled sideways',
    note: '“Hidden” is fewer than 5, or a number that could have revealed it. That way nobody can be recognised.',
    steps: 'The numbers tell how many people have reported. They change only when at least five more have.',
    none: (year: number) => `No numbers to show for ${year} yet. A number is shown once at least five have reported from the same district and service.`,
    own: {
      show: 'Show the office’s own numbers', title: 'For the programme office only. These numbers must not leave the office.',
      text: 'They count every report in the inbox on this device, also from those who would rather not say where they work. Small numbers may reveal who has reported.',
      none: (year: number) => `No reports in ${year} have both a district and a service.`,
    },
  },
  ladder: {
    days: (n) => (n === 1 ? 'day' : 'days'),
    here: 'Stands here now', notHere: 'Not escalated to here', wasHere: 'Has stood here',
    owes: (names) => `${listed(names)} owes an answer`,
    waits: (names) => `Waiting for an answer from ${listed(names)}`,
    since: (date, n) => (n === 0 ? 'Since today.' : `Since ${date}, ${days(n)}.`),
    due: (date) => `The deadline is ${date}.`,
    late: (date, n) => `The deadline was ${date}, ${days(n)} ago.`,
    answered: (names) => `${listed(names)} has answered`,
    answeredOn: (date) => `The answer came ${date}.`,
    resolved: 'The obstacle is solved', closed: 'Closed without a solution',
    own: (name) => `Followed up by ${name}`, nobody: 'Not escalated to anybody yet',
  },
  log: {
    title: 'What has been done', none: 'Nothing has been noted yet.', all: (n) => `Show the whole history (${n})`, less: 'Show what matters most',
    by: { office: 'the programme office', developer: (name) => `the developer in ${name}`, recipient: (name) => name },
    created: 'Registered', moved: (status) => `New status: ${status}`, escalated: (names) => `Escalated to ${listed(names)}`,
    answer: (name) => `Answer from ${name}`, published: 'Made public', unpublished: 'Taken out of the public register',
    edited: (fields) => `Changed ${listed(fields)}`, deadline: (name, date) => `Deadline for ${name}: ${date}`, noDeadline: (name) => `No deadline for ${name} any more`,
    merged: (number) => `Merged with ${number}`, parted: 'Parted again', asked: 'Asked those who reported whether it is still so',
    redacted: 'Text removed from the history', gone: 'The text has been removed by the programme office.', redact: 'Remove the text', redactAsk: { title: 'Remove the text for good?', text: 'Use this when something about a person should not have been written. The text disappears for everyone, in frozen registers too, and cannot be brought back. The history shows that it has been removed.', confirm: 'Remove the text', cancel: 'Cancel' },
    before: 'Before', after: 'Now', empty: 'Empty', internal: 'Only for those who work with the obstacle',
  },
  work: {
    title: 'Work with the obstacle', who: { office: 'You belong to the programme office.', developer: 'You are a developer of this obstacle.', recipient: 'You answer for somebody who was asked.' },
    failed: 'It was not saved', saved: 'Saved on the device.', savedSent: 'Saved. It is sent by itself.',
    needed: 'Fill this in first.', cancel: 'Cancel', kept: 'The text is saved on the device while you write.', discard: 'Delete the draft',
    text: 'Description', hint: 'Write about the work, not about single persons.', date: 'Date', dateHint: 'The day it happened.', isPublic: 'Show to everyone when the obstacle is public',
    status: {
      open: 'Change status', title: 'Change status', now: (status) => `Status now: ${status}`, to: 'New status', reason: 'Why?', reasonHint: 'Shown to everyone, and to those who reported.', send: 'Change status',
      ask: 'Before you close it, you can ask those who reported whether it is still so.', none: 'Escalate the obstacle to go on.',
    },
    lift: {
      open: 'Escalate', title: 'Escalate to somebody who can act', to: 'To', text: 'What do you ask for?', textHint: 'Shown to everyone when the obstacle is public. May be left empty.', due: 'Deadline for an answer', dueHint: 'May be left empty. Only those who work with the obstacle see the deadline.',
      send: 'Escalate the obstacle', assessFirst: 'The obstacle must be assessed before it is escalated.',
    },
    log: { open: 'Note follow-up', title: 'What has been done?', way: 'Kind of follow-up', whose: 'Answer from', text: 'What was done, or what was answered?', send: 'Note it' },
    answer: { open: 'Answer', title: (name) => `Answer for ${name}`, text: 'The answer', hint: 'What do you do about the obstacle, and when? Do not write about single persons.', send: 'Send the answer', isPublic: 'The answer may be shown to everyone' },
    due: { open: 'Change deadline', title: 'Change the deadline', whose: 'For', date: 'New deadline', dateHint: 'Without a date the deadline is removed.', send: 'Save the deadline' },
    edit: {
      open: 'Edit', title: 'Edit the obstacle', name: 'Title', text: 'Description', kind: 'Kind', levels: 'Levels', bodies: 'Responsible', services: 'Services', districts: 'Districts', themes: 'Themes',
      organisations: 'Organisations that follow it up', addressedTo: 'Asked to answer', models: 'Models', projects: 'Projects', insights: 'Insights', sections: 'Parts of pages it concerns', send: 'Save the changes', nothing: 'You have not changed anything.',
    },
    publish: { show: 'Make public', hide: 'Take out of the public register', showAsk: { title: 'Make the obstacle public?', text: 'Everyone can read title, description and what has been done. Who reported is never shown.', confirm: 'Make public', cancel: 'Cancel' },
      hideAsk: { title: 'Take the obstacle out of the public register?', text: 'It leaves everyone who does not work with it, the next time they are online.', confirm: 'Take out', cancel: 'Cancel' } },
    merge: { open: 'Merge', title: 'Merge with another', into: 'This is the same as', hint: 'Write the number, for example H-2024-17.', send: 'Merge', unknown: 'We find no obstacle with that number on this device.', same: 'That is this obstacle.', hidden: 'The other is not public. Make it public first.', already: 'The other has itself been merged with another.', what: (title) => `You merge it with “${title}”. Everything that belongs to this one is kept, and it can be undone.`, part: 'Part them again' },
    ask: { open: 'Ask those who reported', sure: { title: 'Ask those who reported?', text: 'They get the question “Is this still an obstacle?” in their cases.', confirm: 'Ask', cancel: 'Cancel' } },
    move: {
      title: 'Move reports', existing: 'Move reports to another obstacle', made: 'Move reports to a new obstacle', which: 'Which reports?', none: 'Choose at least one report.',
      number: 'The obstacle’s number', what: (title: string) => `You are moving them to “${title}”.`, told: 'Those who reported are told in their cases.', send: 'Move', madeOne: 'the new obstacle',
      done: (n: number, where: string) => (n === 1 ? `One report has been moved to ${where}.` : `${n} reports have been moved to ${where}.`),
      undo: 'Undo', undone: 'Undone. The reports are here as before.', late: 'This has already been sent. Move them back if they belong here.',
    },
    reports: { title: 'Reports', count: (n) => (n === 1 ? 'One report' : `${n} reports`), places: (n) => (n === 1 ? 'from one workplace, as far as told' : `from ${n} workplaces, as far as told`), none: 'No reports are connected.', still: (yes, no, unsure) => `Still an obstacle? Yes: ${yes}. No: ${no}. Not sure: ${unsure}.`, all: 'Show all' },
    conflict: { title: 'Somebody else has changed this', text: 'Choose what is to hold. Nothing has been overwritten.', mine: 'You wrote', theirs: 'It says now', useMine: 'Use mine', useTheirs: 'Keep what it says' },
    refused: { title: 'Something was not accepted', see: 'See what you can do' },
  },
}
