import type { Texts } from '../nb/index.ts'

export const seldom: Texts['seldom'] = {
  notFound: { title: 'We cannot find the page', text: 'The address may be wrong, or the content may have moved. Search, or start here:' },
  update: { title: 'New version of Feltboka', text: 'It takes a few seconds. What you have saved on this device stays.', now: 'Update now', later: 'Later' },
  install: {
    title: 'Put Feltboka on your home screen',
    text: 'Then it opens at once, even in a basement without coverage.',
    ios: ['Tap the share button in Safari', 'Choose “Add to Home Screen”'],
    now: 'Add', understood: 'Got it', never: 'Do not show again',
  },
}
