/** Hands a file to the browser to keep, made here and sent nowhere. A text is one of JSON. */
export function saveFile(name: string, content: string | Blob): void {
  const address = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type: 'application/json' }) : content)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  // Not at once: some browsers fetch a large file only when this task is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
