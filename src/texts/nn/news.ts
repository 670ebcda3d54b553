import type { Texts } from '../nb/index.ts'

export const news: Texts['news'] = {
  menu: 'Nytt',
  title: 'Nytt for deg',
  line: 'Det som skjer med det du har meldt, og med hindringar du følgjer',
  count: (n) => (n === 1 ? '1 ny' : `${n} nye`),
  since: (n) => (n === 0 ? 'Ingenting nytt sidan sist.' : n === 1 ? 'Éin ting er ny sidan sist.' : `${n} ting er nye sidan sist.`),
  offline: 'Her står det eininga fekk vite sist.',
  waits: 'Ventar på svar frå deg', fresh: 'Nytt', before: 'Tidlegare', month: 'Siste 30 dagar',
  all: (n) => `Vis alle ${n}`,
  none: {
    title: 'Her kjem det som er nytt', text: 'Melder du noko, får du vite her kva som skjer med det. Du kan òg følgje ei hindring: opne ho og trykk Følg.', link: 'Sjå hindringane',
  },
  haveAccount: 'Har du meldt noko frå ei anna eining? Logg inn',
  signInAgain: 'Logg inn att for å få vite kva som er nytt i sakene dine',
  notKept: 'Vi fekk ikkje lagra at du har sett dette. Det står som nytt neste gong òg.',
  question: (n) => (n === 1 ? 'Spørsmål til deg' : `${n} spørsmål til deg`),
  report: 'Ny melding',
  reports: (n) => `${n} meldingar`,
  inInbox: 'Dei ligg i innboksen',
  replied: (n) => (n === 1 ? 'Den som melde, har svart' : `Den som melde, har skrive ${n} gonger`),
  still: { yes: 'Den som melde, seier at det framleis er ei hindring', no: 'Den som melde, seier at det ikkje lenger er ei hindring', unsure: 'Den som melde, veit ikkje om det framleis er ei hindring' },
  edited: 'Redigert',
  near: (name, date) => `Fristen for ${name} er ${date}`,
  passed: (name, date) => `Fristen for ${name} gjekk ut ${date}`,
  more: (n) => (n === 1 ? 'og éin ting til' : `og ${n} ting til`),
}
