import fc from 'fast-check'
import { fixedLists, isAsked, optionsOf, questionsOf, type AskedQuestion, type ChoiceQuestion, type Condition, type FixedList, type Form, type FormVersion, type Question } from '../../src/domain/forms.ts'
import { words } from './made-up-forms.ts'

const places = Array.from({ length: 8 }, (_, place) => place)
const idOf = (place: number) => `sporsmal-${place}`
const label = words('Spørsmål')
const day = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

const ownOptions = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 2 }).map((ids) => ({ options: ids.map((id) => ({ id, label })) }))
const choice = fc.oneof(ownOptions, fc.constantFrom(...Object.keys(fixedLists) as FixedList[]).map((list) => ({ list })))

/** A question with what only it has; whether it is shown and required is decided once those before it are known. */
const bare: fc.Arbitrary<Question> = fc.oneof(
  fc.tuple(fc.constantFrom('shortText' as const, 'longText' as const), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 })).map(([kind, minLength, more]) =>
    ({ kind, id: '', label, maxLength: minLength + more, ...(minLength > 1 && { minLength }) })),
  choice.map((own) => ({ kind: 'oneOf' as const, id: '', label, ...own })),
  fc.tuple(choice, fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined })).map(([own, most]) => ({ kind: 'manyOf' as const, id: '', label, ...own, ...(most && { most }) })),
  fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 10 })).map(([from, steps]) => ({ kind: 'scale' as const, id: '', label, from, to: from + steps, ends: { from: label, to: label } })),
  fc.tuple(fc.array(day, { maxLength: 2 }), fc.boolean()).map(([days, first]) => {
    const [one, other] = days.sort()
    const limits = other ? { earliest: one!, latest: other } : one ? (first ? { earliest: one } : { latest: one }) : {}
    return { kind: 'date' as const, id: '', label, ...limits }
  }),
  fc.constant({ kind: 'consent' as const, id: '', label }),
  fc.constant({ kind: 'heading' as const, id: '', label }),
)

function simple(about: AskedQuestion): fc.Arbitrary<Condition> {
  const question = about.id
  const answered = fc.constant({ question, answered: true as const })
  switch (about.kind) {
    case 'oneOf': return fc.oneof(answered, fc.constantFrom(...optionsOf(about)).map((equals) => ({ question, equals })))
    case 'manyOf': return fc.oneof(answered, fc.constantFrom(...optionsOf(about)).map((includes) => ({ question, includes })))
    case 'scale': return fc.oneof(answered, fc.integer({ min: about.from, max: about.to }).map((equals) => ({ question, equals })))
    case 'consent': return fc.oneof(answered, fc.constant({ question, equals: true as const }))
    default: return answered
  }
}

