import type { Texts } from '../nb/index.ts'

export const news: Texts['news'] = {
  menu: 'New',
  title: 'New for you',
  line: 'What happens to what you have reported, and to obstacles you follow',
  count: (n) => `${n} new`,
  since: (n) => (n === 0 ? 'Nothing new since last time.' : n === 1 ? 'One thing is new since last time.' : `${n} things are new since last time.`),
  offline: 'This is what the device last heard.',
  waits: 'Waits for an answer from you', fresh: 'New', before: 'Earlier', month: 'Last 30 days',
  all: (n) => `Show all ${n}`,
  none: {
    title: 'What is new will come here', text: 'When you report something, you are told here what happens to it. You can also follow an obstacle: open it and press Follow.', link: 'See the obstacles',
  },
  haveAccount: 'Have you reported something from another device? Sign in',
  signInAgain: 'Sign in again to hear what is new in your cases',
  notKept: 'We could not save that you have seen this. It will be shown as new next time too.',
  question: (n) => (n === 1 ? 'A question for you' : `${n} questions for you`),
  report: 'New report',
  reports: (n) => `${n} reports`,
  inInbox: 'They are in the inbox',
  replied: (n) => (n === 1 ? 'The reporter has answered' : `The reporter has written ${n} times`),
  still: { yes: 'The reporter says that it is still an obstacle', no: 'The reporter says that it is no longer an obstacle', unsure: 'The reporter does not know whether it is still an obstacle' },
  edited: 'Edited',
  near: (name, date) => `The deadline for ${name} is ${date}`,
  passed: (name, date) => `The deadline for ${name} passed ${date}`,
  more: (n) => (n === 1 ? 'and one more thing' : `and ${n} more things`),
}
