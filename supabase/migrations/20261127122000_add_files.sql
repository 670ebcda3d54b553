-- Seminars, handbooks and models carry files. A file is a row of the library, shown to those who are shown its page; its bytes lie
-- in Storage under the hash of what they are, so that an address never means another content and a copy can be told from what it
-- should be. What everyone may read lies in a public bucket that a CDN can carry; the rest is fetched by signed addresses.

create table public.files (
  id uuid primary key,
  ref text not null check (ref ~ '^(model|handbook|chapter|seminar|project|insight):[a-z0-9/-]+$'),
  title text not null,
  name text not null check (name ~ '^[^/\\]{1,200}$'),
  type text not null check (type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  bytes bigint not null check (bytes between 1 and 52428800),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  place integer not null,
  open boolean not null,
  partition text not null,
  published boolean not null default false,
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null
);
comment on table public.files is 'The files that the library''s pages carry. Their bytes lie in Storage, by sha256.';
comment on column public.files.ref is '`kind:slug` of the page it belongs to.';
comment on column public.files.name is 'What it is called when it is saved.';
comment on column public.files.bytes is 'Its size; at most 50 MB.';
comment on column public.files.sha256 is 'SHA-256 of its bytes, in hex: its name in the bucket.';
comment on column public.files.place is 'Its place among the page''s files.';
comment on column public.files.open is 'Whether it lies in the bucket `open-files`, which everyone may read, or in `files`.';
comment on column public.files.partition is 'Its partition of the library stream, which is its page''s; given on every write, as is published.';
create unique index files_by_partition_and_rev on public.files (partition, rev) include (published);
create unique index files_by_partition_and_id on public.files (partition, id) include (rev, published);
create index files_by_ref on public.files (ref);
create index files_by_sha256 on public.files (sha256);

revoke all on public.files from public, anon, authenticated, service_role;
grant select on public.files to anon, authenticated, service_role;
alter table public.files enable row level security;
create policy "Everyone reads published files" on public.files
  for select to anon, authenticated using (published);
create policy "Members and hosts read a seminar's files" on public.files
  for select to authenticated using (
    partition in (select p.partition from public.stream_partitions p where p.stream = 'library' and p.seminar is not null)
  );

create function private.page_of(ref text) returns public.documents
language sql stable security invoker set search_path = ''
as $$ select d from public.documents d where d.kind = split_part(ref, ':', 1) and d.slug = split_part(ref, ':', 2) $$;
comment on function private.page_of is 'The page that a ref names; null when there is none.';

create function private.place_file() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := coalesce((private.page_of(new.ref)).partition, 'hidden');
  new.published := new.partition = 'public';
  return new;
end
$$;
comment on function private.place_file is 'Puts a file where its page is.';
create trigger place_row before insert or update on public.files
  for each row execute function private.place_file();
select private.follow_stream('public.files', 'library');

create function private.move_files() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  update public.files f set rev = 0 where f.ref = new.kind || ':' || new.slug;
  return null;
end
$$;
comment on function private.move_files is 'Lets a page''s files go where it goes.';
create trigger move_files after update on public.documents
  for each row when (new.partition <> old.partition) execute function private.move_files();

create or replace view public.stream_rows with (security_invoker = true) as
  select 'library'::text as stream, d.id, d.rev, d.kind, d.slug, d.data, d.published, d.first_published, d.updated, d.partition
  from public.documents d
  union all
  select 'library'::text, f.id, f.rev, 'file'::text, f.id::text, jsonb_build_object(
      'ref', f.ref, 'title', f.title, 'name', f.name, 'type', f.type, 'bytes', f.bytes, 'sha256', f.sha256, 'place', f.place, 'open', f.open
    ), f.published, f.first_published, f.updated, f.partition
  from public.files f
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

-- The bytes -----------------------------------------------------------------------------------------------------------------

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
select b.id, b.id, b.open, 52428800, array['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv', 'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.presentation', 'application/vnd.oasis.opendocument.spreadsheet', 'audio/mpeg', 'audio/mp4']
from (values ('files', false), ('open-files', true)) b (id, open)
on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

create function private.is_carried(sha256 text) returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select from public.files f where f.sha256 = is_carried.sha256) $$;
comment on function private.is_carried is 'Whether any page carries a file with these bytes.';

create policy "Hosts upload files by their hash" on storage.objects
  for insert to authenticated with check (
    bucket_id in ('files', 'open-files') and name ~ '^[0-9a-f]{64}$'
    and ((select private.is_office()) or cardinality((select private.own_organisations())) > 0)
  );
create policy "Who may read a file fetches it, and who uploaded it, and the office" on storage.objects
  for select to authenticated using (
    bucket_id in ('files', 'open-files') and (
      owner_id = (select auth.uid())::text
      or (select private.is_office())
      or exists (select from public.files f where f.sha256 = storage.objects.name and f.open = (storage.objects.bucket_id = 'open-files'))
    )
  );
create policy "Hosts delete files that no page carries" on storage.objects
  for delete to authenticated using (
    bucket_id in ('files', 'open-files') and not private.is_carried(name)
    and ((select private.is_office()) or owner_id = (select auth.uid())::text and cardinality((select private.own_organisations())) > 0)
  );

-- What hosts do ----------------------------------------------------------------------------------------------------------------

create function private.own_page(payload jsonb) returns public.documents
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  ref text := private.text_of(payload, 'ref', 200);
  page public.documents := private.page_of(ref);
