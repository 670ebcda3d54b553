-- How many have reported, by year, district and service, is told to everyone as far as it can point at nobody
-- (docs/decisions/small-counts.md). A number is first told when five have written, and another one only when it is five more: then
-- no cell is small, no two tellings differ by a few, and there is no total to subtract from.

create table public.report_counts (
  id uuid primary key default gen_random_uuid(),
  year integer not null check (year between 2000 and 2999),
  district text not null check (district ~ '^[A-Z]{3}$'),
  service text not null check (service ~ '^[a-z-]+$'),
  reports integer not null check (reports >= 5),
  partition text not null,
  published boolean not null default true check (published),
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null,
  unique (year, district, service)
);
comment on table public.report_counts is 'How many have reported what stops the work, where district and service meet. Made by private.refresh_report_counts alone.';
comment on column public.report_counts.year is 'The year of the reports'' numbers.';
comment on column public.report_counts.district is 'The district they tell that it is about.';
comment on column public.report_counts.service is 'The service they tell that it is about.';
comment on column public.report_counts.reports is 'How many had reported when it was last told, each once however often. Of fewer than five nothing is told, nor that there are none.';
comment on column public.report_counts.partition is 'Always `public`.';
comment on column public.report_counts.published is 'Always true: what is not told is not here.';

create unique index report_counts_by_partition_and_rev on public.report_counts (partition, rev) include (published);
create unique index report_counts_by_partition_and_id on public.report_counts (partition, id) include (rev, published);

revoke all on public.report_counts from public, anon, authenticated, service_role;
grant select on public.report_counts to anon, authenticated, service_role;
alter table public.report_counts enable row level security;
create policy "Everyone reads the counts that are told" on public.report_counts
  for select to anon, authenticated using (true);

create trigger place_row before insert or update on public.report_counts
  for each row execute function private.place_published_row();
select private.follow_stream('public.report_counts', 'register');

-- Its rows come among the register's by the next migration, which says what those are.

-- Counting ----------------------------------------------------------------------------------------------------------------

create function private.report_district(place jsonb) returns text
language sql immutable parallel safe security invoker set search_path = ''
as $$
  select told from unnest(array[place ->> 'district', place ->> 'organisation']) with ordinality as one (told, turn)
  where told = any (private.fixed_list('districts')) order by turn limit 1
$$;
comment on function private.report_district is 'The district that a report from this place is about: the one it tells, or else the organisation where that is one. Null when neither is.';

create function private.counted_places() returns table (year integer, district text, service text, reports integer)
language sql stable security invoker set search_path = ''
as $$
  select r.year, private.report_district(r.place), r.place ->> 'service', count(distinct r.owner)::integer
  from public.reports r
  where r.status <> 'withdrawn' and not r.hide_place and r.form = any (array['hindring', 'gjelder-oss-ogsa'])
    and private.report_district(r.place) is not null and r.place ->> 'service' = any (private.fixed_list('services'))
  group by 1, 2, 3 having count(distinct r.owner) >= 5
$$;
comment on function private.counted_places is
  'How many have reported what stops the work where district and service meet, by year: five at least, and without those who keep their place to themselves.';

create function private.refresh_report_counts() returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  changed integer;
begin
  perform private.lock_stream('register');
  insert into public.report_counts (year, district, service, reports)
    select c.year, c.district, c.service, c.reports
    from private.counted_places() c left join public.report_counts t using (year, district, service)
    where t.id is null or c.reports >= t.reports + 5
  on conflict (year, district, service) do update set reports = excluded.reports;
  get diagnostics changed = row_count;
  return changed;
end
$$;
comment on function private.refresh_report_counts is
  'Tells how many have reported where five more have than when it was last told, and answers how many numbers changed. What is told stays told, also when some are taken back: that it fell would tell of those who did.';

-- Only the page itself is counted: what a device adds to its name would be words of its own.
create or replace function private.counted_reports() returns table (ref text, section text, reports integer)
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
      from told t join public.documents d on t.ref = d.kind || ':' || d.slug and d.published and d.kind <> 'form'
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

create or replace function private.run_chores() returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  chore text;
begin
  foreach chore in array array['refresh_tallies', 'refresh_report_counts', 'ask_yearly', 'redact_closed_reports', 'forget_traces'] loop
    begin
      if to_regproc('private.' || chore) is not null then
        execute format('select private.%I()', chore);
      end if;
    exception when others then
      raise warning 'the chore % failed with %: %', chore, sqlstate, sqlerrm;
    end;
  end loop;
end
$$;

revoke execute on all functions in schema private from public;
