-- What is read by many and written by few comes down to the devices as streams of rows. A device asks for everything after
-- the revision it holds; that is only safe when the order of revisions is the order of commits. So every writer takes its
-- stream's lock first and draws revisions after, and a trigger refuses the writer that forgot.
--
-- A device finds out what it may no longer see by comparing count and digest with its own. Both are kept up on write, for
-- each group of rows that is visible to the same people (a partition), so that asking costs the same however much there is.

create schema private;
comment on schema private is 'What the database does for itself. Not exposed through the API.';
revoke all on schema private from public;

create table public.streams (
  stream text primary key,
  number integer not null unique,
  epoch uuid not null default gen_random_uuid(),
  access_epoch integer not null default 0,
  head bigint not null default 0 check (head >= 0),
  min_client integer not null default 1
);
comment on table public.streams is 'The streams that devices follow, and how far each has come.';
comment on column public.streams.number is 'The stream''s advisory lock is (4217, number); several are taken in rising order.';
comment on column public.streams.epoch is 'A new one tells every device to start over: after a restore or a rebuild.';
comment on column public.streams.access_epoch is 'A new one tells every device to compare what it holds with what it may see.';
comment on column public.streams.head is 'The highest revision drawn by a committed change, removals included.';
comment on column public.streams.min_client is 'The oldest version of the app that may still pull.';

create table public.stream_partitions (
  stream text not null references public.streams (stream),
  partition text not null,
  count bigint not null default 0 check (count >= 0),
  digest bigint not null default 0 check (digest between 0 and 2147483646),
  primary key (stream, partition)
);
comment on table public.stream_partitions is 'Count and digest of the rows that the same people may see, kept up on write.';
comment on column public.stream_partitions.partition is '`public`: everyone.';
comment on column public.stream_partitions.digest is 'The sum of private.row_digest over the rows, modulo 2147483647.';

create sequence private.library_rev as bigint;
create sequence private.register_rev as bigint;
comment on sequence private.library_rev is 'Revisions of the library stream; drawn under its lock.';
comment on sequence private.register_rev is 'Revisions of the register stream; drawn under its lock.';

insert into public.streams (stream, number) values ('library', 1), ('register', 2);
insert into public.stream_partitions (stream, partition) values ('library', 'public'), ('register', 'public');

revoke all on public.streams, public.stream_partitions from public, anon, authenticated, service_role;
grant select on public.streams, public.stream_partitions to anon, authenticated, service_role;

alter table public.streams enable row level security;
alter table public.stream_partitions enable row level security;

create policy "Everyone reads how far the streams have come" on public.streams
  for select to anon, authenticated using (true);
create policy "Everyone reads count and digest of what everyone may see" on public.stream_partitions
  for select to anon, authenticated using (partition = 'public');

create function private.holds_stream(stream text) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (
    select from pg_catalog.pg_locks l join public.streams s on l.objid = s.number
    where s.stream = holds_stream.stream and l.locktype = 'advisory' and l.classid = 4217 and l.objsubid = 2 and l.granted
      and l.pid = pg_backend_pid() and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
  )
$$;
comment on function private.holds_stream is 'Whether this connection holds the stream''s lock.';

create function private.lock_stream(stream text) returns void
language plpgsql volatile security invoker set search_path = '' set lock_timeout = '5s'
as $$
declare
  wanted integer := (select s.number from public.streams s where s.stream = lock_stream.stream);
begin
  if wanted is null then
    raise exception 'unknown stream: %', stream using errcode = '22023';
  end if;
  if exists (select from public.streams s where s.number > wanted and private.holds_stream(s.stream)) then
    raise exception 'lock % before the streams that come after it', stream using errcode = '55000';
  end if;
  perform pg_advisory_xact_lock(4217, wanted);
end
$$;
comment on function private.lock_stream is
  'Takes the stream''s lock until the transaction ends. The first statement of everything that writes; waits 5 s, then fails with 55P03 (try again).';

create function private.require_stream_lock() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'truncating % would leave its digest behind; delete the rows instead', tg_table_name using errcode = '55000';
  end if;
  if not private.holds_stream(tg_argv[0]) then
    raise exception 'the % stream is not locked', tg_argv[0]
      using errcode = '55000', hint = format('Begin the transaction with select private.lock_stream(%L).', tg_argv[0]);
  end if;
  return null;
