-- Words are taken out wherever they were told, stand only where texts are looked through, and get into no count.

create or replace function private.redact_event(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.own_obstacle(payload, array['office']);
  about public.obstacles := worked_on.obstacle;
  wanted uuid := private.uuid_of(payload, 'event');
  event public.obstacle_events := (select e from public.obstacle_events e where e.id = wanted and e.obstacle = about.id);
  told uuid[];
begin
  perform private.only_keys(payload, array['obstacle', 'event']);
  if event.id is null then
    perform private.refuse('not-found', 'event');
  elsif event.detail ? 'redacted' then
    perform private.refuse('already', 'event');
  elsif not (event.detail ?| array['text', 'reason'] or coalesce(event.detail -> 'fields', '{}') ?| array['title', 'description']) then
    perform private.refuse('not-allowed', 'event');
  end if;
  update public.obstacle_events e set detail = private.without_words(e.detail) where e.id = event.id;
  update public.snapshots s
    set data = (
      select jsonb_agg(case when r.value ->> 'id' = event.id::text then jsonb_set(r.value, '{data}', private.without_words(r.value -> 'data')) else r.value end order by r.place)
      from jsonb_array_elements(s.data) with ordinality r (value, place)
    )
    where s.data @> jsonb_build_array(jsonb_build_object('id', event.id));
  -- Those who reported were told of it at the same moment, with its words, whatever their report has been connected to since.
  with gone as (
    update public.report_events t set detail = t.detail - array['text', 'reason']
      where t.at = event.at and t.type in ('answered', 'resolved', 'closed')
        and (t.detail -> 'text' = event.detail -> 'text' or t.detail -> 'reason' = event.detail -> 'reason')
      returning t.report
  )
  select array_agg(distinct g.report) into told from gone g;
  perform private.refresh_case(t) from unnest(told) t;
  perform private.tell_event('redacted', worked_on, jsonb_build_object('event', event.id));
  return '{}';
end
$$;
comment on function private.redact_event is
  'obstacle.redact: takes what somebody wrote out of an event, in snapshots and in what reporters were told too, and tells that it was done.';

-- Who reported is told as well: what it locks is said beforehand, as for the others that do so.
update private.op_kinds set locks = '{mine,inbox}' where kind = 'obstacle.redact';

create or replace function private.items_of(payload jsonb, field text, most integer, keys text[]) returns jsonb
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

create or replace function private.counted_reports() returns table (ref text, section text, reports integer)
language sql stable security invoker set search_path = ''
as $$
  with
    -- What is said of a seminar is an evaluation; of anything else, what stops the work counts and not how well it goes.
    told as (
      select r.owner, r.context ->> 'ref' as ref, r.context ->> 'section' as section
      from public.reports r
      where r.status <> 'withdrawn'
        and r.form = any (case when r.context ->> 'ref' like 'seminar:%' then array['evaluering'] else array['hindring', 'gjelder-oss-ogsa'] end)
    ),
    -- The context is what a device says it is: only what names a published page and a part of it is counted, and nobody can
    -- have words of their own shown by it.
    about as (
      select t.owner, t.ref,
        case when jsonb_path_exists(d.data, '$.*[*].id ? (@ == $section)', jsonb_build_object('section', t.section)) then t.section end as section
      from told t join public.documents d on t.ref = d.kind || ':' || d.slug and d.published and d.kind <> 'form'
    ),
    pages as (select a.ref, count(distinct a.owner)::integer as reports from about a group by a.ref),
    parts as (
      select a.ref, a.section, count(distinct a.owner)::integer as reports from about a
      where a.section is not null group by a.ref, a.section having count(distinct a.owner) >= 5
    ),
    -- Those who have reported about a page, but about none of the parts that are told of.
    others as (
      select a.ref, count(distinct a.owner) as reports from about a
      where not exists (select from about b join parts p on p.ref = b.ref and p.section = b.section where b.ref = a.ref and b.owner = a.owner)
      group by a.ref
    )
  select p.ref, null::text, p.reports from pages p where p.reports >= 5
  union all
  select p.ref, p.section, p.reports from parts p left join others o on o.ref = p.ref where coalesce(o.reports, 5) >= 5
  union all
  select 'obstacle:' || r.obstacle, null, count(distinct r.owner)::integer
  from public.reports r join public.obstacles o on o.number = r.obstacle and o.published
  where r.status = 'connected' group by r.obstacle having count(distinct r.owner) >= 5
$$;

revoke execute on all functions in schema private from public;
