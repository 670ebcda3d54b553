-- An obstacle's history is added to and never changed. But what should not have been written about a person must go, wherever it
-- was said again: the office takes the words out of an event, which is an event of its own, and the event says that they are gone.

alter table public.obstacle_events drop constraint obstacle_events_type_check;
alter table public.obstacle_events add constraint obstacle_events_type_check
  check (type in ('created', 'edited', 'moved', 'followed-up', 'published', 'escalated', 'deadline', 'merged', 'parted', 'asked', 'redacted'));

create function private.without_words(detail jsonb) returns jsonb
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select detail - array['text', 'reason'] || '{"redacted": true}' || case when detail ? 'fields' then jsonb_build_object('fields', (
    select jsonb_object_agg(f.key, case when f.key in ('title', 'description') then '{}' else f.value end) from jsonb_each(detail -> 'fields') f
  )) else '{}' end
$$;
comment on function private.without_words is 'What an event tells, without what somebody wrote in it, and that it is gone.';

create or replace function private.keep_event() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  given constant text[] := array['partition', 'published', 'rev', 'first_published', 'updated'];
  detailed constant text[] := given || array['detail'];
begin
  if tg_op = 'UPDATE' and (
    to_jsonb(new) - given = to_jsonb(old) - given
    or to_jsonb(new) - detailed = to_jsonb(old) - detailed and new.detail = private.without_words(old.detail)
  ) then
    return new;
  end if;
  raise exception 'an event is neither changed nor removed' using errcode = '55000';
end
$$;
comment on function private.keep_event is 'Refuses, whoever asks, everything but showing an event to others than before, and taking the words out of it.';

create or replace function private.keep_snapshot() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  given constant text[] := array['partition', 'published', 'rev', 'first_published', 'updated'];
  filled constant text[] := given || array['data'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - filled = to_jsonb(old) - filled and not exists (
    select from jsonb_array_elements(old.data) with ordinality o (value, place)
    full join jsonb_array_elements(new.data) with ordinality n (value, place) on n.place = o.place
    where n.value is distinct from o.value and n.value is distinct from jsonb_set(o.value, '{data}', private.without_words(o.value -> 'data'))
  ) then
    return new;
  end if;
  raise exception 'a snapshot is neither changed nor removed' using errcode = '55000';
end
$$;
comment on function private.keep_snapshot is 'Refuses, whoever asks, everything but sending a snapshot''s row out again, and taking the words out of an event in it.';

create function private.redact_event(payload jsonb) returns jsonb
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

insert into private.op_kinds (kind, stream, handler, locks) values ('obstacle.redact', 'register', 'redact_event', '{mine,inbox}');

revoke execute on all functions in schema private from public;
