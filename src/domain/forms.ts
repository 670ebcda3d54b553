/**
 * Forms as data, and the rules for what is answered. The server has the same rules in `private.check_answers`, and a test
 * asks both. A blank answer (nothing, null, white space, an empty list, false) is none at all.
 */
import type { IsoDate } from './documents.ts'
import { ages, districts, levels, organisations, services, themes } from './vocabulary.ts'

/** What is said in the languages of the interface; without English, bokmål stands in for it. */
export interface Words { nb: string; nn: string; en?: string }

/** The lists whose words are in `texts/` and not in the form. */
export const fixedLists = { services, districts, organisations, ages, themes, levels }
export type FixedList = keyof typeof fixedLists

/** Something that holds or does not by what was answered before. A question that is not shown has no answer. */
export type Condition =
  | { question: string; equals: string | number | true }
  | { question: string; includes: string }
  | { question: string; answered: true }
  | { not: Condition }
  | { all: Condition[] }
  | { any: Condition[] }

export interface FormOption { id: string; label: Words }

interface Shown {
  /** ASCII, and the same for ever: answers are kept by it. */
  id: string
  label: Words
  help?: Words
  /** Always shown without it. */
  showWhen?: Condition
}
interface Asked extends Shown { required?: true | Condition }

/** Lengths are Unicode code points, without the white space around the text. */
export interface TextQuestion extends Asked { kind: 'shortText' | 'longText'; minLength?: number; maxLength: number }
/** Has either options of its own or one of the fixed lists. */
export interface ChoiceQuestion extends Asked {
  kind: 'oneOf' | 'manyOf'
  options?: FormOption[]
  list?: FixedList
  /** Of `manyOf`: how many may be chosen. */
  most?: number
}
/** Whole numbers, both ends among them. */
export interface ScaleQuestion extends Asked { kind: 'scale'; from: number; to: number; ends: { from: Words; to: Words } }
export interface DateQuestion extends Asked { kind: 'date'; earliest?: IsoDate; latest?: IsoDate }
/** Its only answer is true. */
export interface ConsentQuestion extends Asked { kind: 'consent' }
export interface FormHeading extends Shown { kind: 'heading' }

export type AskedQuestion = TextQuestion | ChoiceQuestion | ScaleQuestion | DateQuestion | ConsentQuestion
export type Question = AskedQuestion | FormHeading

/** What is asked on one screen. Without a title, its first question is that. */
export interface FormStep { id: string; title?: Words; help?: Words; questions: Question[] }
export interface FormVersion { version: number; steps: FormStep[] }

export interface Form {
  title: Words
  /** What a person should know before beginning. */
  lead?: Words
  reviewed: IsoDate
  /** Newest first. The older ones stay: what was filled in by one is shown and judged by it. */
  versions: FormVersion[]
}

/** As a draft or a report holds them: by question, and not yet known to fit. */
export type Answers = Readonly<Record<string, unknown>>

export const fieldErrors = [
  'required', 'too-long', 'too-short', 'not-an-option', 'too-many', 'wrong-type', 'out-of-range', 'not-a-date', 'unknown-question', 'not-shown',
] as const
export type FieldError = (typeof fieldErrors)[number]

export const isAsked = (question: Question): question is AskedQuestion => question.kind !== 'heading'

export const questionsOf = ({ steps }: FormVersion): Question[] => steps.flatMap(({ questions }) => questions)

/** The ids of what can be chosen, in the order they are shown. */
export const optionsOf = ({ list, options = [] }: ChoiceQuestion): readonly string[] => (list ? fixedLists[list] : options.map(({ id }) => id))

/** What is shown to someone who has answered this, headings among it. */
export function visibleQuestions(version: FormVersion, answers: Answers): Question[] {
  return walk(version, answers).filter(({ isShown }) => isShown).map(({ question }) => question)
}

/** The answers as they are sent: only to what is shown, in the order of the questions, without what is blank. */
export function cleanAnswers(version: FormVersion, answers: Answers): Record<string, unknown> {
  return Object.fromEntries(walk(version, answers).flatMap(({ question, isShown, answer }) =>
    (isShown && answer !== undefined ? [[question.id, cleaned(question, answer)]] : [])))
}

