import type { Client } from 'pg'

/** Adds published models of about 2 kB each, numbered `from` and up; the caller holds the lock. */
export async function fillLibrary(client: Client, count: number, from = 1): Promise<void> {
  const item = { summary: 'En modell.', services: [], districts: [], ages: [], themes: [], related: [], sources: [], reviewed: '2026-11-26' }
  await client.query(
    `insert into public.documents (id, kind, slug, data, published)
     select gen_random_uuid(), 'model', 'modell-' || n, $1::jsonb || jsonb_build_object('title', 'Modell ' || n, 'text', (
       select string_agg(md5(n || '.' || part), ' ') from generate_series(1, 56) part
     )), true
     from generate_series($2::integer, $2 + $3 - 1) n`, [item, from, count])
}

/**
 * Adds obstacles and events about each of them; the caller holds the lock. A fifth are published, and the rest are shared
 * among forty combinations of organisation and addressed body.
 */
export async function fillRegister(client: Client, obstacles: number, eventsEach: number): Promise<void> {
  await client.query(`insert into public.bodies (id, name, level) select 'b' || n, 'B', 'state' from generate_series(0, 9) n`)
  await client.query(
    `insert into public.obstacles (id, number, year, serial, title, description, kind, organisations, addressed_to, reviewed, as_of, published)
     select gen_random_uuid(), 'H-2020-' || n, 2020, n, 't', repeat(md5(n::text), 10), 'structural',
       array[(array['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN', 'UDE', 'DOU'])[1 + n % 8]], array['b' || n % 10], '2026-11-26', '2020-12-31', n % 5 = 0
     from generate_series(1, $1::integer) n`, [obstacles])
  await client.query(
    `insert into public.obstacle_events (id, obstacle, number, type, by, open)
     select gen_random_uuid(), o.id, o.number, 'moved', '{"role": "office"}', n % 2 = 0
     from generate_series(1, $1::integer) n cross join public.obstacles o order by n, o.serial`, [eventsEach])
}

/** Adds reports, so that there are many partitions: four of each of 2,000 users, and 2,000 of this one; the caller holds the lock. */
export async function fillReports(client: Client, user: string): Promise<void> {
  await client.query(
    `insert into public.reports (id, owner, number, year, serial, form, form_version, answers, hide_place)
     select gen_random_uuid(), case when n > 8000 then $1::uuid else md5((n % 2000)::text)::uuid end, 'M-2020-' || n, 2020, n, 'meld', 1, '{}', false
     from generate_series(1, 10000) n`, [user])
}
