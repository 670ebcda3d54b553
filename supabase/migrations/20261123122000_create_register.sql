-- The register of obstacles, as columns: it will be edited field by field, filtered and counted. An obstacle names the bodies
-- that are responsible by id; what is shown carries their names and levels, so a renamed body sends its obstacles out again.

create table public.bodies (
  id text primary key check (id ~ '^([A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*)$'),
  name text not null check (name <> ''),
  level text not null check (level in ('organisation', 'municipality', 'state', 'not-assessed'))
);
comment on table public.bodies is 'Those who may be responsible for an obstacle.';
comment on column public.bodies.level is 'The step of the ladder the body stands on; not-assessed when its name covers several.';

create table public.annex_rows (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  year integer not null,
  "order" integer not null,
  label text not null,
  owners text[] not null default '{}' check (owners <@ array['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN', 'UDE', 'DOU']),
  owner_text text not null,
  projects text[] not null default '{}',
  follow_up text,
  sources jsonb not null default '[]' check (jsonb_typeof(sources) = 'array'),
  as_of date not null,
  published boolean not null default false,
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null
);
comment on table public.annex_rows is 'The rows of the annual report''s annex: what the obstacles of one row share.';
comment on column public.annex_rows.owner_text is 'The owners as the source writes them.';
comment on column public.annex_rows.projects is 'Slugs of projects.';
comment on column public.annex_rows.as_of is 'The date the row holds for.';

create table public.obstacles (
  id uuid primary key,
  number text not null unique,
  year integer not null,
  serial integer not null check (serial > 0),
  title text not null,
  description text not null,
  kind text not null check (kind in ('structural', 'organisational', 'not-assessed')),
  levels text[] not null default '{}' check (levels <@ array['organisation', 'municipality', 'state']),
  body_ids text[] not null default '{}',
  gap boolean not null default false,
  annex_row text references public.annex_rows (key),
  services text[] not null default '{}' check (services <@ array[
    'helsestasjon', 'apen-barnehage', 'barnehage', 'skole', 'aks', 'skolehelsetjeneste', 'ppt', 'barnevern',
    'oslohjelpa', 'oppfolgingstjenesten', 'videregaende', 'nav', 'politi', 'kriminalomsorg', 'frivillighet', 'fritid']),
  districts text[] not null default '{}' check (districts <@ array['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN']),
  themes text[] not null default '{}' check (themes <@ array[
    'sprak', 'overganger', 'foreldresamarbeid', 'samhandling', 'informasjonsdeling', 'ansvar', 'forankring',
    'kompetanse', 'rekruttering', 'ressurser', 'inkludering', 'psykisk-helse', 'fritid', 'kriminalitetsforebygging',
    'gjennomforing', 'digitale-verktoy']),
  models text[] not null default '{}',
  projects text[] not null default '{}',
  insights text[] not null default '{}',
  sources jsonb not null default '[]' check (jsonb_typeof(sources) = 'array'),
  reviewed date not null,
  as_of date not null,
  published boolean not null default false,
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null,
  unique (year, serial),
  check (number = 'H-' || year::text || '-' || serial::text)
);
comment on table public.obstacles is 'The entries of the register.';
comment on column public.obstacles.number is 'What people call it: H-<year>-<serial>. Never used again for another.';
comment on column public.obstacles.kind is 'not-assessed when nobody has judged it yet.';
comment on column public.obstacles.levels is 'The levels that must act; empty when not assessed.';
comment on column public.obstacles.body_ids is 'The bodies that are responsible, in the order they are shown.';
comment on column public.obstacles.gap is 'A place where responsibility falls between bodies.';
comment on column public.obstacles.annex_row is 'The row of the annex it stands under, by key.';
comment on column public.obstacles.models is 'Slugs of models; projects and insights likewise.';

create unique index annex_rows_published_by_rev on public.annex_rows (rev) where published;
create unique index annex_rows_published_by_id on public.annex_rows (id) include (rev) where published;
create unique index obstacles_published_by_rev on public.obstacles (rev) where published;
create unique index obstacles_published_by_id on public.obstacles (id) include (rev) where published;
create index obstacles_by_annex_row on public.obstacles (annex_row);
create index obstacles_by_body on public.obstacles using gin (body_ids);

