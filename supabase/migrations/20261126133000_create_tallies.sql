-- How many have reported about something is told to everyone, but only where it can point at nobody: from five writers on, and
-- without a number from which a smaller one could be worked out. The tallies are made by a chore and not when a report comes
-- in, so that when they rise does not tell who reported just then; and no report waits for the register.

create table public.tallies (
  id uuid primary key default gen_random_uuid(),
  ref text not null check (ref ~ '^[a-z]+:.+$'),
  section text,
  reports integer not null check (reports >= 5),
  partition text not null,
  published boolean not null default true check (published),
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null,
  unique nulls not distinct (ref, section)
);
comment on table public.tallies is 'How many have reported about a page, a part of one, or an obstacle. Made by private.refresh_tallies alone.';
comment on column public.tallies.ref is '`kind:slug` of what is published: a page of the library, or an obstacle by its number.';
comment on column public.tallies.section is 'The id of the part of the page it is about; null for all of it.';
comment on column public.tallies.reports is 'How many have reported, each once however often. Of fewer than five nothing is told.';
comment on column public.tallies.partition is 'Always `public`.';
comment on column public.tallies.published is 'Always true: what is not told is not here.';

create unique index tallies_by_partition_and_rev on public.tallies (partition, rev) include (published);
create unique index tallies_by_partition_and_id on public.tallies (partition, id) include (rev, published);

revoke all on public.tallies from public, anon, authenticated, service_role;
grant select on public.tallies to anon, authenticated, service_role;
alter table public.tallies enable row level security;
create policy "Everyone reads the tallies" on public.tallies
  for select to anon, authenticated using (true);

create function private.place_tally() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := 'public';
  return new;
end
$$;
comment on function private.place_tally is 'Puts a tally where everyone sees it.';
create trigger place_row before insert or update on public.tallies
  for each row execute function private.place_tally();
select private.follow_stream('public.tallies', 'register');

create or replace view public.register_rows with (security_invoker = true) as
  select o.id, o.rev, 'obstacle'::text as kind, o.number as slug,
    jsonb_build_object(
      'number', o.number, 'title', o.title, 'description', o.description, 'kind', o.kind, 'levels', o.levels,
      'bodies', (
        select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'level', b.level) order by carried.place), '[]')
        from unnest(o.body_ids) with ordinality as carried (id, place) join public.bodies b on b.id = carried.id
      ),
      'gap', o.gap, 'services', o.services, 'districts', o.districts, 'themes', o.themes,
      'models', o.models, 'projects', o.projects, 'insights', o.insights,
      'status', o.status, 'organisations', o.organisations, 'addressedTo', o.addressed_to,
      'sources', o.sources, 'reviewed', o.reviewed, 'asOf', o.as_of
    ) || case when o.annex_row is null then '{}' else jsonb_build_object('annexRow', o.annex_row) end as data,
    o.published, o.first_published, o.updated, o.partition
  from public.obstacles o
  union all
  select a.id, a.rev, 'annexRow'::text, a.key,
    jsonb_build_object(
      'key', a.key, 'order', a."order", 'year', a.year, 'label', a.label, 'owners', a.owners, 'ownerText', a.owner_text,
      'projects', a.projects, 'sources', a.sources, 'asOf', a.as_of
    ) || case when a.follow_up is null then '{}' else jsonb_build_object('followUp', a.follow_up) end,
    a.published, a.first_published, a.updated, a.partition
  from public.annex_rows a
  union all
  select e.id, e.rev, 'event'::text, e.id::text,
    e.detail || jsonb_build_object('obstacle', e.number, 'obstacleId', e.obstacle, 'type', e.type, 'at', e.at, 'by', e.by),
    e.published, e.first_published, e.updated, e.partition
  from public.obstacle_events e
  union all
  select t.id, t.rev, 'tally'::text, t.ref || coalesce('#' || t.section, ''),
    jsonb_build_object('ref', t.ref, 'reports', t.reports) || jsonb_strip_nulls(jsonb_build_object('section', t.section)),
    t.published, t.first_published, t.updated, t.partition
  from public.tallies t;

