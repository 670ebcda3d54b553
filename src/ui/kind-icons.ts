import type { IconName } from './icons/icon-names.ts'

/** The icon of each kind of page. An obstacle is shown by its steps where they are known. */
export const kindIcons: Record<'model' | 'handbook' | 'chapter' | 'seminar' | 'project' | 'insight' | 'obstacle', IconName> = {
  model: 'books', handbook: 'document-text', chapter: 'document-text', seminar: 'lecture', project: 'folder', insight: 'bulb', obstacle: 'roadblock',
}
