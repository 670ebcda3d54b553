-- The register can be frozen: all of it as it is at one moment, under a name, and never changed again. The stream tells that there
-- is such a snapshot; what is in it, which may be a great deal, is fetched by who asks for it (docs/decisions/frozen-register.md).

create table public.snapshots (
  id uuid primary key,
  name text not null check (btrim(name) <> ''),
  taken_at timestamptz not null default now(),
  by jsonb not null check (by ->> 'role' in ('office', 'content')),
  obstacles integer not null check (obstacles >= 0),
  data jsonb not null check (jsonb_typeof(data) = 'array'),
  open boolean not null default false,
  partition text not null,
  published boolean not null,
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null
);
comment on table public.snapshots is 'The register as it was at one moment. Added to, and never changed or removed.';
comment on column public.snapshots.taken_at is 'The moment: by the server''s clock, or the day that the content files say theirs is of.';
comment on column public.snapshots.by is 'In which role it was taken: {role}. `content` is the content command. Never who.';
comment on column public.snapshots.obstacles is 'How many obstacles are in it.';
comment on column public.snapshots.data is 'Its obstacles, annex rows, events and counts of obstacles'' reports, as the register''s rows showed them: [{id, rev, kind, slug, published, data}].';
comment on column public.snapshots.open is 'Whether everyone may read it: only where all that is in it is public. Else it is the office''s alone.';
comment on column public.snapshots.partition is 'Its partition of the register stream; given on every write, as is published.';
create unique index snapshots_by_partition_and_rev on public.snapshots (partition, rev) include (published);
create unique index snapshots_by_partition_and_id on public.snapshots (partition, id) include (rev, published);

revoke all on public.snapshots from public, anon, authenticated, service_role;
grant select on public.snapshots to anon, authenticated, service_role;
alter table public.snapshots enable row level security;
create policy "Everyone reads open snapshots" on public.snapshots
  for select to anon, authenticated using (published);
create policy "Those who may read its partition read a snapshot" on public.snapshots
  for select to authenticated using (partition in (select p.partition from public.stream_partitions p where p.stream = 'register'));

create function private.keep_snapshot() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  given constant text[] := array['partition', 'published', 'rev', 'first_published', 'updated'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - given = to_jsonb(old) - given then
    return new;
  end if;
  raise exception 'a snapshot is neither changed nor removed' using errcode = '55000';
end
$$;
comment on function private.keep_snapshot is 'Refuses, whoever asks, everything but sending a snapshot''s row out again.';
create trigger keep_snapshot before update or delete on public.snapshots
  for each row execute function private.keep_snapshot();

create function private.place_snapshot() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.published := new.open;
  -- Nobody's organisations and nobody's bodies: the office reads that, and no one else.
  new.partition := case when new.open then 'public' else private.internal_partition('{}', '{}') end;
  return new;
end
$$;
comment on function private.place_snapshot is 'Puts a snapshot where everyone sees it, or the office alone.';
create trigger place_row before insert or update on public.snapshots
  for each row execute function private.place_snapshot();
select private.follow_stream('public.snapshots', 'register');

-- Beside the register's rows, not among them: a snapshot is made of those.
create or replace view public.stream_rows with (security_invoker = true) as
  select 'library'::text as stream, d.id, d.rev, d.kind, d.slug, d.data, d.published, d.first_published, d.updated, d.partition
  from public.documents d
  union all
  select 'register'::text, r.id, r.rev, r.kind, r.slug, r.data, r.published, r.first_published, r.updated, r.partition
  from public.register_rows r
  union all
  select 'register'::text, s.id, s.rev, 'snapshot'::text, s.id::text, jsonb_build_object('name', s.name, 'takenAt', s.taken_at, 'obstacles', s.obstacles),
    s.published, s.first_published, s.updated, s.partition
  from public.snapshots s
  union all
  select 'mine'::text, m.id, m.rev, m.kind, m.slug, m.data, false, null::timestamptz, m.updated, m.partition
  from public.mine_rows m
  union all
  select 'inbox'::text, c.id, c.rev, 'case'::text, c.number, c.data, false, null::timestamptz, c.updated, c.partition
  from public.inbox_cases c;

create function private.register_now() returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', r.id, 'rev', r.rev, 'kind', r.kind, 'slug', r.slug, 'published', r.published, 'data', r.data) order by r.rev), '[]')
  from public.register_rows r
  where r.partition <> 'hidden' and (r.kind in ('obstacle', 'annexRow', 'event') or r.kind = 'tally' and r.slug like 'obstacle:%')
$$;
comment on function private.register_now is 'What a snapshot taken now holds.';

create function private.freeze_register(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  held jsonb;
begin
  if not private.is_office() then
    perform private.refuse('forbidden');
  end if;
  perform private.only_keys(payload, array['id', 'name', 'cleared']);
  perform private.guard(payload -> 'name', private.cleared_of(payload), 'name');
  held := private.register_now();
  insert into public.snapshots (id, name, by, obstacles, data)
  values (
    private.new_id_of(payload, 'id', 'register'), private.text_of(payload, 'name', 100), '{"role": "office"}',
    (select count(*) from jsonb_array_elements(held) r where r ->> 'kind' = 'obstacle'), held
  );
  return '{}';
end
$$;
comment on function private.freeze_register is 'register.freeze: keeps the register as it is now, under a name, for the office.';

create function private.load_snapshots(given jsonb) returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  added integer;
begin
  perform private.lock_stream('register');
  insert into public.snapshots (id, name, taken_at, by, obstacles, data, open)
  select g.id, g.name, (g."takenAt" + time '12:00') at time zone 'Europe/Oslo', '{"role": "content"}',
    (select count(*) from jsonb_array_elements(g.rows) r where r ->> 'kind' = 'obstacle'), g.rows, true
  from jsonb_to_recordset(given) as g (id uuid, name text, "takenAt" date, rows jsonb)
  where not exists (select from public.snapshots s where s.id = g.id);
  get diagnostics added = row_count;
  return added;
end
$$;
comment on function private.load_snapshots is
  'Adds the snapshots of the content files, [{id, name, takenAt, rows}], that are not there, and answers how many. One that is there stays as it is, whatever the files say now.';

create function public.snapshot(id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('uid', (select auth.uid()), 'rows', (select s.data from public.snapshots s where s.id = snapshot.id))
$$;
comment on function public.snapshot is 'What is in a snapshot: {uid, rows}, as public.snapshots.data; rows is null where the caller may see no such snapshot.';
revoke execute on function public.snapshot from public, anon, authenticated, service_role;
grant execute on function public.snapshot to anon, authenticated, service_role;

insert into private.op_kinds (kind, stream, handler, locks) values ('register.freeze', 'register', 'freeze_register', '{}');

revoke execute on all functions in schema private from public;
