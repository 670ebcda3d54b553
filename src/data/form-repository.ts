import type { FormRow } from '../domain/documents.ts'
import { questionsOf } from '../domain/forms.ts'
import { inPublic } from './databases.ts'

/** A form by its slug, or undefined when the device does not hold it. */
export async function findForm(slug: string): Promise<FormRow | undefined> {
  return (await inPublic((db) => db.documents.get({ kind: 'form', slug }))) as FormRow | undefined
}

/** The questions that are answered in words, in any version of any form, as `form.question`. */
export async function findWrittenQuestions(): Promise<Set<string>> {
  const forms = await inPublic((db) => db.documents.where('[kind+slug]').between(['form', ''], ['form', '\uffff']).toArray()) as FormRow[]
  return new Set(forms.flatMap(({ slug, data }) => data.versions.flatMap(questionsOf)
    .flatMap(({ id, kind }) => (kind === 'shortText' || kind === 'longText' ? [`${slug}.${id}`] : []))))
}
