import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ObstacleEvent } from './documents.ts'
import { begun, countNewIn, dayAfter, month, ofCases, ofDeadlines, ofObstacles, ofReports, ownAmong, see, signOf, tell, withTargets, type Deadline, type Happening, type Listener, type Seen } from './happenings.ts'
import type { Case, ReportEvent } from './own-records.ts'
import type { OwnMessage, OwnReport } from './own-reports.ts'
import { noRights, type Rights } from './roles.ts'

const fetched = { at: 'fetched' } as const
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T08:00:00+00:00`
const message = (id: string, author: OwnMessage['author'], n?: number): OwnMessage => ({ id, author, text: id, where: fetched, ...n === undefined ? {} : { at: day(n) } })
const outcome = (type: ReportEvent['type'], n: number, more: Partial<ReportEvent> = {}) => ({ type, at: day(n), ...more })
const report = (more: Partial<OwnReport> = {}): OwnReport =>
  ({ id: 'r', form: 'hindring', formVersion: 1, answers: {}, hidePlace: false, status: 'received', sentAt: day(1), number: 'M-2026-1', where: fetched, messages: [], events: [], ...more })
const short = ({ what, waits }: Happening) => [what.is, ...'event' in what ? [what.event.type] : [], ...waits ? ['waits'] : []].join(' ')

describe('to who has reported is told', () => {
  test('what became of it, and not what they did themselves', () => {
    const events = [outcome('corrected', 2), outcome('read', 3), outcome('connected', 4), outcome('escalated', 5), outcome('answered', 6), outcome('withdrawn', 7), outcome('redacted', 8, { why: 'own-wish' }), outcome('redacted', 9, { why: 'age' })]
    expect(ofReports([report({ events })]).map(short)).toEqual(['outcome read', 'outcome connected', 'outcome escalated', 'outcome answered', 'outcome redacted'])
    expect(ofReports([report({ form: 'gjelder-oss-ogsa', status: 'connected', events: [outcome('connected', 1)] })]), 'one that was connected as it was sent').toEqual([])
  })

  test('a question, which waits until they have said more, here or there', () => {
    const asks = (messages: OwnMessage[], more: Partial<OwnReport> = {}) => ofReports([report({ status: 'read', messages, ...more })]).map(short)
    expect(asks([message('a', 'reporter', 2), message('b', 'office', 3)])).toEqual(['question waits'])
    expect(asks([message('b', 'developer', 3), message('c', 'reporter', 4)])).toEqual(['question'])
    expect(asks([message('b', 'office', 3), message('c', 'reporter')]), 'not sent yet').toEqual(['question'])
    expect(asks([message('b', 'office', 3), message('d', 'office', 4)]), 'the last one asks').toEqual(['question', 'question waits'])
    expect(asks([message('b', 'office', 3)], { status: 'declined' })).toEqual(['question'])
    expect(asks([message('b', 'office', 3)], { withdrawn: fetched })).toEqual(['question'])
  })

  test('that they are asked whether it is still so, which waits until they have answered that asking', () => {
    const asked = (more: Partial<OwnReport>) => ofReports([report({ status: 'connected', events: [outcome('connected', 2), outcome('asked', 5)], ...more })]).map(short).at(-1)
    expect(asked({})).toBe('outcome asked waits')
    expect(asked({ still: 'yes', stillAt: day(3) }), 'that was about an earlier asking').toBe('outcome asked waits')
    expect(asked({ still: 'no', stillAt: day(6) })).toBe('outcome asked')
    expect(asked({ still: 'no' }), 'on its way').toBe('outcome asked')
  })
})

test('to who works with reports is told that one came, and what its writer said since; never of their own, or of one whose words are gone', () => {
  const about = (id: string, more: Partial<Case> = {}): Case => ({ report: id, number: `M-${id}`, form: 'hindring', formVersion: 1, answers: {}, hidePlace: false, status: 'read', sentAt: day(1), messages: [], events: [], ...more })
  const told = ofCases([about('a', {
    messages: [{ id: 'm', author: 'office', text: '?', at: day(2) }, { id: 'n', author: 'reporter', text: '!', at: day(3) }], still: 'yes', stillAt: day(4),
  }), about('mine'), about('gone', { redactedAt: day(2) })], new Set(['mine']))
  expect(told.map(({ id, what, about: { page } }) => [id, what.is, page])).toEqual([['a', 'reported', 'inbox'], ['n', 'replied', 'inbox'], [`a still ${day(4)}`, 'still', 'inbox']])
})

describe('of obstacles', () => {
  const event = (id: string, type: ObstacleEvent['type'], more: Partial<ObstacleEvent> = {}) =>
    ({ id, data: { obstacle: 'H-1', obstacleId: 'o1', type, at: day(3), by: { role: 'office' }, ...more } })
  const hls = { id: 'hls', name: 'Helse', level: 'municipality' } as const
  const all = [event('moved', 'moved'), event('asked', 'escalated', { bodies: [hls] }), event('other', 'escalated', { bodies: [{ ...hls, id: 'nav' }] }), event('due', 'deadline', { body: 'hls', due: '2026-12-01' })]
  const to = (more: Partial<Listener>) => ofObstacles(all, { rights: noRights, organisationsOf: () => ['BAL'], followed: new Set(), own: new Set(), toldInCases: new Set(), ...more }).map(({ id, to: whom }) => `${id} ${whom}`)
  const rights = (more: Partial<Rights>): Rights => ({ ...noRights, ...more })

  test('the office hears all, a developer what is about their own, a recipient what is asked of them, and nobody else anything', () => {
    const whole = ['moved person', 'asked person', 'other person', 'due person']
    expect(to({ rights: rights({ isOffice: true }) })).toEqual(whole)
    expect(to({ rights: rights({ develops: ['BAL'] }) })).toEqual(whole)
    expect(to({ rights: rights({ develops: ['UDE'] }) })).toEqual([])
    expect(to({ rights: rights({ answersFor: ['hls'] }) })).toEqual(['asked person', 'due person'])
    expect(to({})).toEqual([])
  })

  test('who follows one hears of it, but not twice what their own case tells', () => {
    expect(to({ followed: new Set(['H-1']) })).toEqual(['moved device', 'asked device', 'other device', 'due device'])
    expect(to({ followed: new Set(['H-2']) })).toEqual([])
    expect(to({ followed: new Set(['H-1']), toldInCases: new Set([day(3)]) })).toEqual([])
    expect(to({ rights: rights({ answersFor: ['hls'] }), followed: new Set(['H-1']) }), 'what is asked of them is told to them').toEqual(['moved device', 'asked person', 'other device', 'due person'])
  })

  test('nobody hears what they have done themselves', () => {
    expect(to({ rights: rights({ isOffice: true }), own: new Set(['moved', 'due']) })).toEqual(['asked person', 'other person'])
  })

  test('what one has done is known by where it stood, also when it has been sent again since, and with all that was told of it', () => {
    const held = (id: string, rev: number, type: ObstacleEvent['type'], more: Partial<ObstacleEvent> = {}) => ({ ...event(id, type, more), rev, epoch: 'e' })
    const moved = { to: 'assessed' } as const
    const doing = (rev: number, of: { id: string; data: ObstacleEvent }) => ({ epoch: 'e', rev, signs: [signOf({ id: of.id, ...of.data })] })
    const [mine, theirs] = [held('mine', 5, 'moved', moved), held('theirs', 3, 'moved', { ...moved, at: day(2) })]
    expect(ownAmong([theirs, mine, held('along', 6, 'deadline')], [doing(5, mine)])).toEqual(['mine', 'along'])
    expect(ownAmong([{ ...theirs, rev: 9 }, { ...mine, rev: 8 }], [doing(5, mine)]), 'both sent again: the last').toEqual(['mine'])
    expect(ownAmong([theirs], [doing(5, mine)]), 'it has not come yet').toEqual([])
    expect(ownAmong([{ ...mine, epoch: 'f' }], [doing(5, mine)])).toEqual([])
    const lifted = [held('l', 7, 'escalated'), held('due', 8, 'deadline', { body: 'hls' }), held('on', 9, 'moved', { to: 'escalated' })]
    expect(ownAmong([...lifted, held('other', 10, 'escalated', { at: day(4) })], [doing(9, lifted[0]!)]), 'one is given an id, and is not told last').toEqual(['l', 'due', 'on'])
  })

  test('one that is merged is followed to where it goes, also in a ring', () => {
    const into: Record<string, string> = { a: 'b', b: 'c', x: 'y', y: 'x' }
    expect([...withTargets(['a', 'x'], (number) => into[number])].sort()).toEqual(['a', 'b', 'c', 'x', 'y'])
  })
})

describe('a day to answer by', () => {
  const deadline = (more: Partial<Deadline> = {}): Deadline => ({
    id: 'd', at: day(1), obstacle: 'H-1', status: 'escalated', organisations: ['BAL'], due: '2026-11-20',
    asked: { body: { id: 'hls', name: 'Helse', level: 'municipality' }, since: '2026-11-01', due: '2026-11-20' }, ...more,
  })
  const recipient: Rights = { ...noRights, answersFor: ['hls'] }
  const told = (today: string, rights: Rights, more?: Partial<Deadline>) => ofDeadlines([deadline(more)], today, rights).map(({ id }) => id)

  test('is told to who answers when it is a week away and when it has gone, and to who works with it when it has gone', () => {
    expect(['2026-11-12', '2026-11-13', '2026-11-20', '2026-11-21'].map((today) => told(today, recipient))).toEqual([[], ['d near'], ['d near'], ['d passed']])
    for (const rights of [{ ...noRights, isOffice: true }, { ...noRights, develops: ['BAL'] as const }]) expect(['2026-11-20', '2026-11-21'].map((today) => told(today, rights))).toEqual([[], ['d passed']])
    expect(told('2026-11-21', { ...noRights, develops: ['UDE'] })).toEqual([])
  })

  test('is told no more when it is answered, changed or settled, nor that it is near when it was so from the start', () => {
    const { asked } = deadline()
    expect(told('2026-11-21', recipient, { asked: { ...asked!, answered: '2026-11-19' } })).toEqual([])
    expect(told('2026-11-21', recipient, { asked: { ...asked!, due: '2026-12-20' } })).toEqual([])
    expect(told('2026-11-21', recipient, { asked: undefined })).toEqual([])
    expect(told('2026-11-21', recipient, { status: 'resolved' })).toEqual([])
    expect(told('2026-11-16', recipient, { at: day(15) })).toEqual([])
  })

  test('is told once each way, however the clock of the device is put', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 20 }), (shifts) => {
      let seen = begun(Date.parse(day(15)))
      const news = shifts.flatMap((shift) => {
        const shown = ofDeadlines([deadline()], dayAfter('2026-11-20', shift), recipient)
        const lines = tell(shown, { person: seen, device: seen }, Date.parse(day(15)))
        seen = see(seen, shown, Date.parse(day(15)))
        return lines.filter(({ isNew }) => isNew).map(({ happenings }) => happenings[0]!.id)
      })
      expect(new Set(news).size).toBe(news.length)
    }))
  })
})

describe('what is told', () => {
  const known = Date.parse(day(20))
  const one = (id: string, n: number, more: Partial<Happening> = {}): Happening => ({ id, at: Date.parse(day(n)), about: { page: 'obstacle', number: 'H-1' }, what: { is: 'replied' }, to: 'person', ...more })
  const fresh = { person: begun(known), device: begun(known) }
  const lines = (happenings: Happening[], seen = fresh) => tell(happenings, seen, known).map(({ happenings: told, isNew, waits, about }) =>
    [told.map(({ id }) => id).join('+'), isNew ? 'new' : 'before', ...waits ? ['waits'] : [], ...about.page === 'inbox' ? [about.number ?? 'several'] : []].join(' '))

  test('is one line for each thing, the newest first, and what one has seen apart', () => {
    const seen = { ...fresh, person: see(fresh.person, [one('a', 1)], known) }
    expect(lines([one('c', 9), one('a', 1), one('b', 3), one('x', 5, { about: { page: 'case', report: 'r' } })], seen)).toEqual(['b+c new', 'x new', 'a before'])
    expect(lines([one('a', 1), one('a', 1)]), 'what is held twice is told once').toEqual(['a new'])
  })

  test('counts reports together, and leads to the one there is', () => {
    const came = (id: string, n: number) => one(id, n, { about: { page: 'inbox', number: `M-${id}` }, what: { is: 'reported' } })
    expect(lines([came('a', 1)])).toEqual(['a new M-a'])
    expect(lines([came('a', 1), came('b', 2)])).toEqual(['a+b new several'])
    const count = (happenings: Happening[]) => countNewIn(tell(happenings, fresh, known))
    expect([count([came('a', 1)]), count([came('a', 1), came('b', 2)]), count([came('a', 1), came('b', 2), one('c', 3), one('d', 4)])]).toEqual([1, 2, 3])
  })

  test('has been seen though something else was shown since, and what it was is known for a month', () => {
    const seen = see(see(begun(known), [one('a', 1)], known), [one('b', 2)], known)
    expect(Object.keys(seen.told)).toEqual(['a', 'b'])
    expect(see(seen, [], known + month).told).toEqual({})
  })

  test('leaves out what was seen more than a month ago, but not what waits', () => {
    const old = { at: known - month - 1 }
    const seen = { person: see(begun(known), [], known), device: begun(known) }
    expect(lines([one('a', 1, old), one('b', 1, { ...old, waits: true, about: { page: 'case', report: 'r' } })], seen)).toEqual(['b before waits'])
  })
})

/**
 * A server that things happen at, and a device that fetches some of it, looks at it, and gets some of it anew. What is fetched in one
 * round is not all fetched equally far, and what happened first may be known last.
 */
describe('whatever comes in what order', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('happen' as const), after: fc.integer({ min: 0, max: 20 * 86_400_000 }), late: fc.integer({ min: 0, max: 60_000 }), stream: fc.constantFrom('mine', 'internal') }),
    fc.record({ do: fc.constant('fetch' as const), mine: fc.boolean(), internal: fc.boolean() }),
    fc.record({ do: fc.constant('look' as const) }),
  )
  test('all that happens is new the first time it is there to be seen, and never again', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let now = Date.parse(day(1))
      const server: (Happening & { stream: string; told: number })[] = []
      const held = new Map<string, Happening>()
      let known = now
      let seen: Seen | undefined
      const news: string[] = []
      const fetch = (wanted: (stream: string) => boolean) => {
        for (const { stream, told, ...one } of server) {
          if (!wanted(stream)) continue
          held.set(one.id, one)
          known = Math.max(known, told)
        }
      }
      const look = () => {
        // One begins when the device first holds anything.
        seen ??= begun(known)
        news.push(...tell([...held.values()], { person: seen, device: seen }, known).filter(({ isNew }) => isNew).flatMap(({ happenings }) => happenings.map(({ id }) => id)))
        seen = see(seen, [...held.values()], known)
      }
      look()
      for (const act of steps) {
        if (act.do === 'happen') {
          // No stream is left behind for as long as a month.
          if (act.after > 10 * 86_400_000) fetch(() => true)
          now += act.after
          server.push({ id: `e${server.length}`, at: now - act.late, told: now, about: { page: 'obstacle', number: `H-${server.length}` }, what: { is: 'replied' }, to: 'person', stream: act.stream })
        } else if (act.do === 'fetch') {
          const lost = server.filter(({ id, stream, told }) => !held.has(id) && !act[stream as 'mine'] && now - told > 20 * 86_400_000)
          fetch((stream) => act[stream as 'mine'] || lost.length > 0)
        } else look()
      }
      fetch(() => true)
      look()
      look()
      expect(news.sort()).toEqual(server.map(({ id }) => id).sort())
    }), { numRuns: 300 })
  })
})
