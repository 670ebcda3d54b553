/** What the guard says of what it has found, by what it is. */
export interface GuardWords {
  title: Record<string, string>; text: string; remove: string; clear: Record<string, string>; masked: string
  waiting: (n: number) => string; questions: Record<string, (found: string) => string>; why: string; take: string; keep: string
}
