/** A sound PDF of some pages, each with these lines; as large as `padTo` bytes where that is more than it takes. */
export function madePdf(pages: readonly (readonly string[])[], padTo = 0): Buffer<ArrayBuffer> {
  const objects: Buffer[] = []
  const add = (text: string | Buffer) => objects.push(typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
  const stream = (body: Buffer) => Buffer.concat([Buffer.from(`<< /Length ${body.length} >>\nstream\n`, 'latin1'), body, Buffer.from('\nendstream', 'latin1')])
  // 1 the catalogue, 2 the pages, 3 the face; then each page and what is on it.
  const pageNumber = (n: number) => 4 + 2 * n
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, n) => `${pageNumber(n)} 0 R`).join(' ')}] >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  for (const [n, lines] of pages.entries()) {
    const shown = lines.map((line) => `(${line.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`).join('\n')
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageNumber(n) + 1} 0 R >>`)
    add(stream(Buffer.from(`BT /F1 18 Tf 24 TL 60 760 Td\n${shown}\nET`, 'latin1')))
  }
  const size = objects.reduce((sum, one) => sum + one.length, 0)
  if (padTo > size) add(stream(Buffer.from(Uint8Array.from({ length: padTo - size }, (_, i) => 33 + ((i * 7919) % 89)))))

  const parts = [Buffer.from('%PDF-1.4\n%\xe6\xf8\xe5\xff\n', 'latin1')]
  const places: number[] = []
  let at = parts[0]!.length
  for (const [n, body] of objects.entries()) {
    places.push(at)
    const part = Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`, 'latin1'), body, Buffer.from('\nendobj\n', 'latin1')])
    parts.push(part)
    at += part.length
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`, 'latin1'))
  return Buffer.concat(parts)
}
