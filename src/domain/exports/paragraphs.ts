/** The paragraphs of a Markdown text as they are read, with the marks that content may have (`docs/content.md`) taken out; an item of a list is one. */
export function paragraphsOf(markdown: string): string[] {
  return markdown
    .replace(/^[ \t]*(?:[-*+]|\d+\.)\s+/gm, '\n\n– ')
    .replace(/^[ \t]*(?:#{1,6}|>)\s+/gm, '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph
      .replace(/\[\^[ivxlc]+\]/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/\*\*|(?<!\S)[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])|\\(?=[^\p{L}\p{N}\s])/gu, '')
      .replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}
