-- The library: models, handbooks with their chapters, seminars, projects and insights. What the app shows of an item is one
-- JSON value of the shape in src/domain/documents.ts; the database only needs to find it, order it and know who may see it.

create table public.documents (
  id uuid primary key,
  kind text not null check (kind in ('model', 'handbook', 'chapter', 'seminar', 'project', 'insight')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$' and (kind = 'chapter') = (position('/' in slug) > 0)),
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  published boolean not null default false,
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null,
  unique (kind, slug)
);
comment on table public.documents is 'The items of the library.';
comment on column public.documents.slug is 'Names the item within its kind; a chapter''s is <handbook>/<chapter>.';
comment on column public.documents.data is 'The item as DocumentData in src/domain/documents.ts.';
comment on column public.documents.published is 'Whether everyone may read it.';
comment on column public.documents.rev is 'Its place in the library stream; given on every write.';

create unique index documents_published_by_rev on public.documents (rev) where published;
create unique index documents_published_by_id on public.documents (id) include (rev) where published;

revoke all on public.documents from public, anon, authenticated, service_role;
grant select on public.documents to anon, authenticated, service_role;

alter table public.documents enable row level security;

create policy "Everyone reads published items" on public.documents
  for select to anon, authenticated using (published);

select private.follow_stream('public.documents', 'library');
