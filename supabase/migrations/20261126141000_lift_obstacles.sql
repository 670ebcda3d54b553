-- An obstacle is lifted to the bodies that can act, with or without a date by which they should answer, and an answer is told as
-- that of one of them. Duplicates are put together by a pointer, so that each keeps all that is its own and one step parts them
-- again. Those who reported follow along: what is done is told in their cases, and they are asked whether it is still so.

-- The bodies, for who is to choose among them without a network -------------------------------------------------------------

create table public.listed_bodies (
  id uuid primary key default gen_random_uuid(),
  body text not null unique references public.bodies (id) on delete cascade on update cascade,
  name text not null,
  level text not null,
  partition text not null,
  published boolean not null default true check (published),
  rev bigint not null,
  first_published timestamptz,
  updated timestamptz not null
);
comment on table public.listed_bodies is 'The bodies as the register stream tells of them. Follows public.bodies; nothing else writes it.';
comment on column public.listed_bodies.partition is 'Always `public`.';
comment on column public.listed_bodies.published is 'Always true.';
create unique index listed_bodies_by_partition_and_rev on public.listed_bodies (partition, rev) include (published);
create unique index listed_bodies_by_partition_and_id on public.listed_bodies (partition, id) include (rev, published);

revoke all on public.listed_bodies from public, anon, authenticated, service_role;
grant select on public.listed_bodies to anon, authenticated, service_role;
alter table public.listed_bodies enable row level security;
create policy "Everyone reads which bodies there are" on public.listed_bodies for select to anon, authenticated using (true);

create trigger place_row before insert or update on public.listed_bodies
  for each row execute function private.place_published_row();
select private.follow_stream('public.listed_bodies', 'register');

create function private.list_body() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  insert into public.listed_bodies (body, name, level) values (new.id, new.name, new.level)
  on conflict (body) do update set name = excluded.name, level = excluded.level;
  return null;
end
$$;
comment on function private.list_body is 'Lets the register stream tell of a body.';
create trigger list_body after insert or update on public.bodies
  for each row execute function private.list_body();

-- What an obstacle is, and what is told of it -------------------------------------------------------------------------------

alter table public.obstacles add column merged_into text references public.obstacles (number) on update cascade;
alter table public.obstacles add constraint obstacles_merged_check check (merged_into <> number);
comment on column public.obstacles.merged_into is 'The number of the obstacle that this one is a duplicate of. All that is its own stays with it.';
create index obstacles_by_merged_into on public.obstacles (merged_into) where merged_into is not null;

alter table public.obstacle_events drop constraint obstacle_events_type_check;
alter table public.obstacle_events add constraint obstacle_events_type_check
  check (type in ('created', 'edited', 'moved', 'followed-up', 'published', 'escalated', 'deadline', 'merged', 'parted', 'asked'));
alter table public.report_events drop constraint report_events_type_check;
alter table public.report_events add constraint report_events_type_check check (type in (
  'corrected', 'read', 'connected', 'declined', 'withdrawn', 'redacted',
  'escalated', 'answered', 'resolved', 'closed', 'reopened', 'merged', 'parted', 'asked'
));
comment on column public.report_events.detail is
  '{obstacle} of connected, merged and parted, {reason} of declined until the report is redacted and of resolved and closed, {bodies} of escalated, {body, text} of answered, {why} of redacted: `age` or `own-wish`.';

alter table public.reports add column still text check (still in ('yes', 'no', 'unsure'));
alter table public.reports add column still_at timestamptz check ((still_at is null) = (still is null));
comment on column public.reports.still is 'Whether its writer has said, when last asked, that it still stops them.';
comment on column public.reports.still_at is 'When they said so.';

create or replace view public.register_rows with (security_invoker = true) as
  select o.id, o.rev, 'obstacle'::text as kind, o.number as slug,
    jsonb_build_object(
      'number', o.number, 'title', o.title, 'description', o.description, 'kind', o.kind, 'levels', o.levels,
      'bodies', (
        select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'level', b.level) order by carried.place), '[]')
        from unnest(o.body_ids) with ordinality as carried (id, place) join public.bodies b on b.id = carried.id
      ),
      'gap', o.gap, 'services', o.services, 'districts', o.districts, 'themes', o.themes,
      'models', o.models, 'projects', o.projects, 'insights', o.insights,
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
  from public.listed_bodies b;

