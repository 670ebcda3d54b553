import type { Texts } from '../nb/index.ts'

export const shared: Texts['shared'] = {
  title: 'Shared device',
  line: 'For a tablet that several people use',
  lead: 'Turn this on when several people use the same tablet or computer. It locks when nobody uses it, and the next person sees nothing of what you wrote.',
  after: 'Lock when nobody has used it for',
  minutes: (n) => `${n} minutes`,
  on: 'Turn on shared device',
  off: 'Turn off shared device',
  offAsk: {
    title: 'Turn off shared device?', text: 'Nothing is deleted. What waits is still sent by itself. Drafts of others can only be opened with their code.',
    confirm: 'Turn off', cancel: 'Leave it on',
  },
  done: { on: 'The device is shared from now on.', off: 'The device is no longer shared.' },
  unsent: 'Something you have written has not been sent yet. Send it or delete it first, so that it is not left behind here.',
  see: 'See what has not been sent',
  notHere: 'Shared device only works when the page is opened over a secure connection (https).',
  means: 'What happens on a shared device',
  points: [
    'Every report gets a code. With the code you find the draft or the case again, here or on another device.',
    'Every report is sent by an anonymous user made for it alone.',
    'When the device locks, you are signed out. Nothing is deleted, and what has not been sent is sent by itself when the device has a network. If you were signed in, it is sent when you sign in again.',
    'Bookmarks, obstacles you follow, notes, ticks and reading positions are put away when the device locks. They come back with a code you got in the same session. Without a code they stay put away.',
    'What was here before you turned this on comes back when you turn it off.',
    'The lock hides what was written from the next person who picks the device up. It is no encryption.',
  ],
  lock: 'Lock now',
  soon: { title: 'The device locks in a moment.', left: (seconds) => `${seconds} seconds left.`, text: 'What you have written is kept.', go: 'Go on' },
  locked: { title: 'The device is locked', text: 'What was written here is kept, and nobody else sees it.', begin: 'Begin anew', code: 'I have a code' },
  code: {
    label: 'Follow-up code',
    hint: '18 characters. Capital or small letters, spaces and dashes make no difference.',
    open: 'Go on',
    wrong: 'The code is not right. A character is wrong, or something is missing.',
    unknown: 'The code belongs to nothing on this device, and no case has it.',
    noNet: 'The code belongs to nothing on this device, and we could not reach the server. Try again when you have a network.',
  },
}
