import type { Texts } from '../nb/index.ts'

const listed = (words: string[], last: 'and' | 'or') =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
const theWords = (count: number) => (count === 1 ? 'the word is' : count === 2 ? 'both words are' : 'all the words are')

export const search: Texts['search'] = {
  title: 'Search',
  titleOf: (query) => `Search: ${query}`,
  description: 'Search models, handbooks, seminars, projects, knowledge and obstacles. Works offline too.',
  label: 'What are you looking for?',
  clear: 'Clear the search field',
  groups: 'Choose what to see',
  found: (count) => `Searched on this device. ${count} ${count === 1 ? 'result' : 'results'}.`,
  corrected: (words) => ({ before: 'Showing results for ', words: listed(words, 'and'), after: '.' }),
  literal: (query) => `Search for “${query}” instead`,
  chapter: (number) => `Handbook, chapter ${number}`,
  why: 'Because:',
  reason: {
    inTitle: (count) => `${theWords(count)} in the title`,
    inText: (count) => `${theWords(count)} in the text`,
    only: (found, missing) => `only ${listed(found, 'and')} is here, not ${listed(missing, 'or')}`,
    abbreviation: (short, long) => `${short} means ${long}`,
    form: (word) => `${word} is the same word in another form`,
    compound: (word, asked) => `${asked} is part of the word ${word}`,
    joined: (word) => `${word} is written as one word here`,
    parts: (parts) => `${listed(parts, 'and')} are here, apart from each other`,
    part: (part, asked) => `${part} is part of the word ${asked}`,
    synonym: (word, asked) => `${word} is about the same thing as ${asked}`,
    similar: (word, asked) => `${word} is like ${asked}`,
    spelling: (word, asked) => `${asked} was read as ${word}`,
  },
  readToday: 'and you read it today',
  readYesterday: 'and you read it yesterday',
  readOn: (date) => `and you read it on ${date}`,
  more: (count) => `Show ${count} more`,
  start: {
    title: 'Search everything',
    text: 'Search titles and text, down to chapter and section. The content is in Norwegian. Parts of words and abbreviations such as PPT, OT and AKS also work.',
    examples: 'Try for example',
    queries: ['overgang til skole', 'PPT', 'samtykke', 'språk i barnehagen'],
  },
  none: {
    title: (query) => `No results for “${query}”`,
    text: 'Try fewer words. The content is in Norwegian. You can also go straight to what you are looking for:',
  },
  noneInGroup: 'No results here.',
  showAll: 'See all results',
  preparing: { title: 'Getting the search ready', text: 'This happens on your device and takes a few seconds the first time.' },
  nothingHeld: { title: 'The content has not been downloaded yet', text: 'You can search as soon as it is on this device. It will come when you are online.' },
  failed: { title: 'Search is not working right now', text: 'What is on this device is safe and can be read. Try again, or reload the page.' },
}
