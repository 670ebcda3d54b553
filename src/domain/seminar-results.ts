/** What people thought of a seminar, question by question, as its hosts are told of it. */
import { isAsked, optionsOf, questionsOf, type AskedQuestion, type Form } from './forms.ts'
import type { Evaluation } from './seminars.ts'

/** One question with its answers: how many gave each, those that nobody gave too, or what was written. */
export type AnsweredQuestion =
  | { kind: 'counts'; question: AskedQuestion; counts: { answer: string; times: number }[]; given: number; mean?: number }
  | { kind: 'texts'; question: AskedQuestion; texts: string[] }

/**
 * The questions in the order of the form's newest version, and after them those that only older ones had. A text keeps the place
 * that the server gave it, which tells nothing of who wrote it.
 */
export function answeredQuestions({ versions }: Form, { counts, texts }: Pick<Evaluation, 'counts' | 'texts'>): AnsweredQuestion[] {
  const questions = new Map(versions.toReversed().flatMap(questionsOf).filter(isAsked).map((question) => [question.id, question]))
  const inOrder = [...new Set(versions.flatMap(questionsOf).filter(isAsked).map(({ id }) => id))]
  return inOrder.map((id): AnsweredQuestion => {
    const question = questions.get(id)!
    if (question.kind === 'shortText' || question.kind === 'longText') return { kind: 'texts', question, texts: texts.filter((one) => one.question === id).map(({ text }) => text) }
    const given = new Map(counts.filter((one) => one.question === id).map(({ answer, times }) => [String(answer), times]))
    const answers = [...new Set([...possible(question), ...given.keys()])].map((answer) => ({ answer, times: given.get(answer) ?? 0 }))
    const sum = answers.reduce((all, { times }) => all + times, 0)
    const mean = question.kind === 'scale' && sum > 0 ? answers.reduce((all, { answer, times }) => all + Number(answer) * times, 0) / sum : undefined
    return { kind: 'counts', question, counts: answers, given: sum, mean }
  })
}

function possible(question: AskedQuestion): string[] {
  switch (question.kind) {
    case 'scale': return Array.from({ length: question.to - question.from + 1 }, (_, at) => String(question.from + at))
    case 'oneOf': case 'manyOf': return [...optionsOf(question)]
    default: return []
  }
}
