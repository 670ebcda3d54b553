export type Piece = { text: string } | { figure: string }

/** Parts a section's text at the lines where a figure stands: `{{figure:<id>}}` alone on a line. */
export function piecesOf(body: string): Piece[] {
  return body.split(/^\{\{figure:([a-z0-9-]+)\}\}$/m).flatMap((piece, n): Piece[] => {
    if (n % 2 === 1) return [{ figure: piece }]
    return piece.trim() ? [{ text: piece.trim() }] : []
  })
}

/** The figures that a text places, in order. */
export function placedFigures(body: string): string[] {
  return piecesOf(body).flatMap((piece) => ('figure' in piece ? [piece.figure] : []))
}
