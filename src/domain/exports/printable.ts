/** The text without what no XML may hold: control characters, halves of characters and what is no character. */
export const printable = (text: string): string => text.replace(/[\0-\x08\v\f\x0E-\x1F\x7F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
