import type { Role } from '../../domain/own-records.ts'
import type { Texts } from '../../texts/nb/index.ts'

/** Where a role is held, in words; empty when it is held nowhere in particular. A body that is not known is called by its id. */
export function placeText({ organisation, body }: Partial<Role>, t: Texts, bodies: readonly { id: string; name: string }[]): string {
  if (body !== undefined) return bodies.find(({ id }) => id === body)?.name ?? body
  return organisation === undefined ? '' : t.lists.organisation[organisation]
}

/** What someone is who holds it: «utvikler i Bydel Bjerke». */
export const asText = (role: Role, t: Texts, bodies: readonly { id: string; name: string }[]): string => t.people.as[role.role](placeText(role, t, bodies))
