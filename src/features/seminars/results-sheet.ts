import type { Sheet } from '../../domain/exports/paper.ts'
import type { AnsweredQuestion } from '../../domain/seminar-results.ts'
import { inLanguage, optionWords } from '../../texts/form-words.ts'
import type { Texts } from '../../texts/nb/index.ts'
import type { Language } from '../../texts/use-texts.ts'

/** An answer to a question of counts, in words. */
export function countedWords({ question }: AnsweredQuestion, answer: string, t: Texts, language: Language): string {
  switch (question.kind) {
    case 'oneOf': case 'manyOf': return optionWords(question, answer, t, language)
    case 'consent': return t.seminars.results.yes
    case 'scale': {
      const end = answer === String(question.from) ? question.ends.from : answer === String(question.to) ? question.ends.to : undefined
      return end ? t.seminars.results.scale.from(Number(answer), inLanguage(end, language)) : answer
    }
    default: return answer
  }
}

/** What hosts are told as a list for reckoning: a row an answer, and a row a text. */
export function resultsSheet(questions: readonly AnsweredQuestion[], t: Texts, language: Language): Sheet {
  const { question, answer, times } = t.seminars.results
  return {
    name: t.seminars.results.title,
    columns: [question, answer, times],
    rows: questions.flatMap((one) => {
      const label = inLanguage(one.question.label, language)
      return one.kind === 'texts' ? one.texts.map((text) => [label, text, '']) : one.counts.map((count) => [label, countedWords(one, count.answer, t, language), count.times])
    }),
  }
}
