import type { Texts } from '../nb/index.ts'
import { hosting as norwegian } from '../nb/hosting.ts'

export const hosting: Texts['hosting'] = {
  make: {
    title: 'Make a seminar', lead: 'Begin with a template. Everything can be changed afterwards, the programme too.',
    template: 'Template', lasts: (from, to) => `${from}–${to}`, noLines: 'You write the programme yourself',
    name: 'Title', date: 'Date', starts: 'Begins at', host: 'Host', office: 'The programme office', hostedBy: (name) => `Host: ${name}`,
    who: 'Only its hosts see the seminar until somebody joins it or the programme office publishes it.',
    programme: 'The template’s programme', send: 'Make the seminar', pastMidnight: 'The programme would last past midnight. Choose an earlier time.',
    chooseHost: 'Choose a host.', missing: 'Fill this in first.',
  },
  templates: { morning: 'Seminar of a morning', webinar: 'Webinar, two hours', day: 'Gathering of a day', empty: 'Empty programme' },
  // The content is in Norwegian, whatever the language of the interface.
  lines: norwegian.lines,
  notHost: { title: 'This page is for hosts', text: 'The programme office and an organisation’s developers can make seminars, and change their own.', link: 'Sign in' },
  strip: {
    title: 'For you as a host', links: 'The host’s pages',
    edit: 'Edit', materials: 'Materials', codes: 'Codes and participants', poster: 'Poster', screen: 'Screen', answers: 'Answers',
    waiting: 'Not sent yet. It is safe on the device and is sent by itself.', later: 'Materials, codes and the rest come when the seminar has been sent.',
    members: 'Only participants and hosts see the seminar.', everyone: 'Everyone can read the seminar.', changed: 'Your changes have not been sent yet.',
    refused: 'Something you did here was not accepted.', see: 'See what it is', choose: 'Somebody else has changed the same as you.', chooseLink: 'Choose what is to hold',
  },
  edit: {
    title: 'Edit the seminar', back: 'The seminar', see: 'See the seminar',
    taken: 'Your draft has been taken up again.', others: (fields) => `Others have changed ${fields} since you began. What you have not touched stays as they wrote it.`,
    name: 'Title', summary: 'Summary', summaryHint: 'Two or three sentences on what the seminar is about.', type: 'Type', date: 'Date', endDate: 'Last day', endDateHint: 'Only when it lasts more than one day.',
    place: 'Place', placeHint: 'For a webinar you may write “Online”.', organiser: 'Organiser', optional: 'optional',
    programme: 'Programme', line: (n) => `Item ${n}`, lineTitle: 'What', who: 'Who', whoHint: 'Write a role or an organisation, such as “PPT” or “Bydel Alna”.', day: 'Day', from: 'From', to: 'To', text: 'More about the item', addLine: 'Add an item',
    outOfOrder: 'The items are not in the order of their times.', putInOrder: 'Put them in order', noLines: 'The programme is empty.',
    about: 'Whom and what it concerns', services: 'Services', districts: 'Districts', ages: 'Age groups', themes: 'Themes', none: 'none chosen',
    linked: 'Related to', obstacles: 'Obstacles', obstacle: 'The number of an obstacle', obstacleHint: 'Such as H-2024-17.', addObstacle: 'Add', obstacleUnknown: 'We find no public obstacle with that number on this device.', obstacleThere: 'It is here already.', remove: (name) => `Remove ${name}`,
    afterwards: 'Afterwards', recording: 'The address of the recording', recordingHint: 'Must begin with https://. The link opens outside Feltboka.', recordingText: 'What the link is called', recordingTextHint: 'Such as “Opptak av seminaret”.',
    texts: 'Summary and other texts', part: (n) => `Text ${n}`, partTitle: 'Heading', partBody: 'Text', partBodyHint: 'Write about the work, not about individuals.', addPart: 'Add a text', noParts: 'Nothing has been written yet.',
    evaluation: 'Last day of the evaluation', evaluationHint: 'Without a date participants can answer for as long as they like.',
    up: (name) => `Move ${name} up`, down: (name) => `Move ${name} down`, moved: (name, to, of) => `${name} is now number ${to} of ${of}.`,
    removePart: 'Remove', removed: (name) => `${name} has been removed.`, undo: 'Undo', returned: (name) => `${name} is back.`,
    and: 'and', save: 'Save the changes', nothing: 'You have not changed anything.', saved: 'Saved. It is sent by itself.', discard: 'Delete the draft', discarded: 'The draft has been deleted. This is the seminar as it is now.',
    discardAsk: { title: 'Delete the draft?', text: 'What you have written and not saved will be gone. The seminar stays as it was.', confirm: 'Delete the draft', cancel: 'Keep it' },
    failed: 'It was not saved', kept: 'The text is saved on the device while you write.', look: (n) => (n === 1 ? 'One field must be looked at before it can be saved.' : `${n} fields must be looked at before it can be saved.`),
  },
  problems: {
    needed: 'Fill this in first.', 'ends-before': 'The last day is before the first.', 'day-outside': 'The day is outside the seminar.', 'from-needed': 'Write when it begins.', 'to-before': 'It ends before it begins.',
    https: 'The address must begin with https://.', 'closes-before': 'The day is before the seminar.', 'too-large': 'It is too much text to be sent at once. Save some of it first, or shorten it.',
  },
  conflict: {
    title: 'Somebody else has changed this', text: 'Choose what is to hold. Nothing has been written over.', mine: 'You wrote', theirs: 'It now says', useMine: 'Use mine', useTheirs: 'Keep what it says', empty: 'Empty',
  },
  publish: {
    title: 'Publishing', members: 'Only participants and hosts see the seminar. Once it is published everyone can read it, and its files go with it.', everyone: 'Everyone can read the seminar and fetch its files.',
    byOffice: 'The programme office publishes seminars.', closed: (n) => `${n === 1 ? 'One file has' : `${n} files have`} not been opened to everyone yet. That must be done before the seminar is published.`, toMaterials: 'Go to the materials',
    show: 'Publish', hide: 'Take back', shown: 'Published. It is sent by itself.', hidden: 'Taken back. It is sent by itself.',
    showAsk: { title: 'Publish the seminar?', text: 'Title, programme, texts and files can be read by everyone. Who has joined is never shown.', confirm: 'Publish', cancel: 'Cancel' },
    hideAsk: { title: 'Take the seminar back?', text: 'It disappears from everyone who is neither a participant nor a host, the next time they are online.', confirm: 'Take back', cancel: 'Cancel' },
  },
}
