import type { AnnexRow, Body, DocumentData, DocumentKind, Obstacle } from '../../src/domain/documents.ts'
import type { Form } from '../../src/domain/forms.ts'

/** An obstacle as the files and the database's columns have it: the bodies by id. */
export type ObstacleFile = Omit<Obstacle, 'bodies'> & { bodies: string[] }

export interface ItemData extends DocumentData {
  form: Form
  body: Omit<Body, 'id'>
  annexRow: AnnexRow
  obstacle: ObstacleFile
}
export type ItemKind = DocumentKind | 'form' | 'body' | 'annexRow' | 'obstacle'

/** One item as the database's `private.load_content` takes it, and the file it came from. */
export type ContentItem<K extends ItemKind = ItemKind> = {
  [P in K]: { id: string; kind: P; slug: string; data: ItemData[P]; file: string }
}[K]
