import { beforeAll, describe, expect, test } from 'vitest'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { similarObstacles } from '../../src/search/similar.ts'
import { indexOf, readCorpus, type CorpusItem } from './corpus.ts'
import { heldOutReports, knownReports, unknownReports, type JudgedReport } from './reports.ts'

let corpus: CorpusItem[]
let index: SearchIndex
beforeAll(async () => {
  corpus = await readCorpus()
  index = indexOf(corpus)
})

/** How many of the reports about something known are offered it, and how many of the others are offered anything. */
function judged(reports: readonly JudgedReport[]) {
  const all = reports.map((report) => ({ ...report, offered: similarObstacles(index, report.text) }))
  const known = all.filter(({ expected }) => expected.length > 0)
  const unknown = all.filter(({ expected }) => expected.length === 0)
  const missed = known.filter(({ expected, offered }) => !offered.some((number) => expected.includes(number)))
  const wrong = unknown.filter(({ offered }) => offered.length > 0)
  const tell = (list: typeof all) => list.map(({ text, offered }) => `${text} – ${offered.join(', ')}`).join('\n')
  return { recall: 1 - missed.length / Math.max(1, known.length), falseOffers: wrong.length / Math.max(1, unknown.length), told: `missed:\n${tell(missed)}\nwrong:\n${tell(wrong)}`, offered: known.map(({ offered }) => offered.length) }
}

test('every expected obstacle exists', () => {
  const numbers = new Set(corpus.map(({ row }) => row.slug))
  expect([...knownReports, ...heldOutReports].flatMap(({ expected }) => expected).filter((number) => !numbers.has(number))).toEqual([])
})

test('of reports about something known, 90 of 100 are offered it, and seldom much else', () => {
  const { recall, told, offered } = judged(knownReports)
  expect(recall, told).toBeGreaterThanOrEqual(0.9)
  expect(offered.reduce((sum, count) => sum + count, 0) / offered.length).toBeLessThan(1.5)
})

test('of reports that resemble nothing known, 9 of 10 are offered nothing', () => {
  const { falseOffers, told } = judged(unknownReports)
  expect(falseOffers, told).toBeLessThanOrEqual(0.1)
})

test('of what the rule was not made by, 7 of 10 are offered it, and still 9 of 10 nothing', () => {
  const { recall, falseOffers, told } = judged(heldOutReports)
  expect(recall, told).toBeGreaterThanOrEqual(0.7)
  expect(falseOffers, told).toBeLessThanOrEqual(0.1)
})

describe('what is offered', () => {
  test('is nothing before there are words enough', () => {
    expect(similarObstacles(index, '')).toEqual([])
    expect(similarObstacles(index, 'CGM er tungvint')).toEqual([])
  })

  test('is found also where it stands late in a long text, and never more than three', () => {
    const before = unknownReports.slice(0, 6).map(({ text }) => text).join(' ')
    expect(similarObstacles(index, `${before} Foreldrenes språk er tungvint å registrere i CGM i svangerskapskontrollen.`)).toContain('H-2024-16')
    expect(similarObstacles(index, knownReports.map(({ text }) => text).join(' '))).toHaveLength(3)
  })
})
