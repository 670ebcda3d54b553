-- The office, and developers for their organisation, make seminars in the app: with programme, place and what is written of them,
-- edited field by field as obstacles are. A new one is its hosts' alone, and its members' from when somebody has joined. That
-- the office publishes it comes with the files that it must be able to show.

create table private.document_changes (
  document uuid not null,
  field text not null,
  rev bigint not null,
  actor uuid references auth.users (id) on delete set null,
  primary key (document, field)
);
comment on table private.document_changes is 'When each field of a document was last changed. A field that is not here is as it was made.';
comment on column private.document_changes.field is 'A key of its data.';
comment on column private.document_changes.rev is 'The revision that the change gave the document.';
comment on column private.document_changes.actor is 'Who changed it; null for the content command, and for who is not there any more.';
create index document_changes_by_actor on private.document_changes (actor);
revoke all on private.document_changes from public, anon, authenticated, service_role;
alter table private.document_changes enable row level security;

create function private.note_document_changes() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  insert into private.document_changes (document, field, rev, actor)
  select new.id, coalesce(n.key, o.key), new.rev, (select u.id from auth.users u where u.id = auth.uid())
  from jsonb_each(new.data) n full join jsonb_each(old.data) o on o.key = n.key
  where n.value is distinct from o.value
  on conflict (document, field) do update set rev = excluded.rev, actor = excluded.actor;
  return null;
end
$$;
comment on function private.note_document_changes is 'Notes which fields a change was to, whoever made it.';
create trigger note_changes after update of data on public.documents
  for each row when (new.kind = 'seminar') execute function private.note_document_changes();

-- What may stand in a seminar ------------------------------------------------------------------------------------------------

