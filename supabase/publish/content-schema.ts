/** The shape of each content file, as `docs/content.md` describes it and before the command has resolved anything. */
import * as v from 'valibot'
import type { Ref } from '../../src/domain/documents.ts'
import { fixedLists, type Condition, type FixedList, type Form } from '../../src/domain/forms.ts'
import { ages, districts, levels, organisations, services, themes } from '../../src/domain/vocabulary.ts'

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('er tom; utelat feltet når kildene ikke sier noe'))
export const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'skal bare ha små bokstaver a–z, tall og bindestrek'))
const isoDate = v.pipe(v.string(), v.isoDate('skal være en dato som finnes, skrevet ÅÅÅÅ-MM-DD'))
const isoMonth = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'skal være en måned, skrevet ÅÅÅÅ-MM'))
const webAddress = v.pipe(text, v.regex(/^https:\/\/[^\s]+$/, 'skal begynne med https://'))
const wholeNumber = v.pipe(v.number(), v.integer('skal være et helt tall'))

const list = <T extends v.GenericSchema>(item: T) => v.optional(v.array(item), [])
const distinct = <T extends v.GenericSchema<string>>(item: T) =>
  v.optional(v.pipe(v.array(item), v.check((values) => new Set(values).size === values.length, 'har samme verdi to ganger')), [])

export const source = v.strictObject({ doc: text, place: v.optional(text), url: v.optional(webAddress) })
const ref = v.pipe(v.string(), v.regex(/^(model|handbook|seminar|project|insight):[a-z0-9-]+$/, 'skal være type:navn, for eksempel model:sprakstart'), v.transform((value) => value as Ref))
const part = v.strictObject({ id: slug, title: text, text })
const parts = v.optional(v.pipe(v.array(part), v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'har samme id to ganger')), [])
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'skal være et klokkeslett, for eksempel 09:15'))
const programme = v.optional(v.pipe(
  v.array(v.strictObject({ id: slug, title: text, text: v.optional(text), day: v.optional(isoDate), from: v.optional(time), to: v.optional(time), who: v.optional(text) })),
  v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'har samme id to ganger'),
), [])
const link = v.strictObject({ title: text, url: webAddress })

const tags = {
  services: distinct(v.picklist(services)),
  districts: distinct(v.picklist(districts)),
  themes: distinct(v.picklist(themes)),
}

const statement = {
  sources: v.pipe(v.array(source), v.minLength(1, 'skal ha minst én kilde')),
  reviewed: isoDate,
}

const item = {
  title: text,
  summary: text,
  ...tags,
  ages: distinct(v.picklist(ages)),
  related: distinct(ref),
  ...statement,
  asOf: v.optional(isoDate),
  notes: v.optional(v.array(text)),
}

export const model = v.strictObject({
  ...item,
  forWhom: v.optional(text),
  tried: v.optional(text),
  owner: v.optional(text),
  organisations: distinct(v.picklist(organisations)),
  status: v.strictObject({ code: v.picklist(['operation', 'partial', 'trial', 'not-implemented']), text }),
  components: parts,
  start: parts,
  requirements: parts,
  results: list(v.strictObject({
    text,
    certainty: v.optional(v.picklist(['experienced', 'evaluated', 'measured'])),
    basis: v.optional(text),
  })),
  obstaclesMet: parts,
})

export const handbook = v.strictObject({
  ...item,
  publisher: v.optional(text),
  complete: v.boolean(),
  links: list(link),
})

export const chapterHead = v.strictObject(item)

export const seminarHead = v.strictObject({
  ...item,
  type: v.picklist(['seminar', 'webinar', 'breakfast', 'session', 'visit', 'gathering']),
  date: isoDate,
  endDate: v.optional(isoDate),
  place: v.optional(text),
  organiser: v.optional(text),
  programme,
  materials: list(link),
  recording: v.optional(v.strictObject({ url: webAddress, text })),
})

export const project = v.strictObject({
  ...item,
  group: v.picklist(['ongoing', 'ended']),
  start: v.optional(isoMonth),
  end: v.optional(isoMonth),
  owner: v.picklist(organisations),
  coOwners: distinct(v.picklist(organisations)),
  ownerText: text,
  ung: v.boolean(),
  phase: v.optional(v.picklist(['idea', 'concept', 'planning', 'execution', 'ended'])),
  statusText: text,
  result: v.optional(text),
  implementation: v.optional(v.strictObject({
    code: v.picklist(['implemented', 'partial', 'not-implemented', 'cancelled', 'mapping', 'undecided']),
    text,
  })),
})

const figureBase = { id: slug, caption: text, note: v.optional(text) }
const cell = v.union([v.string(), v.number()])
const sameWidth = 'alle radene skal ha like mange felter som columns'
const table = v.pipe(
  v.strictObject({ ...figureBase, kind: v.literal('table'), columns: v.array(text), rows: v.array(v.array(cell)), unit: v.optional(text) }),
  v.check(({ columns, rows }) => rows.every((row) => row.length === columns.length), sameWidth),
)
const bars = v.pipe(
  v.strictObject({
    ...figureBase, kind: v.literal('bars'), columns: v.array(text), unit: v.optional(text),
    rows: v.array(v.tupleWithRest([text], v.number())),
  }),
  v.check(({ columns, rows }) => rows.every((row) => row.length === columns.length), sameWidth),
)
const chain = v.strictObject({
  ...figureBase, kind: v.literal('chain'), steps: v.array(v.strictObject({ title: text, text: v.optional(text) })),
})
const groups = v.strictObject({
  ...figureBase, kind: v.literal('groups'), groups: v.array(v.strictObject({ title: text, items: v.array(text) })),
})

