import { expect, test } from 'vitest'
import { ObstacleRanking, wordsInCommon } from './obstacle-ranking.ts'

const obstacles = [
  { id: 'a', number: 'H-2024-17', title: 'Språkfeltet i CGM er for tungvint', description: 'Foreldrenes språk må legges inn felt for felt i journalen.' },
  { id: 'b', number: 'H-2024-18', title: 'Tolken kommer ikke når timen flyttes', description: 'Tolketjenesten får ikke beskjed.' },
  { id: 'c', number: 'H-2024-170', title: 'Taushetsplikten tolkes ulikt', description: 'PPT og skolen deler ikke det de kan.' },
  { id: 'd', title: 'Nyansatte får ikke opplæring', description: 'Kurset går bare én gang i året.' },
]
const ranking = new ObstacleRanking(obstacles)
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)

test('the likeliest come first, also one without a number, and also for a few words', () => {
  expect(ids(ranking.likeliest('Vi rekker ikke å legge inn språk i journalen i CGM ved hver kontroll', 3))[0]).toBe('a')
  expect(ids(ranking.likeliest('De nyansatte hos oss fikk aldri opplæringen', 3))[0]).toBe('d')
  expect(ids(ranking.likeliest('Tolken til timen!', 3))[0]).toBe('b')
  expect(ranking.likeliest('Og der var det', 3)).toEqual([])
  expect(ranking.likeliest('', 3)).toEqual([])
})

test('one finds by words and by number', () => {
  expect(ids(ranking.find('taushetsplikt', 8))).toEqual(['c'])
  expect(ids(ranking.find('h-2024-17', 8)).slice(0, 2)).toEqual(['a', 'c'])
  expect(ids(ranking.find('H-2024-18', 8))).toEqual(['b'])
})

test('without any obstacle nothing is likely, and nothing fails', () => {
  expect(new ObstacleRanking([]).likeliest('Tolken kommer ikke når timen flyttes', 3)).toEqual([])
})

test('words in common are told by their meaning, and not by what every text has', () => {
  const text = 'Tolkene kom ikke da vi flyttet timen.'
  expect(wordsInCommon(text, 'Tolken kommer ikke når timen flyttes').map(([from, to]) => text.slice(from, to))).toEqual(['Tolkene', 'flyttet', 'timen'])
  expect(wordsInCommon(text, 'Det er ikke vi som kommer')).toEqual([])
})
