
import { fileURLToPath } from 'node:url'
import { formatProblem } from './problem.ts'
import { readContent } from './read-content.ts'

const { items, problems } = await readContent(fileURLToPath(new URL('../content', import.meta.url)))
for (const p of problems) console.log(formatProblem(p))
const counts: Record<string, number> = {}
for (const i of items) counts[i.kind] = (counts[i.kind] ?? 0) + 1
console.log(counts)
