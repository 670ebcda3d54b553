import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { checkAnswers, cleanAnswers, isAsked, questionsOf, visibleQuestions, type Answers, type FormStep, type FormVersion, type Question } from '../../domain/forms.ts'
import { errorWords, inLanguage } from '../../texts/form-words.ts'
import { useLanguage, useTexts } from '../../texts/use-texts.ts'

/** An answer that must be mended, told for the field whose id it has. */
export interface AnswerError { question: string; field: string; label: string; text: string }

export const fieldOf = (question: string): string => `q-${question}`

export interface FormSteps {
  /** How many there are; the last is no part of the form, but shows what others will see. */
  count: ComputedRef<number>
  /** 1 is the first. It stands in the address, so that the browser's way back goes a step back. */
  step: ComputedRef<number>
  /** Undefined in the last. */
  current: ComputedRef<FormStep | undefined>
  /** The step's own heading: its title, or its first question. */
  title: ComputedRef<string | undefined>
  /** What is shown of the step. */
  questions: ComputedRef<Question[]>
  /** The answers as they would be sent. */
  answers: ComputedRef<Record<string, unknown>>
  /** What is wrong in any step, in the order of the questions. */
  errors: ComputedRef<AnswerError[]>
  /** The step where a question is asked. */
  stepOf: (question: string) => number
  go: (step: number, way?: 'push' | 'replace') => Promise<unknown>
}

/** Where one is in a form, and what of it must be mended before it can be sent. */
export function useFormSteps(version: () => FormVersion, given: () => Answers): FormSteps {
  const t = useTexts()
  const language = useLanguage()
  const route = useRoute()
  const router = useRouter()
  const count = computed(() => version().steps.length + 1)
  const step = computed(() => Math.min(Math.max(Math.trunc(Number(route.query.steg)) || 1, 1), count.value))
  const current = computed(() => version().steps[step.value - 1])
  const shown = computed(() => new Set(visibleQuestions(version(), given()).map(({ id }) => id)))
  const answers = computed(() => cleanAnswers(version(), given()))
  return {
    count,
    step,
    current,
    title: computed(() => {
      const words = current.value && (current.value.title ?? current.value.questions.find(isAsked)?.label)
      return words && inLanguage(words, language.value)
    }),
    questions: computed(() => (current.value?.questions ?? []).filter(({ id }) => shown.value.has(id))),
    answers,
    errors: computed(() => {
      const faults = checkAnswers(version(), answers.value)
      return questionsOf(version()).filter(({ id }) => faults[id]).map((question) => ({
        question: question.id, field: fieldOf(question.id), label: inLanguage(question.label, language.value), text: errorWords(question, faults[question.id]!, t.value),
      }))
    }),
    stepOf: (question) => version().steps.findIndex(({ questions }) => questions.some(({ id }) => id === question)) + 1,
    go: (to, way = 'push') => router[way]({ query: { ...route.query, steg: to } }),
  }
}
