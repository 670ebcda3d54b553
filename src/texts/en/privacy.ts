import type { Texts } from '../nb/index.ts'

export const privacy: Texts['privacy'] = {
  title: 'Privacy',
  lead: 'You can use Feltboka without saying who you are. Here you find what is kept, who sees what you report, and how you get it out or have it erased.',
  device: {
    title: 'On the device',
    text: [
      'The content is kept on the device, so that you can read without a network. So are bookmarks, obstacles you follow, notes, ticks, how far you have read, and your settings. None of this is ever sent anywhere.',
      'Drafts and what has not been sent are here only as well. So is what you have said about where you work, so that you need not write it each time.',
    ],
  },
  sent: {
    title: 'What is sent',
    text: [
      'When you report something, your answers are sent, what you have chosen to say about where you work, and which page you wrote from. The first time, the device gets a random user number, so that you can follow the case.',
      'You need not give a name or an e-mail address. If you sign in by e-mail, the address is kept, and used to send you codes only. The programme office sees the e-mail addresses of those who have, have had or are invited to a role.',
      'If you join a seminar, that is kept with the user number.',
      'National identity numbers are stopped before anything leaves the device. Write about the work, not about the child.',
    ],
  },
  readers: {
    title: 'Who sees what you report',
    rows: [
      { who: 'The developer in the district', sees: 'What you wrote, service, district and workplace. If you send without a workplace, service and district only.' },
      { who: 'The programme office', sees: 'All reports, and the workplace if you have written it.' },
      { who: 'Whoever has the follow-up code', sees: 'The case the code belongs to, and may answer in it. Share it only with someone who is to see the case.' },
      { who: 'Everyone else', sees: 'Nothing of your text. A report that is connected to an obstacle is counted there. District and service are not shown together until at least five have reported the same.' },
      { who: 'Those who run Feltboka', sees: 'They have access to the database to keep it going.' },
    ],
  },
  howLong: {
    title: 'How long it is kept',
    text: (closing, sending) => [
      `The text is removed ${closing} months after the case is finished. It is finished when you have taken it back, when it has been closed, or when the obstacle it is connected to has been resolved or closed.`,
      `What never becomes a case, such as what you thought of a seminar, is removed ${sending} months after you sent it.`,
      'Then the answers, the conversation, the workplace and reasons are removed. Service, district, the page you wrote from, and what happened when, are left, so that the case can still be counted.',
      'Your IP address is used to stop abuse. Feltboka deletes it after about ten minutes, but those who run the server may have it in their logs for a while.',
    ],
  },
  shared: {
    title: 'When several people share a device',
    text: [
      'If several people use the same device without signing in, they see the same cases, drafts, bookmarks and notes. With Shared device switched on under More, it locks when nobody uses it, and the next one sees nothing of that.',
      'If you sign in, nobody else sees your cases after you have signed out. What has not been sent is never sent in another\'s name.',
    ],
  },
  tracking: {
    title: 'No tracking',
    text: ['Feltboka uses no cookies, does not measure what you do, has no advertising and fetches nothing from other sites. What you write is given to nobody but those named here.'],
  },
  stored: 'See what is on the device',
  save: {
    title: 'Take it with you',
    text: 'The file holds everything this device has about you: reports with what became of them, drafts, what has not been sent, bookmarks, obstacles you follow, notes and ticks. It is made here and works without a network. Its headings are in Norwegian.',
    button: 'Save everything as a file',
    name: 'feltboka-my-data',
    done: 'The file is saved. You find it among your downloads.',
  },
  erase: {
    title: 'Erase everything about you',
    text: [
      'The text of all you have reported is erased from the server, and so is your user. What nobody has worked with is taken back. A report that is connected to an obstacle is still counted, but without text and name.',
      'On this device the cases, the drafts, what has not been sent and your workplace are erased. Bookmarks, obstacles you follow, notes and ticks stay, since they are here only.',
      'If you are signed in on other devices too, you must sign out there.',
    ],
    button: 'Erase everything about me',
    working: 'Erasing',
    needsNet: 'Needs a network, since it is to be erased on the server too.',
    ask: { title: 'Erase everything about you?', text: 'It cannot be undone. If there is something you want to keep, you can save it as a file first.', confirm: 'Erase everything', cancel: 'Keep it' },
    unsent: (unsent, drafts) => {
      const things = [...unsent > 0 ? [unsent === 1 ? 'one thing that has not been sent' : `${unsent} things that have not been sent`] : [], ...drafts > 0 ? [drafts === 1 ? 'one draft' : `${drafts} drafts`] : []]
      return `You have ${things.join(' and ')}. It is erased too. Nothing can be brought back, so save it as a file first if there is something you want to keep.`
    },
    confirmUnsent: 'Erase everything, also what is not sent',
    done: { title: 'Everything about you is erased', text: 'You can go on using Feltboka. If you report something again, you get a new user number.' },
    failed: {
      title: 'It is not erased',
      offline: 'The server could not be reached. Nothing is erased here. Try again when you have a network.',
      other: 'The server did not answer as it should. Nothing is erased here. Try again in a while.',
      storage: 'The storage on this device does not answer. Close other tabs with Feltboka, and try again.',
      unsent: 'Something was written after you opened this page. Look it over, and try again.',
      signIn: 'You must sign in again first, so that the server knows it is you.',
      unknown: 'The server no longer knows this device, and can therefore not erase anything for it. What you have sent is erased when its time is up.',
    },
  },
}
