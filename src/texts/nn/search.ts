import type { Texts } from '../nb/index.ts'

const listed = (words: string[], last: 'og' | 'eller') =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
const theWords = (count: number) => (count === 1 ? 'ordet' : count === 2 ? 'begge orda' : 'alle orda')

export const search: Texts['search'] = {
  title: 'Søk',
  titleOf: (query) => `Søk: ${query}`,
  description: 'Søk i modellar, handbøker, seminar, prosjekt, kunnskap og hindringar. Verkar òg utan nett.',
  label: 'Kva leitar du etter?',
  clear: 'Tøm søkjefeltet',
  groups: 'Vel kva du vil sjå',
  found: (count) => `Søkt på eininga. ${count} treff.`,
  corrected: (words) => ({ before: 'Viser treff på ', words: listed(words, 'og'), after: '.' }),
  literal: (query) => `Søk heller på «${query}»`,
  chapter: (number) => `Handbok, kapittel ${number}`,
  why: 'Difor:',
  reason: {
    inTitle: (count) => `${theWords(count)} står i tittelen`,
    inText: (count) => `${theWords(count)} står i teksten`,
    only: (found, missing) => `berre ${listed(found, 'og')} står her, ikkje ${listed(missing, 'eller')}`,
    abbreviation: (short, long) => `${short} tyder ${long}`,
    form: (word) => `${word} er same ordet i ei anna form`,
    compound: (word, asked) => `${asked} er ein del av ordet ${word}`,
    joined: (word) => `${word} blir skrive i eitt ord her`,
    parts: (parts) => `${listed(parts, 'og')} står kvar for seg`,
    part: (part, asked) => `${part} er ein del av ordet ${asked}`,
    synonym: (word, asked) => `${word} handlar om det same som ${asked}`,
    similar: (word, asked) => `${word} liknar på ${asked}`,
    spelling: (word, asked) => `${asked} er lese som ${word}`,
  },
  readToday: 'og du las dette i dag',
  readYesterday: 'og du las dette i går',
  readOn: (date) => `og du las dette ${date}`,
  more: (count) => `Vis ${count} til`,
  start: {
    title: 'Søk i alt',
    text: 'Søk i titlar og tekst, heilt ned til kapittel og avsnitt. Du kan skrive halve ord, og forkortingar som PPT, OT og AKS.',
    examples: 'Prøv til dømes',
    queries: ['overgang til skole', 'PPT', 'samtykke', 'språk i barnehagen'],
  },
  none: {
    title: (query) => `Ingen treff på «${query}»`,
    text: 'Prøv færre ord. Du kan òg gå rett til det du leitar etter:',
  },
  noneInGroup: 'Ingen treff her.',
  showAll: 'Sjå alle treff',
  preparing: { title: 'Søket blir gjort klart', text: 'Det skjer på eininga og tek nokre sekund første gongen.' },
  nothingHeld: { title: 'Innhaldet er ikkje henta enno', text: 'Du kan søkje så snart det ligg på eininga. Det kjem når du har nett.' },
  failed: { title: 'Søket verkar ikkje akkurat no', text: 'Det som ligg på eininga, er trygt og kan lesast. Prøv igjen, eller last inn sida på nytt.' },
}
