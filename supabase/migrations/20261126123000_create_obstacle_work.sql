-- The register becomes something people work with: an obstacle has a status, organisations that follow it up and bodies it is
-- addressed to, and these decide who sees it before it is published. What was done to it is told by events that are only ever
-- added. Each field remembers when and by whom it was last changed, so that edits made apart can be put together.

alter table public.obstacles add column status text not null default 'registered'
  check (status in ('registered', 'assessed', 'escalated', 'following-up', 'resolved', 'closed'));
alter table public.obstacles add column organisations text[] not null default '{}'
  check (organisations <@ array['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN', 'UDE', 'DOU']);
alter table public.obstacles add column addressed_to text[] not null default '{}';
comment on column public.obstacles.status is 'How far it has come; moved from state to state, never set.';
comment on column public.obstacles.organisations is 'Those who follow it up: their developers see it before it is published.';
comment on column public.obstacles.addressed_to is 'The bodies that are asked to answer: their recipients see it before it is published.';
create index obstacles_by_addressed_body on public.obstacles using gin (addressed_to);

create policy "Those who may read its partition read an obstacle" on public.obstacles
  for select to authenticated using (partition in (select p.partition from public.stream_partitions p where p.stream = 'register'));

create or replace function private.check_bodies_known() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  named text[] := new.body_ids || new.addressed_to;
  unknown text[] := array(select unnest(named) except select b.id from public.bodies b);
begin
  if array_position(named, null) is not null or cardinality(unknown) > 0 then
    raise exception 'unknown body in obstacle %: %', new.number, unknown using errcode = '23503';
  end if;
  return new;
end
$$;
drop trigger check_bodies_known on public.obstacles;
create trigger check_bodies_known before insert or update of body_ids, addressed_to on public.obstacles
  for each row execute function private.check_bodies_known();

create or replace function private.keep_carried_body() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  if exists (select from public.obstacles o where o.body_ids @> array[old.id] or o.addressed_to @> array[old.id]) then
    raise exception 'obstacles point to the body %', old.id using errcode = '23503';
  end if;
  return coalesce(new, old);
end
$$;

create function private.place_obstacle() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := case when new.published then 'public' else private.internal_partition(new.organisations, new.addressed_to) end;
  return new;
end
$$;
comment on function private.place_obstacle is 'Puts an obstacle where everyone sees it, or those who work with it.';
drop trigger place_row on public.obstacles;
create trigger place_row before insert or update on public.obstacles
  for each row execute function private.place_obstacle();

create table private.obstacle_changes (
  obstacle uuid not null references public.obstacles (id) on delete cascade,
  field text not null,
  rev bigint not null,
  actor uuid,
  primary key (obstacle, field)
);
comment on table private.obstacle_changes is 'When each field of an obstacle was last changed. A field that is not here is as it was made.';
comment on column private.obstacle_changes.field is 'The field as operations name it: a key of private.obstacle_fields.';
comment on column private.obstacle_changes.rev is 'The revision that the change gave the obstacle.';
comment on column private.obstacle_changes.actor is 'Who changed it; null for the content command.';

create function private.obstacle_fields(obstacle public.obstacles) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'title', obstacle.title, 'description', obstacle.description, 'kind', obstacle.kind, 'levels', obstacle.levels,
    'bodyIds', obstacle.body_ids, 'services', obstacle.services, 'districts', obstacle.districts, 'themes', obstacle.themes,
    'organisations', obstacle.organisations, 'addressedTo', obstacle.addressed_to, 'status', obstacle.status
  )
$$;
comment on function private.obstacle_fields is 'The fields of an obstacle that people change one by one.';

create function private.note_changes() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  insert into private.obstacle_changes (obstacle, field, rev, actor)
  select new.id, n.key, new.rev, auth.uid()
  from jsonb_each(private.obstacle_fields(new)) n join jsonb_each(private.obstacle_fields(old)) o on o.key = n.key
  where n.value <> o.value
  on conflict (obstacle, field) do update set rev = excluded.rev, actor = excluded.actor;
  return null;
