-- Of which parts of which pages an obstacle is told: those that were read when it was reported. A field among the others, merged as
-- they are: what is read and written of all of them stands here, with whom an obstacle is addressed to.

alter table public.obstacles add column sections text[] not null default '{}';
comment on column public.obstacles.sections is 'The parts of published pages that it concerns, each as `kind:slug#part`.';

create or replace view public.register_rows with (security_invoker = true) as
  select o.id, o.rev, 'obstacle'::text as kind, o.number as slug,
    jsonb_build_object(
      'number', o.number, 'title', o.title, 'description', o.description, 'kind', o.kind, 'levels', o.levels,
      'bodies', (
        select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'level', b.level) order by carried.place), '[]')
        from unnest(o.body_ids) with ordinality as carried (id, place) join public.bodies b on b.id = carried.id
      ),
      'gap', o.gap, 'services', o.services, 'districts', o.districts, 'themes', o.themes,
      'models', o.models, 'projects', o.projects, 'insights', o.insights, 'sections', o.sections,
      'status', o.status, 'organisations', o.organisations, 'addressedTo', o.addressed_to,
      'sources', o.sources, 'reviewed', o.reviewed, 'asOf', o.as_of
    ) || jsonb_strip_nulls(jsonb_build_object('annexRow', o.annex_row, 'mergedInto', o.merged_into)) as data,
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
  from public.obstacle_events e
  union all
  select t.id, t.rev, 'tally'::text, t.ref || coalesce('#' || t.section, ''),
    jsonb_build_object('ref', t.ref, 'reports', t.reports) || jsonb_strip_nulls(jsonb_build_object('section', t.section)),
    t.published, t.first_published, t.updated, t.partition
  from public.tallies t
  union all
  select b.id, b.rev, 'body'::text, b.body, jsonb_build_object('id', b.body, 'name', b.name, 'level', b.level),
    b.published, b.first_published, b.updated, b.partition
  from public.listed_bodies b
  union all
  select c.id, c.rev, 'reportCount'::text, format('%s/%s/%s', c.year, c.district, c.service),
    jsonb_build_object('year', c.year, 'district', c.district, 'service', c.service, 'reports', c.reports),
    c.published, c.first_published, c.updated, c.partition
  from public.report_counts c;

create function private.known_sections(given text[]) returns text[]
language sql stable security invoker set search_path = ''
as $$
  select coalesce(array_agg(g.ref order by g.turn), '{}')
  from unnest(given) with ordinality as g (ref, turn)
  where exists (
    select from public.documents d
    where d.kind = split_part(g.ref, ':', 1) and d.slug = split_part(split_part(g.ref, '#', 1), ':', 2) and d.published and d.kind <> 'form'
      and jsonb_path_exists(d.data, '$.*[*].id ? (@ == $section)', jsonb_build_object('section', substr(g.ref, strpos(g.ref, '#') + 1)))
  )
$$;
comment on function private.known_sections is 'Those of these parts, `kind:slug#part`, that a published page has, in the same order.';

create or replace function private.obstacle_fields(obstacle public.obstacles) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'title', obstacle.title, 'description', obstacle.description, 'kind', obstacle.kind, 'levels', obstacle.levels,
    'bodyIds', obstacle.body_ids, 'services', obstacle.services, 'districts', obstacle.districts, 'themes', obstacle.themes,
    'models', obstacle.models, 'projects', obstacle.projects, 'insights', obstacle.insights, 'sections', obstacle.sections,
    'organisations', obstacle.organisations, 'addressedTo', obstacle.addressed_to, 'status', obstacle.status
  )
$$;