export const insightHead = v.strictObject({
  ...item,
  group: v.picklist(['finding', 'programme', 'economy', 'reference']),
  order: wholeNumber,
  figures: list(v.variant('kind', [table, bars, chain, groups])),
})

const words = v.strictObject({ nb: text, nn: text, en: v.optional(text) })
const about = { question: slug }
const condition: v.GenericSchema<Condition> = v.union([
  v.strictObject({ ...about, equals: v.union([v.string(), v.number(), v.literal(true)]) }),
  v.strictObject({ ...about, includes: v.string() }),
  v.strictObject({ ...about, answered: v.literal(true) }),
  v.strictObject({ not: v.lazy(() => condition) }),
  v.strictObject({ all: v.array(v.lazy(() => condition)) }),
  v.strictObject({ any: v.array(v.lazy(() => condition)) }),
])
const shown = { id: slug, label: words, help: v.optional(words), showWhen: v.optional(condition) }
const asked = { ...shown, required: v.optional(v.union([v.literal(true), condition])) }
const lengths = { minLength: v.optional(wholeNumber), maxLength: wholeNumber }
const choice = {
  options: v.optional(v.array(v.strictObject({ id: slug, label: words }))),
  list: v.optional(v.picklist(Object.keys(fixedLists) as FixedList[])),
}
const question = v.variant('kind', [
  v.strictObject({ kind: v.literal('shortText'), ...asked, ...lengths }),
  v.strictObject({ kind: v.literal('longText'), ...asked, ...lengths }),
  v.strictObject({ kind: v.literal('oneOf'), ...asked, ...choice }),
  v.strictObject({ kind: v.literal('manyOf'), ...asked, ...choice, most: v.optional(wholeNumber) }),
  v.strictObject({ kind: v.literal('scale'), ...asked, from: wholeNumber, to: wholeNumber, ends: v.strictObject({ from: words, to: words }) }),
  v.strictObject({ kind: v.literal('date'), ...asked, earliest: v.optional(isoDate), latest: v.optional(isoDate) }),
  v.strictObject({ kind: v.literal('consent'), ...asked }),
  v.strictObject({ kind: v.literal('heading'), ...shown }),
])

export const form: v.GenericSchema<Form> = v.strictObject({
  title: words,
  lead: v.optional(words),
  reviewed: isoDate,
  versions: v.array(v.strictObject({
    version: wholeNumber,
    steps: v.array(v.strictObject({ id: slug, title: v.optional(words), help: v.optional(words), questions: v.array(question) })),
  })),
})

const kroner = v.optional(wholeNumber)
const amounts = {
  transferredIn: kroner, granted: kroner, reallocated: kroner, budget: kroner, accounts: kroner, transferredOut: kroner,
}
const economyGroups = [
  'programkontoret', 'utviklere', 'pagaende', 'avsluttede', 'barnehageprogrammet-og-pa-vei-til-voksen', 'total',
] as const
export const economy = v.strictObject({
  ...statement,
  asOf: isoDate,
  lines: v.array(v.strictObject({
    id: slug, label: text, recipient: text, group: v.picklist(economyGroups), project: v.optional(slug), ...amounts, remark: v.optional(text),
  })),
  table4: v.array(v.strictObject({ label: text, ...amounts })),
  notes: list(text),
})

/** The municipality's own codes (BAL) or a slug. */
const bodyId = v.pipe(v.string(), v.regex(/^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$/, 'skal være en kode (BAL) eller ha små bokstaver a–z, tall og bindestrek'))

export const bodies = v.record(bodyId, v.strictObject({ name: text, level: v.picklist([...levels, 'not-assessed']) }))

export const references = v.array(v.strictObject({
  number: v.pipe(v.string(), v.regex(/^[ivxl]+$/, 'skal være et romertall med små bokstaver')),
  text,
  urls: list(v.pipe(text, v.regex(/^https?:\/\/\S+$/, 'skal være en nettadresse'))),
}))

export const sourceDocuments = v.record(slug, v.strictObject({
  title: text, publisher: text, date: v.optional(isoDate), url: v.optional(webAddress),
}))

export const obstacle = v.strictObject({
  number: v.pipe(v.string(), v.regex(/^H-\d{4}-[1-9]\d*$/, 'skal være et nummer som H-2024-17')),
  title: text,
  description: text,
  kind: v.picklist(['structural', 'organisational', 'not-assessed']),
  levels: distinct(v.picklist(levels)),
  bodies: distinct(bodyId),
  gap: v.boolean(),
  ...tags,
  models: distinct(slug),
  projects: distinct(slug),
  insights: distinct(slug),
  ...statement,
  asOf: isoDate,
})

export const annexRow = v.strictObject({
  key: slug,
  order: wholeNumber,
  year: wholeNumber,
  label: text,
  owners: distinct(v.picklist(organisations)),
  ownerText: text,
  projects: distinct(slug),
  followUp: v.optional(text),
  sources: statement.sources,
  asOf: isoDate,
  obstacles: list(obstacle),
})
export const annex = v.strictObject({ rows: v.array(annexRow) })
export const gaps = v.strictObject({ obstacles: v.array(obstacle) })
export const snapshots = v.record(slug, v.strictObject({ name: text, takenAt: isoDate, year: wholeNumber }))

export type EconomyFile = v.InferOutput<typeof economy>
export type Reference = v.InferOutput<typeof references>[number]
