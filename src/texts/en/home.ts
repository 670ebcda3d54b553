import type { Texts } from '../nb/index.ts'

export const home: Texts['home'] = {
  title: 'What do you need now?',
  lead: 'Models that work, handbooks, and what gets in the way of the work with children and young people in Oslo. Everything can be read offline.',
  searchLabel: 'Search Feltboka',
  offlineEmpty: 'The content will come here when you are back online.',
  continueReading: 'Continue reading',
  nextChapter: 'Next chapter',
  chapterOf: (handbook, number) => `${handbook}, chapter ${number}`,
  read: (percent) => `${percent} per cent read`,
  notBegun: 'Not started',
  minutesLeft: (minutes) => (minutes === 1 ? '1 minute left' : `${minutes} minutes left`),
  news: 'New since last time',
  added: (kind, date) => `${kind}, added ${date}`,
  changed: (kind, date) => `${kind}, changed ${date}`,
  showAll: (count) => `Show all ${count}`,
  byService: 'Find your way by service',
  workIn: 'I work in …',
  allServices: ['See all', 'services'],
  begin: 'Start here',
  saved: 'Bookmarks',
}