/** What is wrong with each answer, by question; empty when all of it fits. */
export function checkAnswers(version: FormVersion, answers: Answers): Record<string, FieldError> {
  const steps = walk(version, answers).filter(({ question }) => isAsked(question))
  const asked = new Set(steps.map(({ question }) => question.id))
  const unknown = Object.keys(answers).filter((id) => !asked.has(id))
  return Object.fromEntries([
    ...steps.flatMap((step) => { const error = errorOf(step); return error ? [[step.question.id, error] as const] : [] }),
    ...unknown.map((id) => [id, 'unknown-question'] as const),
  ])
}

interface Step { question: Question; isShown: boolean; isRequired: boolean; answer: unknown }

/** Every question in order, with what the answers before it make of it. */
function walk(version: FormVersion, answers: Answers): Step[] {
  const given = new Map<string, unknown>()
  return questionsOf(version).map((question) => {
    const isShown = question.showWhen === undefined || holds(question.showWhen, given)
    const answer = isAsked(question) && Object.hasOwn(answers, question.id) && !isBlank(answers[question.id]) ? answers[question.id] : undefined
    const rule = isAsked(question) ? question.required : undefined
    const isRequired = rule !== undefined && (rule === true || holds(rule, given))
    if (isShown && answer !== undefined) given.set(question.id, answer)
    return { question, isShown, isRequired, answer }
  })
}

function holds(condition: Condition, given: ReadonlyMap<string, unknown>): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, given))
  if ('any' in condition) return condition.any.some((one) => holds(one, given))
  if ('not' in condition) return !holds(condition.not, given)
  const answer = given.get(condition.question)
  if ('answered' in condition) return answer !== undefined
  if ('equals' in condition) return answer === condition.equals
  return Array.isArray(answer) && answer.includes(condition.includes)
}

function isBlank(answer: unknown): boolean {
  return answer === undefined || answer === null || answer === false || (typeof answer === 'string' && answer.trim() === '')
    || (Array.isArray(answer) && answer.length === 0)
}

const cleaned = ({ kind }: Question, answer: unknown): unknown =>
  (typeof answer === 'string' && (kind === 'shortText' || kind === 'longText') ? answer.trim() : answer)

function errorOf({ question, isShown, isRequired, answer }: Step): FieldError | undefined {
  if (!isShown) return answer === undefined ? undefined : 'not-shown'
  if (answer === undefined) return isRequired ? 'required' : undefined
  switch (question.kind) {
    case 'shortText':
    case 'longText': return textError(question, answer)
    case 'oneOf': return typeof answer !== 'string' ? 'wrong-type' : optionsOf(question).includes(answer) ? undefined : 'not-an-option'
    case 'manyOf': return manyError(question, answer)
    case 'scale': return !Number.isInteger(answer) ? 'wrong-type' : isWithin(answer as number, question.from, question.to) ? undefined : 'out-of-range'
    case 'date': return dateError(question, answer)
    case 'consent': return answer === true ? undefined : 'wrong-type'
    // A kind that only a newer form has is for the server to judge.
    default: return undefined
  }
}

function textError({ minLength = 0, maxLength }: TextQuestion, answer: unknown): FieldError | undefined {
  if (typeof answer !== 'string') return 'wrong-type'
  const length = [...answer.trim()].length
  return length > maxLength ? 'too-long' : length < minLength ? 'too-short' : undefined
}

function manyError(question: ChoiceQuestion, answer: unknown): FieldError | undefined {
  if (!Array.isArray(answer) || !answer.every((one) => typeof one === 'string') || new Set(answer).size < answer.length) return 'wrong-type'
  if (!answer.every((one) => optionsOf(question).includes(one))) return 'not-an-option'
  return answer.length > (question.most ?? answer.length) ? 'too-many' : undefined
}

function dateError({ earliest, latest }: DateQuestion, answer: unknown): FieldError | undefined {
  if (typeof answer !== 'string') return 'wrong-type'
  if (!isDate(answer)) return 'not-a-date'
  return isWithin(answer, earliest ?? answer, latest ?? answer) ? undefined : 'out-of-range'
}

const isWithin = <T extends number | string>(value: T, from: T, to: T): boolean => value >= from && value <= to

/** Whether this is a date that exists, written YYYY-MM-DD; there was no year 0. */
export function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
