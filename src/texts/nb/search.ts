/** Texts of the search pages. */
const listed = (words: string[], last: 'og' | 'eller') =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
const theWords = (count: number) => (count === 1 ? 'ordet' : count === 2 ? 'begge ordene' : 'alle ordene')

export const search = {
  title: 'Søk',
  titleOf: (query: string) => `Søk: ${query}`,
  description: 'Søk i modeller, håndbøker, seminarer, prosjekter, kunnskap og hindringer. Virker også uten nett.',
  label: 'Hva leter du etter?',
  clear: 'Tøm søkefeltet',
  groups: 'Velg hva du vil se',
  found: (count: number) => `Søkt på enheten. ${count} treff.`,
  corrected: (words: string[]) => ({ before: 'Viser treff på ', words: listed(words, 'og'), after: '.' }),
  literal: (query: string) => `Søk heller på «${query}»`,
  chapter: (number: number) => `Håndbok, kapittel ${number}`,
  why: 'Derfor:',
  reason: {
    inTitle: (count: number) => `${theWords(count)} står i tittelen`,
    inText: (count: number) => `${theWords(count)} står i teksten`,
    only: (found: string[], missing: string[]) => `bare ${listed(found, 'og')} står her, ikke ${listed(missing, 'eller')}`,
    abbreviation: (short: string, long: string) => `${short} betyr ${long}`,
    form: (word: string) => `${word} er samme ord i en annen form`,
    compound: (word: string, asked: string) => `${asked} er en del av ordet ${word}`,
    joined: (word: string) => `${word} skrives i ett ord her`,
    parts: (parts: string[]) => `${listed(parts, 'og')} står hver for seg`,
    part: (part: string, asked: string) => `${part} er en del av ordet ${asked}`,
    synonym: (word: string, asked: string) => `${word} handler om det samme som ${asked}`,
    similar: (word: string, asked: string) => `${word} ligner på ${asked}`,
    spelling: (word: string, asked: string) => `${asked} er lest som ${word}`,
  },
  readToday: 'og du leste den i dag',
  readYesterday: 'og du leste den i går',
  readOn: (date: string) => `og du leste den ${date}`,
  more: (count: number) => `Vis ${count} til`,
  start: {
    title: 'Søk i alt',
    text: 'Søk i titler og tekst, helt ned til kapittel og avsnitt. Du kan skrive halve ord, og forkortelser som PPT, OT og AKS.',
    examples: 'Prøv for eksempel',
    queries: ['overgang til skole', 'PPT', 'samtykke', 'språk i barnehagen'],
  },
  none: {
    title: (query: string) => `Ingen treff på «${query}»`,
    text: 'Prøv færre ord. Du kan også gå rett til det du leter etter:',
  },
  noneInGroup: 'Ingen treff her.',
  showAll: 'Se alle treff',
  preparing: { title: 'Søket gjøres klart', text: 'Det skjer på enheten og tar noen sekunder første gang.' },
  nothingHeld: { title: 'Innholdet er ikke hentet ennå', text: 'Du kan søke så snart det ligger på enheten. Det kommer når du har nett.' },
  failed: { title: 'Søket virker ikke akkurat nå', text: 'Det som ligger på enheten, er trygt og kan leses. Prøv igjen, eller last inn siden på nytt.' },
}
