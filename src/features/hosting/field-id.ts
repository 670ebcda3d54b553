/** The id of the field in which something is written, by the name it is kept under. */
export const fieldId = (name: string): string => `seminar-${name}`

/** Puts the focus where something must be looked at, and brings it into view. */
export function focusField(name: string): void {
  const field = document.getElementById(fieldId(name))
  field?.closest('details')?.setAttribute('open', '')
  field?.focus()
}
