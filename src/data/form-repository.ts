import type { FormRow } from '../domain/documents.ts'
import { inPublic } from './databases.ts'

/** A form by its slug, or undefined when the device does not hold it. */
export async function findForm(slug: string): Promise<FormRow | undefined> {
  return (await inPublic((db) => db.documents.get({ kind: 'form', slug }))) as FormRow | undefined
}
