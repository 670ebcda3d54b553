import { isAsked, questionsOf, type ChoiceQuestion, type FieldError, type FormVersion, type Question, type Words } from '../domain/forms.ts'
import type { Texts } from './nb/index.ts'
import type { Language } from './use-texts.ts'

/** A form's own words in the language of the interface. */
export const inLanguage = (words: Words, language: Language): string => words[language] ?? words.nb

/** The words of the fixed lists that a question can choose from. */
const listWords = ({ lists, topics }: Texts): Record<NonNullable<ChoiceQuestion['list']>, Record<string, string>> => ({
  services: lists.service, districts: lists.organisation, organisations: lists.organisation, ages: topics.age, themes: topics.theme, levels: lists.level,
})

/** What one of a question's options is called. */
export function optionWords({ list, options }: ChoiceQuestion, id: string, t: Texts, language: Language): string {
  if (list) return listWords(t)[list][id] ?? id
  const option = options?.find((one) => one.id === id)
  return option ? inLanguage(option.label, language) : id
}

/** An answer as it is read; nothing where there is none. */
export function answerWords(question: Question, answer: unknown, t: Texts, language: Language): string {
  if (answer === undefined || answer === null || answer === '') return ''
  switch (question.kind) {
    case 'oneOf': return optionWords(question, String(answer), t, language)
    case 'manyOf': return Array.isArray(answer) ? answer.map((one) => optionWords(question, String(one), t, language)).join(', ') : ''
    case 'consent': return answer === true ? t.reporting.answered.yes : ''
    case 'scale': return t.reporting.scaleOf(String(answer), question.to)
    default: return typeof answer === 'string' || typeof answer === 'number' ? String(answer) : ''
  }
}

/** What somebody answered, with the questions as they were in the version of the form that they answered by. Without its form, what was written is still shown. */
export function answersInWords(version: FormVersion | undefined, answers: Record<string, unknown>, t: Texts, language: Language): { id: string; label: string; text: string }[] {
  if (!version) return Object.entries(answers).filter((entry): entry is [string, string] => typeof entry[1] === 'string').map(([id, text]) => ({ id, label: '', text }))
  return questionsOf(version).filter((question) => isAsked(question))
    .map((question) => ({ id: question.id, label: inLanguage(question.label, language), text: answerWords(question, answers[question.id], t, language) }))
    .filter(({ text }) => text)
}

/** What is wrong with an answer, as a person needs to hear it. */
export function errorWords(question: Question, error: FieldError, t: Texts): string {
  const words = t.reporting.errors
  if (error === 'required') return question.kind === 'oneOf' || question.kind === 'manyOf' || question.kind === 'scale' ? words.choose : words.required
  if (error === 'too-long' && 'maxLength' in question) return words['too-long'](question.maxLength)
  if (error === 'too-short' && 'minLength' in question) return words['too-short'](question.minLength ?? 0)
  return words.other
}

/** All that was answered in words, in the order of the questions. */
export const writtenIn = (version: FormVersion, answers: Record<string, unknown>): string => questionsOf(version).flatMap(({ id, kind }) => {
  const text = answers[id]
  return (kind === 'longText' || kind === 'shortText') && typeof text === 'string' ? text.trim() || [] : []
}).join('\n\n')
