import { findReferences } from '../../data/library-repository.ts'

/** What tells a newcomer most: the complete handbook, what the programme is, and what came of it. */
const refs = ['handbook:slik-utvikler-og-implementerer-vi', 'insight:om-delprogrammet', 'insight:resultater-2024']

/** The pages to begin with that the device holds. */
export const findPlacesToBegin = () => findReferences(refs)