begin
  if not (private.is_office() or cardinality(private.own_organisations()) > 0) then
    perform private.refuse('forbidden');
  end if;
  if page.id is null and ref ~ '^seminar:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
    page := (select d from public.documents d where d.id = split_part(ref, ':', 2)::uuid and d.kind = 'seminar');
  end if;
  if page.id is null or page.kind = 'form' then
    perform private.refuse('not-found', 'ref');
  elsif not (private.is_office() or page.kind = 'seminar' and private.hosts_seminar(page.slug)) then
    perform private.refuse('forbidden');
  end if;
  return page;
end
$$;
comment on function private.own_page is 'The page that the payload names, a seminar also by its id, for the office or, of a seminar, a host.';

create function private.check_stored(sha256 text, bytes bigint, open boolean) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not exists (
    select from storage.objects o
    where o.bucket_id = case when open then 'open-files' else 'files' end and o.name = sha256 and (o.metadata ->> 'size')::bigint = bytes
  ) then
    perform private.refuse('not-found', 'sha256');
  end if;
end
$$;
comment on function private.check_stored is 'Refuses when Storage holds no such file of that size. That it is the one of that hash, each device finds out for itself.';

create function private.add_file(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  page public.documents := private.own_page(payload);
  file public.files;
begin
  perform private.only_keys(payload, array['id', 'ref', 'title', 'name', 'type', 'bytes', 'sha256', 'open', 'cleared']);
  perform private.guard(payload -> k, private.cleared_of(payload), k) from unnest(array['title', 'name']) k;
  file.id := private.new_id_of(payload, 'id', 'library');
  file.open := private.flag_of(payload, 'open');
  file.bytes := private.number_of(payload, 'bytes');
  file.sha256 := private.text_of(payload, 'sha256', 64);
  if page.published and not file.open then
    perform private.refuse('not-allowed', 'open');
  end if;
  perform private.check_stored(file.sha256, file.bytes, file.open);
  insert into public.files (id, ref, title, name, type, bytes, sha256, place, open)
  values (file.id, page.kind || ':' || page.slug, private.text_of(payload, 'title', 200), private.text_of(payload, 'name', 200),
    private.text_of(payload, 'type', 200), file.bytes, file.sha256,
    (select coalesce(max(f.place), 0) + 1 from public.files f where f.ref = page.kind || ':' || page.slug), file.open);
  return '{}';
end
$$;
comment on function private.add_file is 'file.add: lets a page carry a file that has been uploaded. What everyone reads carries open files alone.';

create function private.own_file(payload jsonb) returns public.files
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  wanted uuid := private.uuid_of(payload, 'file');
  file public.files := (select f from public.files f where f.id = wanted);
begin
  if not (private.is_office() or cardinality(private.own_organisations()) > 0) then
    perform private.refuse('forbidden');
  elsif file.id is null then
    perform private.refuse('not-found', 'file');
  end if;
  perform private.own_page(jsonb_build_object('ref', file.ref));
  return file;
end
$$;
comment on function private.own_file is 'The file that the payload names, for who may change its page.';

create function private.edit_file(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  file public.files := private.own_file(payload);
begin
  perform private.only_keys(payload, array['file', 'title', 'place', 'cleared']);
  perform private.guard(payload -> 'title', private.cleared_of(payload), 'title');
  update public.files f
    set title = coalesce(private.text_of(payload, 'title', 200, needed => false), f.title),
        place = case when payload ? 'place' then least(private.number_of(payload, 'place'), 10000) else f.place end
    where f.id = file.id;
  return '{}';
end
$$;
comment on function private.edit_file is 'file.edit: gives a file another title or place among its page''s.';

create function private.open_file(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  file public.files := private.own_file(payload);
begin
  perform private.only_keys(payload, array['file']);
  perform private.check_stored(file.sha256, file.bytes, true);
  update public.files f set open = true where f.id = file.id;
  return '{}';
end
$$;
comment on function private.open_file is 'file.open: says that a file lies where everyone may read it by now.';

create function private.remove_file(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  file public.files := private.own_file(payload);
begin
  perform private.only_keys(payload, array['file']);
  delete from public.files f where f.id = file.id;
  return '{}';
end
$$;
comment on function private.remove_file is 'file.remove: its page carries a file no more. Its bytes are deleted by who asks Storage for it.';

create function private.publish_seminar(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  seminar public.documents := private.own_seminar(payload);
  wanted boolean := private.flag_of(payload, 'published');
begin
  perform private.only_keys(payload, array['seminar', 'published']);
  if not private.is_office() then
    perform private.refuse('forbidden');
  elsif wanted and exists (select from public.files f where f.ref = 'seminar:' || seminar.slug and not f.open) then
    -- Everyone would be shown what they cannot fetch.
    perform private.refuse('not-allowed', 'files');
  end if;
  update public.documents d set published = wanted where d.id = seminar.id;
  return '{}';
end
$$;
comment on function private.publish_seminar is 'seminar.publish: by the office, shows a seminar and its files to everyone, or takes them back.';

insert into private.op_kinds (kind, stream, handler) values
  ('seminar.publish', 'library', 'publish_seminar'),
  ('file.add', 'library', 'add_file'),
  ('file.edit', 'library', 'edit_file'),
  ('file.open', 'library', 'open_file'),
  ('file.remove', 'library', 'remove_file');

revoke execute on all functions in schema private from public;
grant execute on function private.is_carried to authenticated;
