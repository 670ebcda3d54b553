-- Until now a stream had rows that everyone may see and rows that nobody may. From here on every row stands in one partition,
-- which it names itself: `public`, `hidden`, one for each combination of those who work with a row that is not published, one
-- for each owner. Who may read a partition may read its rows, so what a pull counts is what a pull brings.

alter table public.stream_partitions add column organisations text[] check (stream = 'register' or organisations is null);
alter table public.stream_partitions add column bodies text[] check ((bodies is null) = (organisations is null));
alter table public.stream_partitions add column owner uuid check (owner is null or organisations is null);
comment on column public.stream_partitions.partition is
  '`public`: everyone. `hidden`: nobody. `internal:<organisations>|<bodies>`: those with a role there. `user:<id>`: that user.';
comment on column public.stream_partitions.organisations is 'An internal partition''s organisations: their developers read it, and so does the office.';
comment on column public.stream_partitions.bodies is 'An internal partition''s addressed bodies: their recipients read it.';
comment on column public.stream_partitions.owner is 'The user whose rows these are.';

create policy "Those with a role read count and digest of what they work with" on public.stream_partitions
  for select to authenticated using (
    organisations is not null and (
      (select private.is_office())
      or organisations && (select private.own_organisations())
      or bodies && (select private.own_bodies())
    )
  );
create policy "Users read count and digest of what is theirs" on public.stream_partitions
  for select to authenticated using (owner = (select auth.uid()));

alter table public.documents add column partition text not null default 'public';
alter table public.annex_rows add column partition text not null default 'public';
alter table public.obstacles add column partition text not null default 'public';
comment on column public.documents.partition is 'Its partition of the library stream; given on every write.';
comment on column public.annex_rows.partition is 'Its partition of the register stream; given on every write.';
comment on column public.obstacles.partition is 'Its partition of the register stream; given on every write.';

-- Past the triggers: where a row stands is not news to the devices.
alter table public.documents disable trigger user;
alter table public.annex_rows disable trigger user;
alter table public.obstacles disable trigger user;
update public.documents set partition = 'hidden' where not published;
update public.annex_rows set partition = 'hidden' where not published;
update public.obstacles set partition = 'hidden' where not published;
alter table public.documents enable trigger user;
alter table public.annex_rows enable trigger user;
alter table public.obstacles enable trigger user;
alter table public.documents alter column partition drop default;
alter table public.annex_rows alter column partition drop default;
alter table public.obstacles alter column partition drop default;

insert into public.stream_partitions (stream, partition, count, digest)
select s.stream, 'hidden', count(h.id), mod(coalesce(sum(private.row_digest(h.id, h.rev)), 0), 2147483647)
from public.streams s left join (
  select 'library' as stream, d.id, d.rev from public.documents d where d.partition = 'hidden'
  union all
  select 'register', a.id, a.rev from public.annex_rows a where a.partition = 'hidden'
  union all
  select 'register', o.id, o.rev from public.obstacles o where o.partition = 'hidden'
) h on h.stream = s.stream
group by s.stream;

create unique index documents_by_partition_and_rev on public.documents (partition, rev) include (published);
create unique index documents_by_partition_and_id on public.documents (partition, id) include (rev, published);
create unique index annex_rows_by_partition_and_rev on public.annex_rows (partition, rev) include (published);
create unique index annex_rows_by_partition_and_id on public.annex_rows (partition, id) include (rev, published);
create unique index obstacles_by_partition_and_rev on public.obstacles (partition, rev) include (published);
create unique index obstacles_by_partition_and_id on public.obstacles (partition, id) include (rev, published);

create function private.place_published_row() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := case when new.published then 'public' else 'hidden' end;
  return new;
end
$$;
comment on function private.place_published_row is 'Puts a row where everyone sees it, or nobody.';
create trigger place_row before insert or update on public.documents
  for each row execute function private.place_published_row();
