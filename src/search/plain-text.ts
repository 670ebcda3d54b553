/**
 * The words of a Markdown text as they are read, for indexing and excerpts. Knows only the marks that content may have
 * (`docs/content.md`), which makes it several times quicker than a parser: every text of the library passes through it.
 */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^\{\{.*\}\}$/gm, ' ')
    .replace(/^\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$/gm, ' ')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/\[\^[ivxlc]+\]/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|(?<!\S)[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])|\\(?=[^\p{L}\p{N}\s])/gu, '')
    .replace(/\s*\|[\s|]*/g, ' · ')
    .replace(/\s+/g, ' ')
    .replace(/^(?: ·)? | ?(?:· )?·?$/g, '')
    .trim()
}
