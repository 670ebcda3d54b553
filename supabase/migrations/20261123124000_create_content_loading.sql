-- The library and the register start from reviewed files. Loading them again must be safe at any time: what has not changed is
-- not touched, and what someone has edited in the database since is theirs. So each item's state as it was last loaded is
-- remembered as a fingerprint; an item that no longer matches it has been edited.

create table private.seeds (
  kind text not null,
  slug text not null,
  key text not null,
  fingerprint text not null,
  primary key (kind, slug)
);
comment on table private.seeds is 'What the content command has loaded, by the names in the files.';
comment on column private.seeds.key is 'The item''s key in private.content_forms.';
comment on column private.seeds.fingerprint is 'private.content_fingerprint of the item as it was left by the command.';

revoke all on private.seeds from public, anon, authenticated, service_role;
alter table private.seeds enable row level security;

create type private.content_verdict as (kind text, slug text, key text, data jsonb, verdict text);
comment on type private.content_verdict is 'An item and what loading does with it: new, changed, unchanged, removed, edited, edited-gone, deleted or gone.';

create view private.content_forms as
  select d.kind, d.id::text as key, d.slug, d.published, d.data as form from public.documents d
  union all
  select 'body', b.id, b.id, true, jsonb_build_object('name', b.name, 'level', b.level) from public.bodies b
  union all
  select 'annexRow', a.id::text, a.key, a.published, jsonb_strip_nulls(jsonb_build_object(
    'key', a.key, 'order', a."order", 'year', a.year, 'label', a.label, 'owners', a.owners, 'ownerText', a.owner_text,
    'projects', a.projects, 'followUp', a.follow_up, 'sources', a.sources, 'asOf', a.as_of
  )) from public.annex_rows a
  union all
  select 'obstacle', o.id::text, o.number, o.published, jsonb_strip_nulls(jsonb_build_object(
    'number', o.number, 'title', o.title, 'description', o.description, 'kind', o.kind, 'levels', o.levels,
    'bodies', o.body_ids, 'gap', o.gap, 'annexRow', o.annex_row, 'services', o.services, 'districts', o.districts,
    'themes', o.themes, 'models', o.models, 'projects', o.projects, 'insights', o.insights,
    'sources', o.sources, 'reviewed', o.reviewed, 'asOf', o.as_of
  )) from public.obstacles o;
comment on view private.content_forms is 'Every item that content files can fill, in the form the command gives it in.';
revoke all on private.content_forms from public, anon, authenticated, service_role;

create function private.content_fingerprint(slug text, published boolean, form jsonb) returns text
language sql immutable strict parallel safe security invoker set search_path = ''
as $$ select encode(sha256(convert_to(jsonb_build_array(slug, published, form)::text, 'UTF8')), 'hex') $$;
comment on function private.content_fingerprint is 'Changes when anything that an editor can change of an item does.';

create function private.judge_content(items jsonb) returns setof private.content_verdict
language sql stable security invoker set search_path = ''
as $$
  with
    given as (
      select g.kind, g.slug, case g.kind when 'body' then g.slug else g.id::text end as key, g.data
      from jsonb_to_recordset(items) as g (id uuid, kind text, slug text, data jsonb)
    ),
    known as (
      select coalesce(g.kind, s.kind) as kind, coalesce(g.slug, s.slug) as slug, coalesce(g.key, s.key) as key, g.data, s.fingerprint
      from given g full join private.seeds s on s.kind = g.kind and s.slug = g.slug
    ),
    compared as (
      select k.*, f.key is not null as found, f.published, f.form, f.slug as current_slug,
        private.content_fingerprint(f.slug, f.published, f.form) as current, other.key is not null as slug_taken
      from known k
      left join private.content_forms f on f.kind = k.kind and f.key = k.key
      left join private.content_forms other on other.kind = k.kind and other.slug = k.slug and other.key <> k.key
    )
  select c.kind, c.slug, c.key, c.data,
    case
      when c.data is null then case
        -- A body is only seen through its obstacles, so it may stay.
        when not c.found or c.kind = 'body' then 'gone'
        when c.current <> c.fingerprint then 'edited-gone'
        when c.published then 'removed'
        else 'gone' end
      when not c.found and c.fingerprint is not null then 'deleted'
      when not c.found and c.slug_taken then 'edited'
      when not c.found then 'new'
      when c.form = c.data and c.published and c.current_slug = c.slug then 'unchanged'
      when c.current is distinct from c.fingerprint then 'edited'
      else 'changed' end
  from compared c
$$;
comment on function private.judge_content is 'What loading these items would do to each of them and to those loaded before.';

create function private.load_content(items jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  verdicts private.content_verdict[];
begin
  perform private.lock_stream('library');
  perform private.lock_stream('register');
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) = 0 then
    raise exception 'no content given: this would remove everything' using errcode = '22023';
  end if;
  verdicts := array(select v from private.judge_content(items) v);
  perform private.write_bodies(array(select v from unnest(verdicts) v where v.kind = 'body' and v.verdict in ('new', 'changed')));
  perform private.write_register(array(select v from unnest(verdicts) v where v.verdict in ('new', 'changed')));
  perform private.write_documents(array(select v from unnest(verdicts) v where v.verdict in ('new', 'changed')));
  perform private.unpublish_content(array(select v from unnest(verdicts) v where v.verdict = 'removed'));
  perform private.remember_content(array(select v from unnest(verdicts) v where v.verdict in ('new', 'changed', 'unchanged', 'removed')));
  return (
    select jsonb_agg(jsonb_build_object('kind', v.kind, 'slug', v.slug, 'verdict', v.verdict) order by v.kind, v.slug)
    from unnest(verdicts) v where v.verdict <> 'gone'
  );
