/** Whether a form can be filled in as it stands: asked when forms are loaded, and never on a device. */
import { fixedLists, isAsked, isDate, optionsOf, questionsOf, type AskedQuestion, type ChoiceQuestion, type Condition, type Form, type FormVersion, type Question } from './forms.ts'

export const formFaults = [
  'versions', 'empty', 'id', 'id-twice', 'kind-changed', 'options', 'most', 'lengths', 'all-lengths', 'range', 'condition', 'not-earlier', 'never',
] as const
export type FormFault = (typeof formFaults)[number]
/** `at` is the path of what is wrong, as people count: `version 2.hva.showWhen`. */
export interface FormProblem { at: string; fault: FormFault }

const longest = { text: 4000, all: 12_000, id: 50, scale: 10, version: 2_147_483_647 }

/** What is wrong with a form; nothing when it is sound. */
export function checkForm({ versions }: Form): FormProblem[] {
  const numbers = versions.map(({ version }) => version)
  const areSound = numbers.length > 0 && numbers.every((number, i) => Number.isInteger(number) && number >= 1 && number <= longest.version && (i === 0 || number < numbers[i - 1]!))
  return [...(areSound ? [] : [{ at: 'versions', fault: 'versions' as const }]), ...versions.flatMap(versionProblems), ...changedKinds(versions)]
}

function versionProblems(version: FormVersion): FormProblem[] {
  const at = `version ${version.version}`
  const questions = questionsOf(version)
  const lengths = questions.map((question) => ('maxLength' in question ? question.maxLength : 0))
  return [
    ...(version.steps.some(({ questions: asked }) => asked.length === 0) || !questions.some(isAsked) ? [{ at, fault: 'empty' as const }] : []),
    ...idProblems(at, version.steps), ...idProblems(at, questions),
    // So that every report fits into one operation of 64 kB, at four bytes a character.
    ...(lengths.reduce((sum, length) => sum + length, 0) > longest.all ? [{ at, fault: 'all-lengths' as const }] : []),
    ...questions.flatMap((question, i) => questionProblems(question, questions.slice(0, i)).map(({ at: field, fault }) => ({ at: [at, question.id, field].filter(Boolean).join('.'), fault }))),
  ]
}

function idProblems(at: string, named: readonly { id: string }[]): FormProblem[] {
  return named.flatMap(({ id }, i) => {
    const fault = !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > longest.id ? 'id' as const
      : named.findIndex((other) => other.id === id) < i ? 'id-twice' as const : undefined
    return fault ? [{ at: `${at}.${id}`, fault }] : []
  })
}

/** An id that means something else in another version would mix up the answers of both. */
function changedKinds(versions: readonly FormVersion[]): FormProblem[] {
  const kindOf = ({ kind }: Question) => (kind === 'shortText' ? 'longText' : kind)
  const first = new Map<string, string>()
  return versions.flatMap((version) => questionsOf(version).flatMap((question) => {
    const kind = first.get(question.id) ?? kindOf(question)
    first.set(question.id, kind)
    return kind === kindOf(question) ? [] : [{ at: `version ${version.version}.${question.id}`, fault: 'kind-changed' as const }]
  }))
}

function questionProblems(question: Question, earlier: readonly Question[]): FormProblem[] {
  const required = isAsked(question) && question.required !== true ? question.required : undefined
  return [
    ...(question.showWhen ? conditionProblems('showWhen', question.showWhen, earlier) : []),
    ...(required ? conditionProblems('required', required, earlier) : []),
    ...(isAsked(question) ? ownProblems(question) : []),
  ]
}

function ownProblems(question: AskedQuestion): FormProblem[] {
  switch (question.kind) {
    case 'shortText':
    case 'longText': {
      const { minLength = 1, maxLength } = question
      return isCount(maxLength, longest.text) && isCount(minLength, maxLength) ? [] : [{ at: '', fault: 'lengths' }]
    }
    case 'oneOf':
    case 'manyOf': return optionProblems(question)
    case 'scale': {
      const { from, to } = question
      return Number.isInteger(from) && isCount(to - from, longest.scale) ? [] : [{ at: '', fault: 'range' }]
    }
    case 'date': {
      const limits = [question.earliest, question.latest].filter((limit) => limit !== undefined)
      return limits.every(isDate) && limits[0]! <= limits.at(-1)! || limits.length === 0 ? [] : [{ at: '', fault: 'range' }]
    }
    case 'consent': return []
  }
}

function optionProblems(question: ChoiceQuestion): FormProblem[] {
  const { kind, options, list, most } = question
  const isOneWay = list === undefined ? options !== undefined && options.length > 1 : options === undefined && Object.hasOwn(fixedLists, list)
  if (!isOneWay) return [{ at: '', fault: 'options' }]
  return [
    ...idProblems('options', options ?? []),
    ...(most === undefined || (kind === 'manyOf' && isCount(most, optionsOf(question).length)) ? [] : [{ at: 'most', fault: 'most' as const }]),
  ]
}

const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most

function conditionProblems(at: string, condition: Condition, earlier: readonly Question[]): FormProblem[] {
  if ('not' in condition) return conditionProblems(at, condition.not, earlier)
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    return parts.length === 0 ? [{ at, fault: 'condition' }] : parts.flatMap((part) => conditionProblems(at, part, earlier))
  }
  const about = earlier.filter(isAsked).find(({ id }) => id === condition.question)
  if (!about) return [{ at, fault: 'not-earlier' }]
  return canHold(condition, about) ? [] : [{ at, fault: 'never' }]
}

/** Whether the question has an answer that the condition asks for. */
function canHold(condition: Extract<Condition, { question: string }>, about: AskedQuestion): boolean {
  if ('answered' in condition) return true
  if ('includes' in condition) return about.kind === 'manyOf' && optionsOf(about).includes(condition.includes)
  const { equals } = condition
  switch (about.kind) {
    case 'oneOf': return typeof equals === 'string' && optionsOf(about).includes(equals)
    case 'scale': return Number.isInteger(equals) && (equals as number) >= about.from && (equals as number) <= about.to
    case 'consent': return equals === true
    default: return false
  }
}
