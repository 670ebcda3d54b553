/** «a», «a og b», «a, b og c». The browser's own list format costs a slow phone 60 ms before it writes its first word. */
export function inList(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${and} ${last}`
}