function conditionOn(earlier: readonly Question[], depth = 2): fc.Arbitrary<Condition> {
  const plain = fc.oneof(...earlier.filter(isAsked).map(simple))
  if (depth === 0) return plain
  const inner = conditionOn(earlier, depth - 1)
  const some = fc.array(inner, { minLength: 1, maxLength: 3 })
  return fc.oneof({ arbitrary: plain, weight: 3 }, inner.map((not) => ({ not })), some.map((all) => ({ all })), some.map((any) => ({ any })))
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

/** Puts the questions after each other, with conditions on those before. */
function placed(bares: readonly Question[], place = 0, earlier: readonly Question[] = []): fc.Arbitrary<Question[]> {
  const next = bares[place]
  if (!next) return fc.constant([...earlier])
  const condition = earlier.some(isAsked) ? maybe(conditionOn(earlier)) : fc.constant(undefined)
  const required = next.kind === 'heading' ? fc.constant(undefined) : fc.oneof(fc.constantFrom(true as const, undefined), condition)
  return fc.tuple(condition, required).chain(([showWhen, rule]) => {
    const question = { ...next, id: idOf(place), ...(showWhen && { showWhen }), ...(rule && { required: rule }) } as Question
    return placed(bares, place + 1, [...earlier, question])
  })
}

/** A version that is sound. */
export const soundVersion: fc.Arbitrary<FormVersion> = fc.tuple(fc.array(bare, { minLength: 1, maxLength: places.length }), fc.nat(places.length - 1), fc.integer({ min: 1, max: 9 }))
  .filter(([bares]) => bares.some(isAsked))
  .chain(([bares, cut, version]) => placed(bares).map((questions) => {
    const parts = [questions.slice(0, cut), questions.slice(cut)].filter(({ length }) => length > 0)
    return { version, steps: parts.map((part, n) => ({ id: `steg-${n}`, title: label, questions: part })) }
  }))

export const formOf = (...versions: FormVersion[]): Form => ({ title: label, reviewed: '2026-11-26', versions })

const letters = fc.constantFrom('a', 'å', '✓', '👩', 'é', '漢')
export const spaces = fc.array(fc.constantFrom(' ', '\n', '\t', '\r', '\v', '\f', '\u00A0', '\u1680', '\u2003', '\u2028', '\u2029', '\u202F', '\u205F', '\u3000', '\uFEFF'), { maxLength: 3 }).map((all) => all.join(''))
export const textOf = (min: number, max: number): fc.Arbitrary<string> =>
  fc.tuple(spaces, fc.array(letters, { minLength: min, maxLength: max }), spaces).map(([before, text, after]) => before + text.join('') + after)

/** What fits a question and is not blank. */
export function fitting(question: AskedQuestion): fc.Arbitrary<unknown> {
  switch (question.kind) {
    case 'shortText':
    case 'longText': return textOf(question.minLength ?? 1, question.maxLength)
    case 'oneOf': return fc.constantFrom(...optionsOf(question))
    case 'manyOf': return fc.subarray([...optionsOf(question)], { minLength: 1, maxLength: question.most ?? optionsOf(question).length })
    case 'scale': return fc.integer({ min: question.from, max: question.to })
    case 'date': {
      const { earliest = '1890-01-01', latest = '2110-12-31' } = question
      return fc.date({ min: new Date(`${earliest}T00:00:00Z`), max: new Date(`${latest}T00:00:00Z`), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    }
    case 'consent': return fc.constant(true)
  }
}

/** Nothing, in all its forms. */
export const blank = fc.oneof(fc.constantFrom<unknown>(null, false, '', []), spaces)

/** Anything that JSON can say, most of it much like an answer. */
export function anything(question?: Question): fc.Arbitrary<unknown> {
  const own = question && isAsked(question) ? fitting(question) : textOf(0, 8)
  const options = question && (question.kind === 'oneOf' || question.kind === 'manyOf') ? optionsOf(question as ChoiceQuestion) : ['x']
  return fc.oneof(
    { arbitrary: own, weight: 6 }, blank, textOf(0, 14), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -6, max: 16 }), fc.constant(true), day,
    fc.array(fc.oneof(fc.constantFrom(...options, 'ukjent'), fc.constantFrom<unknown>(1, null, true)), { maxLength: 5 }), fc.array(fc.constantFrom(...options), { maxLength: 5 }),
    fc.constantFrom<unknown>({}, { a: 1 }, '2026-02-29', '0000-01-01', '2026-13-01', '10000-01-01', '2026-01-01 ', 'infinity', 'today', '٢٠٢٦-٠١-٠١'),
  )
}

/** A sound version with answers that may fit or not, to what it asks and to what it does not. */
export const versionAndAnswers: fc.Arbitrary<{ version: FormVersion; answers: Record<string, unknown> }> = soundVersion.chain((version) => {
  const each = questionsOf(version).map((question) => [question.id, fc.option(anything(question), { nil: undefined, freq: 4 })] as const)
  const strangers = fc.dictionary(fc.constantFrom('constructor', 'toString', 'ukjent', 'sporsmal-99'), anything(), { maxKeys: 1, noNullPrototype: true })
  return fc.tuple(fc.record(Object.fromEntries(each), { noNullPrototype: true }), maybe(strangers)).map(([known, more]) => ({
    version, answers: { ...Object.fromEntries(Object.entries(known).filter(([, answer]) => answer !== undefined)), ...more },
  }))
})