create trigger place_row before insert or update on public.annex_rows
  for each row execute function private.place_published_row();
create trigger place_row before insert or update on public.obstacles
  for each row execute function private.place_published_row();

create or replace function private.stamp_row() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  -- A change that changes nothing must not send the row to every device again.
  if tg_op = 'UPDATE' and new is not distinct from old then
    return null;
  end if;
  new.rev := private.draw_revision(tg_argv[0]);
  new.updated := now();
  if new.partition = 'public' then
    new.first_published := coalesce(new.first_published, now());
  end if;
  return new;
end
$$;
comment on function private.stamp_row is
  'Gives a written row its revision and times, once it has its partition. Setting rev to anything asks for a new one, for a row whose shown data lies in another table.';

create or replace function private.keep_stream() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  top bigint;
begin
  if tg_op = 'DELETE' then
    select private.draw_revision(tg_argv[0]) into top where exists (select from old_rows);
  else
    select max(n.rev) into top from new_rows n;
  end if;
  if top is null then
    return null;
  end if;
  update public.streams s set head = greatest(s.head, top) where s.stream = tg_argv[0];
  if tg_op in ('INSERT', 'UPDATE') then
    update public.stream_partitions p
      set count = p.count + gained.count, digest = mod(p.digest + gained.digest, 2147483647)
      from (select n.partition, count(*) as count, sum(private.row_digest(n.id, n.rev)) as digest from new_rows n group by n.partition) gained
      where p.stream = tg_argv[0] and p.partition = gained.partition;
  end if;
  if tg_op in ('UPDATE', 'DELETE') then
    update public.stream_partitions p
      set count = p.count - lost.count, digest = mod(mod(p.digest - lost.digest, 2147483647) + 2147483647, 2147483647)
      from (select o.partition, count(*) as count, sum(private.row_digest(o.id, o.rev)) as digest from old_rows o group by o.partition) lost
      where p.stream = tg_argv[0] and p.partition = lost.partition;
  end if;
  return null;
end
$$;
comment on function private.keep_stream is
  'Keeps head, and count and digest of each partition, true after each statement; a removal draws a revision too.';

comment on function private.follow_stream is
  'Puts a table under a stream''s rules. The table has id, rev, partition and updated, first_published where rows can be public, and a trigger place_row that says which partition.';

create function private.internal_partition(organisations text[], bodies text[]) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  sorted_organisations text[] := array(select distinct unnest(internal_partition.organisations) order by 1);
  sorted_bodies text[] := array(select distinct unnest(internal_partition.bodies) order by 1);
  name text := format('internal:%s|%s', array_to_string(sorted_organisations, ','), array_to_string(sorted_bodies, ','));
begin
  insert into public.stream_partitions (stream, partition, organisations, bodies)
  values ('register', name, sorted_organisations, sorted_bodies)
  on conflict do nothing;
  return name;
end
$$;
comment on function private.internal_partition is
  'The register''s partition for what these organisations work with and these bodies are addressed in, made when there is none.';

create function private.user_partition(owner uuid) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.stream_partitions (stream, partition, owner) values ('mine', 'user:' || owner, owner)
  on conflict do nothing;
  return 'user:' || owner;
end
$$;
comment on function private.user_partition is 'The partition of what is this user''s, made when there is none.';

create view public.shown_partitions with (security_invoker = true) as
  select p.stream as name, p.partition, p.count, p.digest from public.stream_partitions p where p.partition = 'public'
  union all
  select 'internal', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'register' and p.organisations is not null
  union all
  select 'mine', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'mine' and p.partition = 'user:' || (select auth.uid());
comment on view public.shown_partitions is
  'What the caller is shown under each name that devices pull by: `internal` is the part of the register that is not published and that the caller works with.';

revoke all on public.shown_partitions from public, anon, authenticated, service_role;
grant select on public.shown_partitions to anon, authenticated, service_role;
revoke execute on all functions in schema private from public;