end
$$;
comment on function private.note_changes is 'Notes which fields a change was to, whoever made it.';
create trigger note_changes after update on public.obstacles
  for each row execute function private.note_changes();

create table public.obstacle_events (
  id uuid primary key,
  obstacle uuid not null references public.obstacles (id),
  number text not null,
  type text not null check (type in ('created', 'edited', 'moved', 'followed-up', 'published')),
  at timestamptz not null default now(),
  by jsonb not null check (by ->> 'role' in ('developer', 'office', 'recipient')),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  open boolean not null default false,
  partition text not null,
  published boolean not null,
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null
);
comment on table public.obstacle_events is 'What was done to obstacles. Added to, and never changed or removed.';
comment on column public.obstacle_events.number is 'The obstacle''s number.';
comment on column public.obstacle_events.at is 'By the server''s clock.';
comment on column public.obstacle_events.by is 'In which role it was done: {role, organisation?, body?}. Never who.';
comment on column public.obstacle_events.detail is 'What belongs to its type, as ObstacleEvent in the domain.';
comment on column public.obstacle_events.open is 'Whether everyone may read it, once its obstacle is published.';
comment on column public.obstacle_events.partition is 'Its partition of the register stream; given on every write, as is published.';

create unique index obstacle_events_by_partition_and_rev on public.obstacle_events (partition, rev) include (published);
create unique index obstacle_events_by_partition_and_id on public.obstacle_events (partition, id) include (rev, published);
create index obstacle_events_by_obstacle on public.obstacle_events (obstacle);

revoke all on private.obstacle_changes, public.obstacle_events from public, anon, authenticated, service_role;
grant select on public.obstacle_events to anon, authenticated, service_role;

alter table private.obstacle_changes enable row level security;
alter table public.obstacle_events enable row level security;

create policy "Everyone reads published events" on public.obstacle_events
  for select to anon, authenticated using (published);
create policy "Those who may read its partition read an event" on public.obstacle_events
  for select to authenticated using (partition in (select p.partition from public.stream_partitions p where p.stream = 'register'));

create function private.keep_event() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  given constant text[] := array['partition', 'published', 'rev', 'first_published', 'updated'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - given = to_jsonb(old) - given then
    return new;
  end if;
  raise exception 'an event is neither changed nor removed' using errcode = '55000';
end
$$;
comment on function private.keep_event is 'Refuses, whoever asks, everything but showing an event to others than before.';
create trigger keep_event before update or delete on public.obstacle_events
  for each row execute function private.keep_event();

create function private.place_event() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  about public.obstacles := (select o from public.obstacles o where o.id = new.obstacle);
begin
  new.published := new.open and about.published;
  new.partition := case when new.published then 'public' else private.internal_partition(about.organisations, about.addressed_to) end;
  return new;
end
$$;
comment on function private.place_event is 'Puts an event with its obstacle, or among those who work with that.';
create trigger place_row before insert or update on public.obstacle_events
  for each row execute function private.place_event();

select private.follow_stream('public.obstacle_events', 'register');

create function private.move_events() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  inside text := private.internal_partition(new.organisations, new.addressed_to);
begin
  update public.obstacle_events e set rev = 0
    where e.obstacle = new.id and e.partition <> case when e.open and new.published then 'public' else inside end;
  return null;
end
$$;
comment on function private.move_events is 'Sends an obstacle''s events out again to those who see them from now on.';
create trigger move_events after update on public.obstacles
  for each row when ((old.published, old.organisations, old.addressed_to) is distinct from (new.published, new.organisations, new.addressed_to))
  execute function private.move_events();

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
  from public.obstacle_events e;

-- What an obstacle shows has become more, and what is not published has found those who work with it.
do $$
begin
  perform private.lock_stream('register');
  update public.obstacles set rev = 0;
end
$$;

revoke execute on all functions in schema private from public;