-- Counting ----------------------------------------------------------------------------------------------------------------

create function private.counted_reports() returns table (ref text, section text, reports integer)
language sql stable security invoker set search_path = ''
as $$
  with
    -- What is said of a seminar is an evaluation; of anything else, what stops the work counts and not how well it goes.
    told as (
      select r.owner, r.context ->> 'ref' as ref, r.context ->> 'section' as section
      from public.reports r
      where r.status <> 'withdrawn'
        and r.form = any (case when r.context ->> 'ref' like 'seminar:%' then array['evaluering'] else array['hindring', 'gjelder-oss-ogsa'] end)
    ),
    -- The context is what a device says it is: only what names a published page and a part of it is counted, and nobody can
    -- have words of their own shown by it.
    about as (
      select t.owner, t.ref,
        case when jsonb_path_exists(d.data, '$.*[*].id ? (@ == $section)', jsonb_build_object('section', t.section)) then t.section end as section
      from told t join public.documents d on d.kind = split_part(t.ref, ':', 1) and d.slug = split_part(t.ref, ':', 2) and d.published and d.kind <> 'form'
    ),
    pages as (select a.ref, count(distinct a.owner)::integer as reports from about a group by a.ref),
    parts as (
      select a.ref, a.section, count(distinct a.owner)::integer as reports from about a
      where a.section is not null group by a.ref, a.section having count(distinct a.owner) >= 5
    ),
    -- Those who have reported about a page, but about none of the parts that are told of.
    others as (
      select a.ref, count(distinct a.owner) as reports from about a
      where not exists (select from about b join parts p on p.ref = b.ref and p.section = b.section where b.ref = a.ref and b.owner = a.owner)
      group by a.ref
    )
  select p.ref, null::text, p.reports from pages p where p.reports >= 5
  union all
  select p.ref, p.section, p.reports from parts p left join others o on o.ref = p.ref where coalesce(o.reports, 5) >= 5
  union all
  select 'obstacle:' || r.obstacle, null, count(distinct r.owner)::integer
  from public.reports r join public.obstacles o on o.number = r.obstacle and o.published
  where r.status = 'connected' group by r.obstacle having count(distinct r.owner) >= 5
$$;
comment on function private.counted_reports is
  'How many have reported about each page, part of one and obstacle, as far as it may be told: five at least, and the parts of a page only where those that are left are none or five at least.';

create function private.refresh_tallies() returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  counted jsonb;
  changed integer;
  total integer := 0;
begin
  perform private.lock_stream('register');
  counted := coalesce((select jsonb_agg(to_jsonb(c)) from private.counted_reports() c), '[]');
  delete from public.tallies t
    where not exists (select from jsonb_populate_recordset(null::public.tallies, counted) c where c.ref = t.ref and c.section is not distinct from t.section);
  get diagnostics changed = row_count;
  total := total + changed;
  update public.tallies t set reports = c.reports
    from jsonb_populate_recordset(null::public.tallies, counted) c
    where c.ref = t.ref and c.section is not distinct from t.section and c.reports <> t.reports;
  get diagnostics changed = row_count;
  total := total + changed;
  insert into public.tallies (ref, section, reports)
    select c.ref, c.section, c.reports from jsonb_populate_recordset(null::public.tallies, counted) c
    where not exists (select from public.tallies t where t.ref = c.ref and t.section is not distinct from c.section);
  get diagnostics changed = row_count;
  return total + changed;
end
$$;
comment on function private.refresh_tallies is
  'Makes the tallies tell what has been reported by now, and answers how many changed. To be run now and then, never while a report is taken in; what is as it was is not sent to the devices again.';

revoke execute on all functions in schema private from public;
