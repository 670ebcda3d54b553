import type { StillAnswer } from '../../domain/operations.ts'

/** Texts of what has happened since one last looked. */
export const news = {
  menu: 'Nytt',
  title: 'Nytt for deg',
  line: 'Det som skjer med det du har meldt, og med hindringer du følger',
  count: (n: number) => (n === 1 ? '1 ny' : `${n} nye`),
  since: (n: number) => (n === 0 ? 'Ingenting nytt siden sist.' : n === 1 ? 'Én ting er ny siden sist.' : `${n} ting er nye siden sist.`),
  offline: 'Her står det enheten fikk vite sist.',
  waits: 'Venter på svar fra deg', fresh: 'Nytt', before: 'Tidligere', month: 'Siste 30 dager',
  all: (n: number) => `Vis alle ${n}`,
  none: {
    title: 'Her kommer det som er nytt', text: 'Melder du noe, får du vite her hva som skjer med det. Du kan også følge en hindring: åpne den og trykk Følg.', link: 'Se hindringene',
  },
  haveAccount: 'Har du meldt noe fra en annen enhet? Logg inn',
  signInAgain: 'Logg inn igjen for å få vite hva som er nytt i sakene dine',
  notKept: 'Vi fikk ikke lagret at du har sett dette. Det står som nytt neste gang også.',
  question: (n: number) => (n === 1 ? 'Spørsmål til deg' : `${n} spørsmål til deg`),
  report: 'Ny melding',
  reports: (n: number) => `${n} meldinger`,
  inInbox: 'De ligger i innboksen',
  replied: (n: number) => (n === 1 ? 'Den som meldte, har svart' : `Den som meldte, har skrevet ${n} ganger`),
  still: { yes: 'Den som meldte, sier at det fortsatt er en hindring', no: 'Den som meldte, sier at det ikke lenger er en hindring', unsure: 'Den som meldte, vet ikke om det fortsatt er en hindring' } satisfies Record<StillAnswer, string> as Record<StillAnswer, string>,
  edited: 'Redigert',
  near: (name: string, date: string) => `Fristen for ${name} er ${date}`,
  passed: (name: string, date: string) => `Fristen for ${name} gikk ut ${date}`,
  more: (n: number) => (n === 1 ? 'og én ting til' : `og ${n} ting til`),
}