create or replace function private.read_field(fields jsonb, field text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given text[];
begin
  case
    when field = 'title' then return to_jsonb(private.text_of(fields, field, 200));
    when field = 'description' then return to_jsonb(private.text_of(fields, field, 20000));
    when field = 'kind' then return to_jsonb(private.text_of(fields, field, 50));
    when field in ('levels', 'services', 'districts', 'themes', 'organisations') then return to_jsonb(private.list_of(fields, field));
    when field in ('bodyIds', 'addressedTo') then
      given := private.list_of(fields, field);
      if exists (select unnest(given) except select b.id from public.bodies b) then
        perform private.refuse('invalid', field);
      end if;
      return to_jsonb(given);
    when field in ('models', 'projects', 'insights') then
      given := private.list_of(fields, field);
      if exists (select unnest(given) except select d.slug from public.documents d where d.kind = rtrim(field, 's') and d.published) then
        perform private.refuse('invalid', field);
      end if;
      return to_jsonb(given);
    when field = 'sections' then
      given := private.list_of(fields, field);
      if cardinality(given) > 50 then
        perform private.refuse('too-large', field);
      elsif exists (select from unnest(given) g where g !~ '^[a-z]+:[a-z0-9/-]+#.+$' or length(g) > 300) then
        perform private.refuse('invalid', field);
      end if;
      return to_jsonb(given);
    else
      perform private.refuse('invalid', field);
  end case;
end
$$;

create or replace function private.create_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  obstacle public.obstacles;
  given private.number_counters;
  today date := (now() at time zone 'Europe/Oslo')::date;
begin
  if not (private.is_office() or cardinality(private.own_organisations()) > 0) then
    perform private.refuse('forbidden');
  end if;
  perform private.only_keys(payload, array['id', 'title', 'description', 'kind', 'organisations', 'services', 'districts', 'themes', 'levels', 'sections', 'cleared']);
  perform private.guard(payload -> 'title', private.cleared_of(payload), 'title');
  perform private.guard(payload -> 'description', private.cleared_of(payload), 'description');
  perform private.read_field(payload, k) from jsonb_object_keys('{"title": null, "description": null}' || payload) k where k not in ('id', 'cleared');
  perform private.new_id_of(payload, 'id', 'register');
  obstacle := jsonb_populate_record(
    jsonb_populate_record(null::public.obstacles, '{"kind": "not-assessed", "organisations": [], "services": [], "districts": [], "themes": [], "levels": [], "sections": []}'),
    payload);
  if not (private.is_office() or obstacle.organisations && private.own_organisations()) then
    obstacle.organisations := obstacle.organisations || private.own_organisations();
  end if;
  given := private.next_number('H');
  obstacle.number := format('H-%s-%s', given.year, given.last);
  insert into public.obstacles (
    id, number, year, serial, title, description, kind, levels, services, districts, themes, sections, organisations, reviewed, as_of
  )
  values (
    obstacle.id, obstacle.number, given.year, given.last, obstacle.title, obstacle.description, obstacle.kind, obstacle.levels,
    obstacle.services, obstacle.districts, obstacle.themes, private.known_sections(obstacle.sections), obstacle.organisations, today, today
  );
  perform private.tell_event('created', row(obstacle, private.acting_role(obstacle.organisations, '{}'))::private.worked_on);
  return jsonb_build_object('number', obstacle.number);
end
$$;

create or replace function private.edit_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.own_obstacle(payload, array['developer', 'office']);
  obstacle public.obstacles := worked_on.obstacle;
  before jsonb := private.obstacle_fields(obstacle);
  base bigint := private.number_of(payload, 'base');
  fields jsonb := payload -> 'fields';
  disputed jsonb;
  changed jsonb;
begin
  perform private.only_keys(payload, array['obstacle', 'base', 'fields', 'cleared']);
  perform private.only_keys(fields, array(select jsonb_object_keys(before - 'status')), 'fields');
  perform private.read_field(fields, k) from jsonb_object_keys(fields) k;
  perform private.guard(fields -> k, private.cleared_of(payload), k) from unnest(array['title', 'description']) k where fields ? k;
  if worked_on.acting ->> 'role' <> 'office' and fields ?| array['organisations', 'addressedTo'] then
    perform private.refuse('forbidden', case when fields ? 'organisations' then 'organisations' else 'addressedTo' end);
  end if;
  -- A part that has gone from its page may stay on the obstacle, but not come to it.
  if exists (select jsonb_array_elements_text(fields -> 'sections') except select unnest(obstacle.sections || private.known_sections(private.texts(fields -> 'sections')))) then
    perform private.refuse('invalid', 'sections');
  end if;
  disputed := private.conflicts(obstacle, base, fields);
  if disputed is not null then
    perform private.refuse_conflict(disputed);
  end if;
  select jsonb_object_agg(f.key, jsonb_build_object('from', before -> f.key, 'to', f.value)) into changed
    from jsonb_each(fields) f where f.value <> before -> f.key;
  if changed is null then
    return '{}';
  end if;
  obstacle := jsonb_populate_record(obstacle, fields
    || jsonb_strip_nulls(jsonb_build_object('body_ids', fields -> 'bodyIds', 'addressed_to', fields -> 'addressedTo')));
  update public.obstacles o
    set title = obstacle.title, description = obstacle.description, kind = obstacle.kind, levels = obstacle.levels,
        body_ids = obstacle.body_ids, services = obstacle.services, districts = obstacle.districts, themes = obstacle.themes,
        models = obstacle.models, projects = obstacle.projects, insights = obstacle.insights, sections = obstacle.sections,
        organisations = obstacle.organisations, addressed_to = obstacle.addressed_to
    where o.id = obstacle.id;
  perform private.tell_event('edited', worked_on, jsonb_build_object('fields', changed));
  return '{}';
end
$$;

revoke execute on all functions in schema private from public;
