import type { Texts } from '../nb/index.ts'

export const home: Texts['home'] = {
  title: 'Kva treng du no?',
  lead: 'Modellar som verkar, handbøker og det som hindrar arbeidet med barn og unge i Oslo. Alt kan lesast utan nett.',
  searchLabel: 'Søk i Feltboka',
  offlineEmpty: 'Innhaldet kjem hit når du får nett.',
  continueReading: 'Hald fram med å lese',
  nextChapter: 'Neste kapittel',
  chapterOf: (handbook, number) => `${handbook}, kapittel ${number}`,
  read: (percent) => `${percent} prosent lese`,
  notBegun: 'Ikkje byrja på',
  minutesLeft: (minutes) => (minutes === 1 ? '1 minutt att' : `${minutes} minutt att`),
  news: 'Nytt sidan sist',
  added: (kind, date) => `${kind}, lagt til ${date}`,
  changed: (kind, date) => `${kind}, endra ${date}`,
  showAll: (count) => `Vis alle ${count}`,
  byService: 'Finn fram etter teneste',
  workIn: 'Eg jobbar i …',
  allServices: ['Sjå alle', 'tenester'],
  begin: 'Begynn her',
  saved: 'Bokmerke',
}