create or replace view public.mine_rows with (security_invoker = true) as
  select r.id, r.rev, 'report'::text as kind, r.number as slug,
    jsonb_build_object(
      'number', r.number, 'form', r.form, 'formVersion', r.form_version, 'answers', r.answers, 'status', r.status,
      'sentAt', r.sent_at, 'hidePlace', r.hide_place
    ) || jsonb_strip_nulls(jsonb_build_object(
      'context', r.context, 'obstacle', r.obstacle, 'reason', r.reason, 'place', r.place, 'redactedAt', r.redacted_at,
      'still', r.still, 'stillAt', r.still_at
    )) as data,
    r.partition, r.updated
  from public.reports r
  union all
  select m.id, m.rev, 'message'::text, m.id::text,
    jsonb_build_object('report', m.report, 'author', m.author, 'text', m.text, 'at', m.at), m.partition, m.updated
  from public.report_messages m
  union all
  select e.id, e.rev, 'event'::text, e.id::text,
    e.detail || jsonb_build_object('report', e.report, 'type', e.type, 'at', e.at), e.partition, e.updated
  from public.report_events e
  union all
  select j.id, j.rev, 'membership'::text, j.seminar,
    jsonb_build_object('seminar', j.seminar, 'joinedAt', j.joined_at), j.partition, j.updated
  from public.memberships j
  union all
  select a.id, a.rev, 'role'::text, a.id::text,
    jsonb_strip_nulls(jsonb_build_object('role', a.role, 'organisation', a.organisation, 'body', a.body)), a.partition, a.updated
  from public.role_assignments a;

create or replace function private.case_data(report public.reports, audience text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'report', report.id, 'number', report.number, 'form', report.form, 'formVersion', report.form_version, 'answers', report.answers,
    'status', report.status, 'sentAt', report.sent_at, 'hidePlace', report.hide_place, 'cleared', to_jsonb(report.cleared),
    'messages', (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'author', m.author, 'text', m.text, 'at', m.at) order by m.rev), '[]')
      from public.report_messages m where m.report = report.id
    ),
    'events', (
      select coalesce(jsonb_agg(e.detail || jsonb_build_object('type', e.type, 'at', e.at) order by e.rev), '[]')
      from public.report_events e where e.report = report.id
    )
  ) || jsonb_strip_nulls(jsonb_build_object(
    'context', report.context, 'obstacle', report.obstacle, 'reason', report.reason, 'redactedAt', report.redacted_at,
    'still', report.still, 'stillAt', report.still_at,
    'place', case when audience = 'developer' and report.hide_place
      then nullif(report.place - array['organisation', 'workplace', 'function'], '{}') else report.place end
  ))
$$;

-- Those who follow ----------------------------------------------------------------------------------------------------------

create function private.with_merged(number text) returns setof text
language sql stable strict security invoker set search_path = ''
as $$
  with recursive family as (
    select with_merged.number as number
    union
    select o.number from public.obstacles o join family f on o.merged_into = f.number
  )
  select f.number from family f
$$;
comment on function private.with_merged is 'An obstacle''s number, and those of all that are merged into it.';

create function private.root_of(obstacle public.obstacles) returns public.obstacles
language plpgsql stable security invoker set search_path = ''
as $$
declare
  root public.obstacles := obstacle;
begin
  while root.merged_into is not null loop
    select o.* into root from public.obstacles o where o.number = root.merged_into;
  end loop;
  return root;
end
$$;
comment on function private.root_of is 'The obstacle that this one counts as: itself, or what it is merged into.';

create function private.tell_reporters() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  told text := case
    when new.type in ('escalated', 'merged', 'parted', 'asked') then new.type
    when new.type = 'followed-up' and new.detail ->> 'way' = 'svar' then 'answered'
    when new.type = 'moved' and new.detail ->> 'to' in ('resolved', 'closed') then new.detail ->> 'to'
    when new.type = 'moved' and new.detail ->> 'from' in ('resolved', 'closed') then 'reopened'
  end;
