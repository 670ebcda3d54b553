import type { Texts } from '../nb/index.ts'

export const about: Texts['about'] = {
  more: 'More',
  account: 'Account',
  moreRows: {
    seminars: 'Programmes, recordings and summaries',
    join: { title: 'Join a seminar', line: 'Type or scan the code on the poster' },
    obstacles: 'What stops the work, and who can do something about it',
    projects: 'All projects, ongoing and ended',
    storage: 'What is on this device, and when it was updated',
    account: 'Find your cases on other devices, and say where you work',
    privacy: 'Who sees what you report, and how you have it erased',
    about: 'What Feltboka is, where the content comes from, and how to install it',
  },
  settings: 'Settings',
  mode: { label: 'Appearance', system: 'Same as the device', light: 'Light', dark: 'Dark' },
  textSize: { label: 'Text size', normal: 'Normal', large: 'Large', largest: 'Largest', sample: 'This is how the text looks when you read.' },
  language: { label: 'Language', hint: 'For menus and buttons. The content is in Norwegian (bokmål).' },
  shortcuts: { label: 'Shortcuts', text: 'Use single keys, such as / to search', hint: 'Turn them off if you use voice control, or if your screen reader uses the keys.' },
  kept: 'Your choices are kept on this device only.',
  title: 'About Feltboka',
  lead: 'Feltboka gathers what Oslo’s programme for childhood and education knows about what works, and what stops the work.',
  what: {
    title: 'What Feltboka is',
    text: [
      'Here you will find models, handbooks, seminars, projects, knowledge and obstacles. It is made for those who work with children and young people in Alna, Bjerke, Gamle Oslo, Grorud, Stovner and Søndre Nordstrand, but anyone can read it.',
      'You do not need to log in. Once the content has been downloaded to this device, you can read and search offline.',
    ],
  },
  contentFrom: {
    title: 'Where the content comes from',
    text: 'The content is based on these documents. Facts, figures and names are as in the sources, but the sentences are our own. What the sources do not say is shown as “not stated in the sources”.',
    pending: 'The sources are shown here when the content has been downloaded.',
    places: (n) => (n === 1 ? 'Used on 1 page' : `Used on ${n} pages`),
  },
  privacy: {
    title: 'What is stored on this device',
    text: [
      'The content is stored on this device so that you can read offline. So are bookmarks, obstacles you follow, notes, ticks, how far you have read, and your settings.',
      'Bookmarks, obstacles you follow, notes, ticks and how far you have read are never sent anywhere. Where you work is sent only when you report something. If you sign in, we keep your e-mail address. Feltboka does not use cookies, does not measure how you use it and fetches nothing from other websites.',
    ],
    link: 'See what is on this device',
    page: 'Privacy',
    more: 'Read about privacy',
  },
  accessibility: {
    title: 'Accessibility',
    text: [
      'Feltboka is made to follow WCAG 2.1 at level AA: everything can be reached by keyboard, works at 400 per cent zoom and on narrow screens, and no information is given by colour alone.',
      'You can choose larger text, dark appearance and language under More. You can also turn off the shortcuts there.',
      'Documents and recordings we link to are kept by others. They may have faults we cannot fix.',
    ],
  },
  install: {
    title: 'Put Feltboka on your home screen',
    text: 'Then it opens like an app and is ready offline.',
    ios: { title: 'iPhone and iPad', steps: ['Open Feltboka in Safari', 'Tap the share button', 'Choose “Add to Home Screen”'] },
    android: { title: 'Android', steps: ['Open Feltboka in Chrome', 'Tap the three dots', 'Choose “Install app” or “Add to home screen”'] },
    computer: { title: 'PC and Mac', steps: ['Open Feltboka in Chrome or Edge', 'Click the install icon in the address bar'] },
  },
  rights: {
    title: 'Name and design',
    text: [
      'Oslo Sans and the visual profile belong to the City of Oslo. The colours, the typeface and the icons come from its design system Punkt.',
      'Feltboka has a name and a mark of its own, and does not use the city’s coat of arms or logo.',
    ],
  },
}