create function private.some_text(payload jsonb, field text, longest integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if payload ->> field is null then
    return null;
  end if;
  return to_jsonb(private.text_of(payload, field, longest));
end
$$;
comment on function private.some_text is 'A text that is not blank and at most so many characters; null when it is null or left out.';

create function private.items_of(payload jsonb, field text, most integer, keys text[]) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given jsonb := payload -> field;
  item jsonb;
begin
  if jsonb_typeof(given) is distinct from 'array' then
    perform private.refuse('invalid', field);
  elsif jsonb_array_length(given) > most then
    perform private.refuse('too-large', field);
  end if;
  for item in select jsonb_array_elements(given) loop
    perform private.only_keys(item, keys, field);
    if exists (select from jsonb_each(item) v where jsonb_typeof(v.value) <> 'string') then
      perform private.refuse('invalid', field);
    end if;
    if item ->> 'id' !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or length(item ->> 'id') > 60 or not item ? 'id' then
      perform private.refuse('invalid', field);
    end if;
  end loop;
  if (select count(distinct i ->> 'id') <> count(*) from jsonb_array_elements(given) i) then
    perform private.refuse('invalid', field);
  end if;
  return given;
end
$$;
comment on function private.items_of is 'A list of at most so many objects of texts under some of these keys, each with an id of its own by which links find it.';

create function private.subset_of(payload jsonb, field text, list text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given text[] := private.list_of(payload, field);
begin
  if not given <@ private.fixed_list(list) then
    perform private.refuse('invalid', field);
  end if;
  return to_jsonb(given);
end
$$;
comment on function private.subset_of is 'Some of a list of src/domain/vocabulary.ts.';

create function private.programme_of(payload jsonb, field text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  item jsonb;
begin
  for item in select jsonb_array_elements(private.items_of(payload, field, 60, array['id', 'title', 'text', 'day', 'from', 'to', 'who'])) loop
    perform private.text_of(item, 'title', 200);
    perform private.some_text(item, 'text', 2000), private.some_text(item, 'who', 200);
    if item ? 'day' then
      perform private.date_of(item, 'day');
    end if;
    if coalesce(item ->> 'from', '00:00') !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' or coalesce(item ->> 'to', '00:00') !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
      or item ? 'to' and not coalesce(item ->> 'from' < item ->> 'to', false) then
      perform private.refuse('invalid', field);
    end if;
  end loop;
  return payload -> field;
end
$$;
comment on function private.programme_of is
  'A programme: [{id, title, text?, day?, from?, to?, who?}], the times as HH:MM in Oslo and `who` a role or a body.';

create function private.sections_of(payload jsonb, field text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  item jsonb;
begin
  for item in select jsonb_array_elements(private.items_of(payload, field, 40, array['id', 'title', 'body'])) loop
    perform private.text_of(item, 'title', 200), private.text_of(item, 'body', 20000);
  end loop;
  return payload -> field;
end
$$;
comment on function private.sections_of is 'What is written of a seminar: [{id, title, body}], the bodies as Markdown.';

create function private.link_of(payload jsonb, field text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given jsonb := payload -> field;
begin
  if given = 'null' then
    return null;
  end if;
  perform private.only_keys(given, array['url', 'text'], field);
  perform private.text_of(given, 'text', 200);
  if private.text_of(given, 'url', 2000) !~ '^https://[^[:space:]]+$' then
    perform private.refuse('invalid', field);
  end if;
  return given;
end
$$;
comment on function private.link_of is 'A link that opens outside, {url, text}; null when there is none.';

create function private.read_seminar_field(fields jsonb, field text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  case field
    when 'title' then return to_jsonb(private.text_of(fields, field, 200));
    when 'summary' then return coalesce(private.some_text(fields, field, 1000), '""');
    when 'place', 'organiser' then return private.some_text(fields, field, 200);
    when 'type' then
      if private.text_of(fields, field, 20) <> all (array['seminar', 'webinar', 'breakfast', 'session', 'visit', 'gathering']) then
        perform private.refuse('invalid', field);
      end if;
      return fields -> field;
    when 'date' then return to_jsonb(private.date_of(fields, field));
    when 'endDate', 'evaluationCloses' then return case when fields -> field <> 'null' then to_jsonb(private.date_of(fields, field)) end;
    when 'services', 'districts', 'ages', 'themes' then return private.subset_of(fields, field, field);
    when 'related' then
      if exists (select from unnest(private.list_of(fields, field)) one where one !~ '^(model|handbook|seminar|project|insight):[a-z0-9]+(-[a-z0-9]+)*$') then
        perform private.refuse('invalid', field);
      end if;
      return fields -> field;
    when 'obstacles' then
      if exists (select from unnest(private.list_of(fields, field)) one where one !~ '^H-[0-9]{4}-[0-9]{1,5}$') then
        perform private.refuse('invalid', field);
      end if;
      return fields -> field;
    when 'programme' then return private.programme_of(fields, field);
    when 'sections' then return private.sections_of(fields, field);
    when 'recording' then return private.link_of(fields, field);
    else perform private.refuse('invalid', field);
  end case;
end
$$;
comment on function private.read_seminar_field is 'The value given for a field of a seminar, as Seminar in src/domain/documents.ts; null when it has none.';

-- What hosts do ----------------------------------------------------------------------------------------------------------------

create function private.new_slug(title text, year text) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  plain text := translate(replace(replace(lower(title), 'æ', 'ae'), 'ß', 'ss'), 'øåäöéèêëáàâíìîïóòôúùûüçñ', 'oaaoeeeeaaaiiiiooouuuucn');
  words text := coalesce(nullif(left(trim(both '-' from regexp_replace(plain, '[^a-z0-9]+', '-', 'g')), 60), ''), 'seminar');
  base text := trim(both '-' from words) || case when words like '%' || year then '' else '-' || year end;
  made text := base;
begin
  for n in 2 .. 1000 loop
    exit when not exists (select from public.documents d where d.kind = 'seminar' and d.slug = made);
    made := base || '-' || n;
  end loop;
  return made;
end
$$;
comment on function private.new_slug is 'What a new seminar is called in its address: its title and year, and a number where there is such a one.';

create function private.create_seminar(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  seminar public.documents;
  today constant date := (now() at time zone 'Europe/Oslo')::date;
  given jsonb;
begin
  if not (private.is_office() or cardinality(private.own_organisations()) > 0) then
    perform private.refuse('forbidden');
  end if;
  perform private.only_keys(payload, array['id', 'host', 'title', 'type', 'date', 'programme', 'cleared']);
  seminar.host := private.text_of(payload, 'host', 20);
  if not (private.is_office() or seminar.host = any (private.own_organisations())) then
    perform private.refuse('forbidden', 'host');
  elsif seminar.host <> 'office' and seminar.host <> all (private.fixed_list('organisations')) then
    perform private.refuse('invalid', 'host');
  end if;
  perform private.guard(payload - array['id', 'cleared'], private.cleared_of(payload), 'title');
  select jsonb_object_agg(k, private.read_seminar_field('{"programme": []}' || payload, k)) into given from unnest(array['title', 'type', 'date', 'programme']) k;
  seminar.id := private.new_id_of(payload, 'id', 'library');
  seminar.slug := private.new_slug(given ->> 'title', left(given ->> 'date', 4));
  insert into public.documents (id, kind, slug, data, host)
  values (seminar.id, 'seminar', seminar.slug, given || jsonb_build_object(
    'summary', '', 'services', '[]'::jsonb, 'districts', '[]'::jsonb, 'ages', '[]'::jsonb, 'themes', '[]'::jsonb, 'related', '[]'::jsonb,
    'materials', '[]'::jsonb, 'sections', '[]'::jsonb, 'sources', '[]'::jsonb, 'reviewed', today, 'host', seminar.host
  ), seminar.host);
  return jsonb_build_object('slug', seminar.slug);
end
$$;
comment on function private.create_seminar is 'seminar.create: makes a seminar, not published, for the office or by a developer for the own organisation.';

create function private.own_seminar(payload jsonb) returns public.documents
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  wanted uuid := private.uuid_of(payload, 'seminar');
  seminar public.documents := (select d from public.documents d where d.id = wanted and d.kind = 'seminar');
begin
  if not (private.is_office() or cardinality(private.own_organisations()) > 0) then
    perform private.refuse('forbidden');
  elsif seminar.id is null then
    perform private.refuse('not-found', 'seminar');
  elsif not private.hosts_seminar(seminar.slug) then
    perform private.refuse('forbidden');
  end if;
  return seminar;
end
$$;
comment on function private.own_seminar is 'The seminar that the payload names, for a caller who hosts it.';

create function private.document_conflicts(about public.documents, base bigint, fields jsonb) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_object_agg(f.key, jsonb_build_object('mine', f.value, 'theirs', coalesce(about.data -> f.key, 'null'), 'rev', coalesce(c.rev, about.rev)))
  from jsonb_each(fields) f
  left join private.document_changes c on c.document = about.id and c.field = f.key
  where f.value <> coalesce(about.data -> f.key, 'null') and (
    c.rev > base and c.actor is distinct from auth.uid()
    -- A revision that has not been given yet was given before a restore: what has changed since it cannot be told.
    or base > about.rev
  )
$$;
comment on function private.document_conflicts is 'As private.conflicts, of a document.';

create function private.edit_seminar(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  seminar public.documents := private.own_seminar(payload);
  base bigint := private.number_of(payload, 'base');
  fields jsonb := payload -> 'fields';
  disputed jsonb;
  edited jsonb;
begin
  perform private.only_keys(payload, array['seminar', 'base', 'fields', 'cleared']);
  perform private.only_keys(fields, array['title', 'summary', 'type', 'date', 'endDate', 'place', 'organiser', 'services', 'districts', 'ages',
    'themes', 'related', 'obstacles', 'programme', 'sections', 'recording', 'evaluationCloses'], 'fields');
  perform private.guard(f.value, private.cleared_of(payload), f.key) from jsonb_each(fields) f;
  select coalesce(jsonb_object_agg(k, private.read_seminar_field(fields, k)), '{}') into fields from jsonb_object_keys(fields) k;
  disputed := private.document_conflicts(seminar, base, fields);
  if disputed is not null then
    perform private.refuse_conflict(disputed);
  end if;
  select seminar.data || coalesce(jsonb_object_agg(f.key, f.value), '{}') into edited from jsonb_each(fields) f where f.value <> 'null';
  edited := edited - array(select f.key from jsonb_each(fields) f where f.value = 'null');
  if edited ->> 'endDate' < edited ->> 'date' then
    perform private.refuse('invalid', 'endDate');
  end if;
  update public.documents d set data = edited where d.id = seminar.id;
  return '{}';
end
$$;
comment on function private.edit_seminar is 'seminar.edit: changes the fields that are given, all of them or, when one is in conflict, none. A field that is null is taken away.';

insert into private.op_kinds (kind, stream, handler) values
  ('seminar.create', 'library', 'create_seminar'),
  ('seminar.edit', 'library', 'edit_seminar');

revoke execute on all functions in schema private from public;