begin
  if told is null then
    return null;
  end if;
  insert into public.report_events (report, owner, type, detail)
  select r.id, r.owner, told, jsonb_strip_nulls(case told
    when 'escalated' then jsonb_build_object('bodies', (select jsonb_agg(b -> 'name') from jsonb_array_elements(new.detail -> 'bodies') b))
    when 'answered' then jsonb_build_object(
      'body', (select b.name from public.bodies b where b.id = new.detail ->> 'body'), 'text', case when new.open then new.detail -> 'text' end)
    when 'resolved' then jsonb_build_object('reason', new.detail -> 'reason')
    when 'closed' then jsonb_build_object('reason', new.detail -> 'reason')
    when 'merged' then jsonb_build_object('obstacle', new.detail -> 'into')
    when 'parted' then jsonb_build_object('obstacle', new.number)
    else '{}' end)
  from public.reports r
  where r.obstacle in (select private.with_merged(new.number)) and r.status = 'connected' and r.redacted_at is null;
  return null;
end
$$;
comment on function private.tell_reporters is
  'Tells those who reported an obstacle, or one that is merged into it, what is done about it. What an answer says is told when everyone may read it.';
create trigger tell_reporters after insert on public.obstacle_events
  for each row execute function private.tell_reporters();

-- What is done --------------------------------------------------------------------------------------------------------------
-- Whom it is addressed to is a field among the others, which stand in obstacle_sections.

create function private.standing_obstacle(payload jsonb, roles text[]) returns private.worked_on
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.own_obstacle(payload, roles);
begin
  if (worked_on.obstacle).merged_into is not null then
    perform private.refuse('not-allowed', 'obstacle');
  end if;
  return worked_on;
end
$$;
comment on function private.standing_obstacle is 'As private.own_obstacle, of one that is not merged into another: what is done about it is done there.';

create function private.move_to(worked_on private.worked_on, next_state text, reason text) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  about public.obstacles := worked_on.obstacle;
begin
  update public.obstacles o set status = next_state where o.id = about.id;
  perform private.tell_event('moved', worked_on,
    jsonb_strip_nulls(jsonb_build_object('from', about.status, 'to', next_state, 'reason', reason)), open => true);
end
$$;
comment on function private.move_to is 'Brings an obstacle to another state, and tells of it.';

create or replace function private.move_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.standing_obstacle(payload, array['developer', 'office']);
  about public.obstacles := worked_on.obstacle;
  state text := private.text_of(payload, 'from', 50);
  next_state text := private.text_of(payload, 'to', 50);
  reason text := private.text_of(payload, 'reason', 2000, needed => next_state in ('resolved', 'closed') or state in ('resolved', 'closed'));
begin
  perform private.only_keys(payload, array['obstacle', 'from', 'to', 'reason', 'cleared']);
  perform private.guard(payload -> 'reason', private.cleared_of(payload), 'reason');
  if state <> about.status then
    perform private.refuse_conflict(jsonb_build_object('status', jsonb_build_object(
      'mine', next_state, 'theirs', about.status,
      'rev', coalesce((select c.rev from private.obstacle_changes c where c.obstacle = about.id and c.field = 'status'), about.rev))));
  elsif not private.may_move(state, next_state) then
    perform private.refuse('not-allowed', 'to');
  end if;
  perform private.move_to(worked_on, next_state, reason);
  return '{}';
end
$$;

create or replace function private.follow_up_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.standing_obstacle(payload, array['developer', 'office', 'recipient']);
  acting jsonb := worked_on.acting;
  event uuid := private.new_id_of(payload, 'id', 'register');
  way text := private.text_of(payload, 'way', 50);
  -- Whose answer it is. A recipient answers for the body whose they are.
  body text := coalesce(private.text_of(payload, 'body', 100, needed => false), acting ->> 'body');
begin
  perform private.only_keys(payload, array['id', 'obstacle', 'way', 'text', 'date', 'public', 'body', 'cleared']);
  perform private.guard(payload -> 'text', private.cleared_of(payload), 'text');
  if way not in ('fast-motepunkt', 'skriftlig-oversendelse', 'veiledning', 'arbeidsgruppe', 'prosjekt', 'svar', 'lukket') then
    perform private.refuse('invalid', 'way');
  elsif acting ->> 'role' = 'recipient' and way <> 'svar' then
    perform private.refuse('forbidden', 'way');
  elsif body is not null and (way <> 'svar' or not body = any ((worked_on.obstacle).addressed_to)) then
    perform private.refuse('invalid', 'body');
  elsif acting ->> 'role' = 'recipient' and body <> all (private.own_bodies()) then
    perform private.refuse('forbidden', 'body');
  end if;
  if acting ->> 'role' = 'recipient' then
    worked_on.acting := jsonb_build_object('role', 'recipient', 'body', body);
  end if;
  perform private.tell_event('followed-up', worked_on,
    jsonb_strip_nulls(jsonb_build_object('way', way, 'text', private.text_of(payload, 'text', 4000), 'date', private.date_of(payload, 'date'), 'body', body)),
    private.flag_of(payload, 'public'), event);
  return '{}';