end
$$;
comment on function private.load_content is
  'Brings library and register to what the files say: [{id, kind, slug, data}], all of them. Leaves alone what was edited or deleted here since. Answers [{kind, slug, verdict}].';

create function private.write_bodies(given private.content_verdict[]) returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into public.bodies (id, name, level)
  select v.key, v.data ->> 'name', v.data ->> 'level' from unnest(given) v
  on conflict (id) do update set name = excluded.name, level = excluded.level
$$;
comment on function private.write_bodies is 'Writes the bodies among the items.';

create function private.texts(list jsonb) returns text[]
language sql immutable parallel safe security invoker set search_path = ''
as $$ select coalesce(array_agg(t.value order by t.place), '{}') from jsonb_array_elements_text(list) with ordinality as t (value, place) $$;
comment on function private.texts is 'A JSON list of texts as an array; empty when there is none.';

create function private.write_register(given private.content_verdict[]) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.annex_rows (id, key, year, "order", label, owners, owner_text, projects, follow_up, sources, as_of, published)
  select v.key::uuid, d ->> 'key', (d ->> 'year')::integer, (d ->> 'order')::integer, d ->> 'label', private.texts(d -> 'owners'),
    d ->> 'ownerText', private.texts(d -> 'projects'), d ->> 'followUp', d -> 'sources', (d ->> 'asOf')::date, true
  from unnest(given) v cross join lateral (select v.data as d) w where v.kind = 'annexRow'
  on conflict (id) do update set
    key = excluded.key, year = excluded.year, "order" = excluded."order", label = excluded.label, owners = excluded.owners,
    owner_text = excluded.owner_text, projects = excluded.projects, follow_up = excluded.follow_up, sources = excluded.sources,
    as_of = excluded.as_of, published = true;

  insert into public.obstacles (
    id, number, year, serial, title, description, kind, levels, body_ids, gap, annex_row, services, districts, themes,
    models, projects, insights, sources, reviewed, as_of, published
  )
  select v.key::uuid, d ->> 'number', split_part(d ->> 'number', '-', 2)::integer, split_part(d ->> 'number', '-', 3)::integer,
    d ->> 'title', d ->> 'description', d ->> 'kind', private.texts(d -> 'levels'), private.texts(d -> 'bodies'),
    (d ->> 'gap')::boolean, d ->> 'annexRow', private.texts(d -> 'services'), private.texts(d -> 'districts'),
    private.texts(d -> 'themes'), private.texts(d -> 'models'), private.texts(d -> 'projects'), private.texts(d -> 'insights'),
    d -> 'sources', (d ->> 'reviewed')::date, (d ->> 'asOf')::date, true
  from unnest(given) v cross join lateral (select v.data as d) w where v.kind = 'obstacle'
  on conflict (id) do update set
    number = excluded.number, year = excluded.year, serial = excluded.serial, title = excluded.title,
    description = excluded.description, kind = excluded.kind, levels = excluded.levels, body_ids = excluded.body_ids,
    gap = excluded.gap, annex_row = excluded.annex_row, services = excluded.services, districts = excluded.districts,
    themes = excluded.themes, models = excluded.models, projects = excluded.projects, insights = excluded.insights,
    sources = excluded.sources, reviewed = excluded.reviewed, as_of = excluded.as_of, published = true;

  insert into private.number_counters (series, year, last)
  select 'H', o.year, max(o.serial) from public.obstacles o group by o.year
  on conflict (series, year) do update set last = greatest(number_counters.last, excluded.last)
    where excluded.last > number_counters.last;
end
$$;
comment on function private.write_register is 'Writes the annex rows and obstacles among the items, and moves the counters past their numbers.';

create function private.write_documents(given private.content_verdict[]) returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into public.documents (id, kind, slug, data, published)
  select v.key::uuid, v.kind, v.slug, v.data, true from unnest(given) v where v.kind not in ('body', 'annexRow', 'obstacle')
  on conflict (id) do update set slug = excluded.slug, data = excluded.data, published = true
$$;
comment on function private.write_documents is 'Writes the library items among the items.';

create function private.unpublish_content(gone private.content_verdict[]) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.documents d set published = false from unnest(gone) v where v.kind = d.kind and d.id = v.key::uuid;
  update public.annex_rows a set published = false from unnest(gone) v where v.kind = 'annexRow' and a.id = v.key::uuid;
  update public.obstacles o set published = false from unnest(gone) v where v.kind = 'obstacle' and o.id = v.key::uuid;
end
$$;
comment on function private.unpublish_content is
  'Takes away from everyone the items whose files are gone, and keeps their rows: a number is never given to another, and a file that comes back finds its item.';

create function private.remember_content(loaded private.content_verdict[]) returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into private.seeds (kind, slug, key, fingerprint)
  select v.kind, v.slug, v.key, private.content_fingerprint(f.slug, f.published, f.form)
  from unnest(loaded) v join private.content_forms f on f.kind = v.kind and f.key = v.key
  on conflict (kind, slug) do update set fingerprint = excluded.fingerprint where seeds.fingerprint <> excluded.fingerprint
$$;
comment on function private.remember_content is 'Remembers how the command left each item.';

revoke execute on all functions in schema private from public, anon, authenticated, service_role;
grant usage on schema private to service_role;
grant execute on function private.load_content to service_role;