create table private.number_counters (
  series text not null check (series in ('H')),
  year integer not null,
  last integer not null check (last >= 0),
  primary key (series, year)
);
comment on table private.number_counters is 'The last number given in each series and year; numbers are given under the register''s lock.';

revoke all on public.bodies, public.annex_rows, public.obstacles, private.number_counters
  from public, anon, authenticated, service_role;
grant select on public.bodies, public.annex_rows, public.obstacles to anon, authenticated, service_role;

alter table public.bodies enable row level security;
alter table public.annex_rows enable row level security;
alter table public.obstacles enable row level security;
alter table private.number_counters enable row level security;

create policy "Everyone reads the bodies" on public.bodies
  for select to anon, authenticated using (true);
create policy "Everyone reads published annex rows" on public.annex_rows
  for select to anon, authenticated using (published);
create policy "Everyone reads published obstacles" on public.obstacles
  for select to anon, authenticated using (published);

select private.follow_stream('public.annex_rows', 'register');
select private.follow_stream('public.obstacles', 'register');

create trigger require_stream_lock before insert or update or delete or truncate on public.bodies
  for each statement execute function private.require_stream_lock('register');

create function private.check_bodies_known() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  unknown text[] := array(select unnest(new.body_ids) except select b.id from public.bodies b);
begin
  if array_position(new.body_ids, null) is not null or cardinality(unknown) > 0 then
    raise exception 'unknown body in obstacle %: %', new.number, unknown using errcode = '23503';
  end if;
  return new;
end
$$;
comment on function private.check_bodies_known is 'What a foreign key would do, if arrays had them.';
create trigger check_bodies_known before insert or update of body_ids on public.obstacles
  for each row execute function private.check_bodies_known();

create function private.keep_carried_body() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  if exists (select from public.obstacles o where o.body_ids @> array[old.id]) then
    raise exception 'the body % is responsible for obstacles', old.id using errcode = '23503';
  end if;
  return coalesce(new, old);
end
$$;
comment on function private.keep_carried_body is 'Refuses to remove or rename the id of a body that obstacles point to.';
create trigger keep_carried_body before delete on public.bodies
  for each row execute function private.keep_carried_body();
create trigger keep_carried_body_id before update of id on public.bodies
  for each row when (old.id <> new.id) execute function private.keep_carried_body();

create function private.send_obstacles_again() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  update public.obstacles o set rev = 0 where o.body_ids @> array[new.id];
  return null;
end
$$;
comment on function private.send_obstacles_again is 'A body''s name and level are shown in its obstacles: a change gives them new revisions.';
create trigger send_obstacles_again after update on public.bodies
  for each row when (old is distinct from new) execute function private.send_obstacles_again();

create view public.register_rows with (security_invoker = true) as
  select o.id, o.rev, 'obstacle'::text as kind, o.number as slug,
    jsonb_build_object(
      'number', o.number, 'title', o.title, 'description', o.description, 'kind', o.kind, 'levels', o.levels,
      'bodies', (
        select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'level', b.level) order by carried.place), '[]')
        from unnest(o.body_ids) with ordinality as carried (id, place) join public.bodies b on b.id = carried.id
      ),
      'gap', o.gap, 'services', o.services, 'districts', o.districts, 'themes', o.themes,
      'models', o.models, 'projects', o.projects, 'insights', o.insights,
      'sources', o.sources, 'reviewed', o.reviewed, 'asOf', o.as_of
    ) || case when o.annex_row is null then '{}' else jsonb_build_object('annexRow', o.annex_row) end as data,
    o.published, o.first_published, o.updated
  from public.obstacles o
  union all
  select a.id, a.rev, 'annexRow'::text, a.key,
    jsonb_build_object(
      'key', a.key, 'order', a."order", 'year', a.year, 'label', a.label, 'owners', a.owners, 'ownerText', a.owner_text,
      'projects', a.projects, 'sources', a.sources, 'asOf', a.as_of
    ) || case when a.follow_up is null then '{}' else jsonb_build_object('followUp', a.follow_up) end,
    a.published, a.first_published, a.updated
  from public.annex_rows a;
comment on view public.register_rows is 'The register as devices keep it: data is RegisterData in src/domain/documents.ts.';

revoke all on public.register_rows from public, anon, authenticated, service_role;
grant select on public.register_rows to anon, authenticated, service_role;
revoke execute on all functions in schema private from public, anon, authenticated, service_role;