end
$$;
comment on function private.follow_up_obstacle is 'obstacle.follow-up: tells what was done. `svar` is the answer of `body`, by a recipient of it or as the office has received it.';

create function private.escalate_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.standing_obstacle(payload, array['office']);
  about public.obstacles := worked_on.obstacle;
  event uuid := private.new_id_of(payload, 'id', 'register');
  bodies text[] := private.list_of(payload, 'bodies');
  due date := case when payload ? 'due' then private.date_of(payload, 'due') end;
  body text;
begin
  perform private.only_keys(payload, array['id', 'obstacle', 'bodies', 'text', 'date', 'due', 'cleared']);
  perform private.guard(payload -> 'text', private.cleared_of(payload), 'text');
  if cardinality(bodies) not between 1 and 20 or exists (select unnest(bodies) except select b.id from public.bodies b) then
    perform private.refuse('invalid', 'bodies');
  elsif about.status not in ('assessed', 'escalated', 'following-up') then
    perform private.refuse('not-allowed', 'status');
  end if;
  update public.obstacles o
    set addressed_to = o.addressed_to || array(select unnest(bodies) except select unnest(o.addressed_to))
    where o.id = about.id;
  perform private.tell_event('escalated', worked_on,
    jsonb_strip_nulls(jsonb_build_object(
      'bodies', (select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'level', b.level) order by array_position(bodies, b.id))
        from public.bodies b where b.id = any (bodies)),
      'text', private.text_of(payload, 'text', 4000, needed => false), 'date', private.date_of(payload, 'date'))),
    open => true, id => event);
  if due is not null then
    foreach body in array bodies loop
      perform private.tell_event('deadline', worked_on, jsonb_build_object('body', body, 'due', due));
    end loop;
  end if;
  if about.status = 'assessed' then
    perform private.move_to(worked_on, 'escalated', null);
  end if;
  return '{}';
end
$$;
comment on function private.escalate_obstacle is
  'obstacle.escalate: asks bodies to act, by a date or not. That it was lifted everyone may read; the date only who works with it.';

