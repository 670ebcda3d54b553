import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSnapshot } from '../../supabase/publish/write-snapshot.ts'
import { withClient } from '../support/database.ts'
import { writing } from '../support/streams.ts'

/** Adds so many documents of about 2 kB to the library, made of the text of the real ones. */
export async function addManyDocuments(databaseUrl: string, count: number): Promise<void> {
  await withClient(databaseUrl, (client) => writing(client, async () => {
    await client.query(`
      insert into public.documents (id, kind, slug, data, published)
      select gen_random_uuid(), 'insight', 'maaling-' || n,
        jsonb_build_object('title', 'Måling ' || n, 'summary', left(text, 200), 'services', '[]'::jsonb, 'districts', '[]'::jsonb, 'ages', '[]'::jsonb,
          'themes', '[]'::jsonb, 'related', jsonb_build_array('model:sprakstart'), 'sources', '[]'::jsonb, 'reviewed', '2026-01-01', 'group', 'finding', 'order', n,
          'figures', '[]'::jsonb, 'sections', jsonb_build_array(jsonb_build_object('id', 'a', 'title', 'Avsnitt', 'body', substr(text, 1 + n % 400, 1500)))),
        true
      from generate_series(1, $1) n, (
        select string_agg(section ->> 'body', ' ') as text
        from public.documents d, jsonb_array_elements(d.data -> 'sections') section where d.kind = 'chapter'
      ) real`, [count])
  }))
}

/** The snapshot of the library as it is now, as its lines. */
export async function snapshotOf(databaseUrl: string, use: (folder: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'feltboka-snapshot-'))
  try {
    await withClient(databaseUrl, (client) => writeSnapshot(client, folder))
    use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
