export type StopKind = 'identity-number' | 'duf-number'
export type QuestionKind = 'account' | 'phone' | 'email' | 'birth-date' | 'address' | 'name'
export type FindingKind = StopKind | QuestionKind

/** A place in a text, in UTF-16 code units from the start, that may tell who someone is. */
export interface Finding {
  from: number
  to: number
  kind: FindingKind
  /** What stops must go, or be said to be something else, before the text is sent; the rest is for the writer to judge. */
  severity: 'stop' | 'ask'
}