create function private.set_deadline(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.standing_obstacle(payload, array['office']);
  body text := private.text_of(payload, 'body', 100);
begin
  perform private.only_keys(payload, array['obstacle', 'body', 'due']);
  if body <> all ((worked_on.obstacle).addressed_to) then
    perform private.refuse('invalid', 'body');
  end if;
  perform private.tell_event('deadline', worked_on,
    jsonb_strip_nulls(jsonb_build_object('body', body, 'due', case when payload ? 'due' then private.date_of(payload, 'due') end)));
  return '{}';
end
$$;
comment on function private.set_deadline is 'obstacle.deadline: another date by which a body should answer, or none.';

create function private.merge_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.standing_obstacle(payload, array['office']);
  about public.obstacles := worked_on.obstacle;
  wanted uuid := private.uuid_of(payload, 'into');
  kept public.obstacles := (select o from public.obstacles o where o.id = wanted);
begin
  perform private.only_keys(payload, array['obstacle', 'into']);
  if kept.id is null then
    perform private.refuse('not-found', 'into');
  -- What everyone may read must not be led to what they may not.
  elsif kept.id = about.id or kept.merged_into is not null or (about.published and not kept.published) then
    perform private.refuse('not-allowed', 'into');
  end if;
  update public.obstacles o set merged_into = kept.number where o.id = about.id;
  perform private.tell_event('merged', worked_on, jsonb_build_object('into', kept.number), open => true);
  return '{}';
end
$$;
comment on function private.merge_obstacle is 'obstacle.merge: it is a duplicate of another, which stands for both from now on.';

create function private.part_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.own_obstacle(payload, array['office']);
  about public.obstacles := worked_on.obstacle;
begin
  perform private.only_keys(payload, array['obstacle']);
  if about.merged_into is null then
    perform private.refuse('already');
  end if;
  update public.obstacles o set merged_into = null where o.id = about.id;
  perform private.tell_event('parted', worked_on, jsonb_build_object('from', about.merged_into), open => true);
  return '{}';
end
$$;
comment on function private.part_obstacle is 'obstacle.part: it was no duplicate after all. All is as it was before the two were merged.';

create function private.ask_reporters(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.standing_obstacle(payload, array['developer', 'office']);
begin
  perform private.only_keys(payload, array['obstacle']);
  perform private.tell_event('asked', worked_on);
  return '{}';
end
$$;
comment on function private.ask_reporters is 'obstacle.ask: asks those who reported it whether it still stops them.';

create function private.answer_still(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  report public.reports := private.own_report(private.uuid_of(payload, 'report'));
  answer text := private.text_of(payload, 'answer', 10);
begin
  perform private.only_keys(payload, array['report', 'answer']);
  if answer not in ('yes', 'no', 'unsure') then
    perform private.refuse('invalid', 'answer');
  elsif report.status <> 'connected' or report.redacted_at is not null then
    perform private.refuse('not-allowed');
  end if;
  update public.reports r set still = answer, still_at = now() where r.id = report.id;
  return '{}';
end
$$;
comment on function private.answer_still is 'report.still: whether it still stops its writer.';

create or replace function private.connect_case(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  judged private.judged_case := private.own_case(payload);
  report public.reports := judged.report;
  wanted uuid := private.uuid_of(payload, 'obstacle');
  about public.obstacles := private.root_of((select o from public.obstacles o where o.id = wanted));
begin
  perform private.only_keys(payload, array['report', 'obstacle', 'seen']);
  -- One that the caller may not see is not told apart from one that does not exist.
  if about.id is null or not (about.published or private.acting_role(about.organisations, '{}') is not null) then
    perform private.refuse('not-found', 'obstacle');
  end if;
  if not private.dispute(report, payload, jsonb_build_object('status', 'connected', 'obstacle', about.number)) then
    update public.reports r set status = 'connected', obstacle = about.number, reason = null where r.id = report.id;
  end if;
  return jsonb_build_object('obstacle', about.number);
end
$$;

create function private.ask_yearly() returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform private.lock_stream('register');
  perform private.lock_stream('mine');
  insert into public.obstacle_events (id, obstacle, number, type, by)
  select gen_random_uuid(), o.id, o.number, 'asked', '{"role": "office"}'
  from public.obstacles o
  where o.status not in ('resolved', 'closed') and o.merged_into is null
    and exists (
      select from public.reports r
      where r.obstacle in (select private.with_merged(o.number)) and r.status = 'connected' and r.redacted_at is null
        and greatest(r.sent_at, r.still_at) <= now() - interval '1 year'
    )
    and not exists (select from public.obstacle_events e where e.obstacle = o.id and e.type = 'asked' and e.at > now() - interval '1 year');
end
$$;
comment on function private.ask_yearly is 'Asks once a year those who reported an obstacle that still stands whether it is still so.';

create or replace function private.run_chores() returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  chore text;
begin
  foreach chore in array array['refresh_tallies', 'ask_yearly', 'redact_closed_reports', 'forget_traces'] loop
    begin
      if to_regproc('private.' || chore) is not null then
        execute format('select private.%I()', chore);
      end if;
    exception when others then
      raise warning 'the chore % failed with %: %', chore, sqlstate, sqlerrm;
    end;
  end loop;
end
$$;

update private.op_kinds set locks = '{mine,inbox}' where kind in ('obstacle.move', 'obstacle.follow-up');
insert into private.op_kinds (kind, stream, handler, locks) values
  ('obstacle.escalate', 'register', 'escalate_obstacle', '{mine,inbox}'),
  ('obstacle.deadline', 'register', 'set_deadline', '{}'),
  ('obstacle.merge', 'register', 'merge_obstacle', '{mine,inbox}'),
  ('obstacle.part', 'register', 'part_obstacle', '{mine,inbox}'),
  ('obstacle.ask', 'register', 'ask_reporters', '{mine,inbox}'),
  ('report.still', 'mine', 'answer_still', '{inbox}');

-- What has been there from before.
do $$
begin
  perform private.lock_stream('register');
  insert into public.listed_bodies (body, name, level) select b.id, b.name, b.level from public.bodies b order by b.id;
end
$$;

revoke execute on all functions in schema private from public;