end
$$;
comment on function private.require_stream_lock is 'Refuses a write by someone who has not locked the stream: its revision could commit after a later one.';

create function private.draw_revision(stream text) returns bigint
language sql volatile security invoker set search_path = ''
as $$ select nextval(('private.' || quote_ident(stream || '_rev'))::regclass) $$;
comment on function private.draw_revision is 'The stream''s next revision.';

create function private.stamp_row() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  -- A change that changes nothing must not send the row to every device again.
  if tg_op = 'UPDATE' and new is not distinct from old then
    return null;
  end if;
  new.rev := private.draw_revision(tg_argv[0]);
  new.updated := now();
  if new.published and new.first_published is null then
    new.first_published := now();
  end if;
  return new;
end
$$;
comment on function private.stamp_row is
  'Gives a written row its revision and times. Setting rev to anything asks for a new one, for a row whose shown data lies in another table.';

create function private.row_digest(id uuid, rev bigint) returns bigint
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select (
    ('x' || substr(replace(id::text, '-', ''), 21, 6))::bit(24)::integer::bigint * (rev % 16777213)
    + ('x' || substr(replace(id::text, '-', ''), 27, 6))::bit(24)::integer
  ) % 2147483647
$$;
comment on function private.row_digest is 'What one row adds to its partition''s digest; src/domain/digest.ts computes the same.';

create function private.keep_stream() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  top bigint;
  gained_count bigint := 0;
  gained numeric := 0;
  lost_count bigint := 0;
  lost numeric := 0;
begin
  if tg_op in ('INSERT', 'UPDATE') then
    select max(n.rev), count(*) filter (where n.published), coalesce(sum(private.row_digest(n.id, n.rev)) filter (where n.published), 0)
      into top, gained_count, gained from new_rows n;
  end if;
  if tg_op in ('UPDATE', 'DELETE') then
    select count(*), coalesce(sum(private.row_digest(o.id, o.rev)), 0) into lost_count, lost from old_rows o where o.published;
  end if;
  if tg_op = 'DELETE' then
    select private.draw_revision(tg_argv[0]) into top where exists (select from old_rows);
  end if;
  if top is null then
    return null;
  end if;
  update public.streams s set head = greatest(s.head, top) where s.stream = tg_argv[0];
  update public.stream_partitions p
    set count = p.count + gained_count - lost_count,
        digest = mod(mod(p.digest + gained - lost, 2147483647) + 2147483647, 2147483647)
    where p.stream = tg_argv[0] and p.partition = 'public';
  return null;
end
$$;
comment on function private.keep_stream is 'Keeps head, count and digest true after each statement; a removal draws a revision too.';

create function private.follow_stream(followed regclass, stream text) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  execute format($sql$
    create trigger require_stream_lock before insert or update or delete or truncate on %1$s
      for each statement execute function private.require_stream_lock(%2$L);
    create trigger stamp_row before insert or update on %1$s
      for each row execute function private.stamp_row(%2$L);
    create trigger keep_stream_inserted after insert on %1$s referencing new table as new_rows
      for each statement execute function private.keep_stream(%2$L);
    create trigger keep_stream_updated after update on %1$s referencing old table as old_rows new table as new_rows
      for each statement execute function private.keep_stream(%2$L);
    create trigger keep_stream_deleted after delete on %1$s referencing old table as old_rows
      for each statement execute function private.keep_stream(%2$L);
  $sql$, followed, stream);
end
$$;
comment on function private.follow_stream is
  'Puts a table under a stream''s rules. The table has id, rev, published, first_published and updated.';

create function private.start_new_epoch(stream text) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  started uuid;
begin
  perform private.lock_stream(stream);
  update public.streams s set epoch = gen_random_uuid() where s.stream = start_new_epoch.stream returning s.epoch into started;
  return started;
end
$$;
comment on function private.start_new_epoch is 'Makes every device fetch the stream again. Run it after a restore from backup.';

revoke execute on all functions in schema private from public, anon, authenticated, service_role;
