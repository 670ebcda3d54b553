import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAnswers, cleanAnswers, fixedLists, type FieldError, type FormVersion } from '../../src/domain/forms.ts'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { formOf, versionAndAnswers } from '../support/form-arbitraries.ts'
import { words } from '../support/made-up-forms.ts'
import { addUser, connectAs, newReport, push } from '../support/pushing.ts'
import { insertForm, pullAll, writing } from '../support/streams.ts'

let database: TestDatabase
let address: string
let owner: Client

beforeAll(async () => {
  database = await startTestDatabase()
  address = await database.copy()
  owner = new Client({ connectionString: address })
  await owner.connect()
})
afterAll(async () => {
  await owner?.end()
  await database?.stop()
})

/** What the server says of many answers at once. */
async function judged(cases: { version: FormVersion; answers: object }[]): Promise<Record<string, FieldError>[]> {
  const { rows } = await owner.query<{ fields: Record<string, FieldError> }>(
    `select private.check_answers(c.one -> 'version', c.one -> 'answers') as fields from jsonb_array_elements($1::jsonb) with ordinality as c (one, place) order by c.place`, [JSON.stringify(cases)])
  return rows.map(({ fields }) => fields)
}

/** A form with a question of each kind that can be answered wrongly, and for each code answers that give it. */
const label = words('Spørsmål')
const asked = {
  version: 1,
  steps: [{ id: 'alt', title: label, questions: [
    { kind: 'shortText', id: 'kort', label, minLength: 3, maxLength: 5 },
    { kind: 'oneOf', id: 'en', label, options: [{ id: 'ja', label }, { id: 'nei', label }] },
    { kind: 'manyOf', id: 'flere', label, options: [{ id: 'a', label }, { id: 'b', label }, { id: 'c', label }], most: 2 },
    { kind: 'scale', id: 'skala', label, from: 1, to: 5, ends: { from: label, to: label } },
    { kind: 'date', id: 'dato', label },
    { kind: 'longText', id: 'hvorfor', label, maxLength: 9, showWhen: { question: 'en', equals: 'nei' }, required: true },
  ] }],
} satisfies FormVersion
const wrong: Record<FieldError, Record<string, unknown>> = {
  'required': { en: 'nei' }, 'too-short': { kort: 'åå' }, 'too-long': { kort: 'åååååå' }, 'not-an-option': { en: 'kanskje' }, 'too-many': { flere: ['a', 'b', 'c'] },
  'out-of-range': { skala: 6 }, 'not-a-date': { dato: '2026-02-29' }, 'wrong-type': { skala: '3' }, 'not-shown': { hvorfor: 'x' }, 'unknown-question': { toString: 'x' },
}

test.each(Object.entries(wrong))('the server tells %s as the device does', async (code, answers) => {
  const told = checkAnswers(asked, answers)
  expect(Object.values(told)).toEqual([code])
  expect(await judged([{ version: asked, answers }])).toEqual([told])
})

test('the server judges every answer to every form as the device does', async () => {
  await fc.assert(fc.asyncProperty(fc.array(versionAndAnswers, { minLength: 20, maxLength: 40 }), async (cases) => {
    expect(await judged(cases)).toEqual(cases.map(({ version, answers }) => checkAnswers(version, JSON.parse(JSON.stringify(answers)) as object as Record<string, unknown>)))
    const clean = cases.map(({ version, answers }) => ({ version, answers: cleanAnswers(version, answers) }))
    expect(await judged(clean)).toEqual(clean.map(({ version, answers }) => checkAnswers(version, answers)))
  }), { numRuns: 40 })
})

test.each(Object.entries(fixedLists))('the server has the list of %s', async (name, values) => {
  expect((await owner.query<{ list: string[] }>('select private.fixed_list($1) as list', [name])).rows[0]!.list).toEqual([...values])
})

test('a report is taken in exactly when the device finds nothing wrong with it', async () => {
  const user = await connectAs(address, await addUser(owner, [], true), { anonymous: true })
  try {
    await fc.assert(fc.asyncProperty(versionAndAnswers, async ({ version, answers }) => {
      await writing(owner, async () => {
        await owner.query(`delete from public.documents where kind = 'form' and slug = 'tilfeldig'`)
        await insertForm(owner, { slug: 'tilfeldig', data: formOf(version) })
      })
      await owner.query('truncate private.push_counts')
      const [answer] = await push(user, newReport({ form: 'tilfeldig', formVersion: version.version, answers }))
      const fields = checkAnswers(version, answers)
      const isNamed = Object.keys(answers).every((id) => /^[a-z0-9-]{1,50}$/.test(id))
      expect(answer).toMatchObject(Object.keys(fields).length === 0 ? { status: 'applied' } : { status: 'rejected', code: 'invalid', field: 'answers' })
      expect(answer?.fields ?? {}).toEqual(isNamed ? fields : {})
    }), { numRuns: 60 })
  } finally {
    await user.end()
  }
})

test('the project’s own forms are loaded, come with the library, and take a short answer', async () => {
  const loaded = await database.copy()
  await loadContent({ databaseUrl: loaded, contentDir: 'supabase/content' })
  const connection = new Client({ connectionString: loaded })
  await connection.connect()
  try {
    const { rows } = await pullAll(connection, 'library')
    expect(rows.filter(({ kind }) => kind === 'form').map(({ slug }) => slug).sort()).toEqual(['erfaring', 'evaluering', 'gjelder-oss-ogsa', 'hindring'])
    const user = await connectAs(loaded, await addUser(connection))
    const answers = await push(user, newReport({ form: 'hindring', answers: { hva: 'Ingen tid' } }), newReport({ form: 'erfaring', answers: { brukt: 'nei', hindrer: 'Ingen tid' } }),
      newReport({ form: 'evaluering', answers: { nytte: 4 } }), newReport({ form: 'erfaring', answers: { brukt: 'nei', virker: 'Alt' } }))
    expect(answers).toMatchObject([{ status: 'applied' }, { status: 'applied' }, { status: 'applied' }, { status: 'rejected', field: 'answers', fields: { virker: 'not-shown' } }])
    await user.end()
  } finally {
    await connection.end()
  }
})
