-- What those with a role do with the register: enter an obstacle, edit it field by field, move it from state to state, follow it
-- up, publish it. Each is told by an event. Edits made apart are put together where they are to different fields; two values
-- for one field are for a person to choose between.

create function private.acting_role(organisations text[], bodies text[]) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(
    case when private.is_office() then '{"role": "office"}'::jsonb end,
    (select jsonb_build_object('role', 'developer', 'organisation', min(o)) from unnest(organisations) o
      where o = any (private.own_organisations()) having count(*) > 0),
    (select jsonb_build_object('role', 'recipient', 'body', min(b)) from unnest(bodies) b
      where b = any (private.own_bodies()) having count(*) > 0)
  )
$$;
comment on function private.acting_role is 'In which role the caller works with what is these organisations'' and addressed to these bodies; null when in none.';

create type private.worked_on as (obstacle public.obstacles, acting jsonb);
comment on type private.worked_on is 'An obstacle that the caller may work with, and in which role.';

create function private.own_obstacle(payload jsonb, roles text[]) returns private.worked_on
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  wanted uuid := private.uuid_of(payload, 'obstacle');
  obstacle public.obstacles := (select o from public.obstacles o where o.id = wanted);
  acting jsonb := private.acting_role(obstacle.organisations, obstacle.addressed_to);
begin
  if not (private.is_office() or cardinality(private.own_organisations() || private.own_bodies()) > 0) then
    perform private.refuse('forbidden');
  elsif obstacle.id is null then
    perform private.refuse('not-found', 'obstacle');
  elsif acting is null or acting ->> 'role' <> all (roles) then
    perform private.refuse('forbidden');
  end if;
  return row(obstacle, acting)::private.worked_on;
end
$$;
comment on function private.own_obstacle is 'The obstacle that the payload names, for a caller who works with it in one of these roles.';

create function private.tell_event(type text, worked_on private.worked_on, detail jsonb default '{}', open boolean default false, id uuid default gen_random_uuid())
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into public.obstacle_events (id, obstacle, number, type, by, detail, open)
  values (id, ((worked_on).obstacle).id, ((worked_on).obstacle).number, type, (worked_on).acting, detail, open)
$$;
comment on function private.tell_event is 'Adds an event to an obstacle.';

create function private.read_field(fields jsonb, field text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  bodies text[];
begin
  case
    when field = 'title' then return to_jsonb(private.text_of(fields, field, 200));
    when field = 'description' then return to_jsonb(private.text_of(fields, field, 20000));
    when field = 'kind' then return to_jsonb(private.text_of(fields, field, 50));
    when field in ('levels', 'services', 'districts', 'themes', 'organisations') then return to_jsonb(private.list_of(fields, field));
    when field in ('bodyIds', 'addressedTo') then
      bodies := private.list_of(fields, field);
      if exists (select unnest(bodies) except select b.id from public.bodies b) then
        perform private.refuse('invalid', field);
      end if;
      return to_jsonb(bodies);
    else
      perform private.refuse('invalid', field);
  end case;
end
$$;
comment on function private.read_field is 'The value given for a field of an obstacle. The lists of what may stand in it are the table''s checks.';

create function private.create_obstacle(payload jsonb) returns jsonb
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
  perform private.only_keys(payload, array['id', 'title', 'description', 'kind', 'organisations', 'services', 'districts', 'themes', 'levels']);
  perform private.read_field(payload, k) from jsonb_object_keys('{"title": null, "description": null}' || payload) k where k <> 'id';
  perform private.new_id_of(payload, 'id', 'register');
  obstacle := jsonb_populate_record(
    jsonb_populate_record(null::public.obstacles, '{"kind": "not-assessed", "organisations": [], "services": [], "districts": [], "themes": [], "levels": []}'),
    payload);
  if not (private.is_office() or obstacle.organisations && private.own_organisations()) then
    obstacle.organisations := obstacle.organisations || private.own_organisations();
  end if;
  given := private.next_number('H');
  obstacle.number := format('H-%s-%s', given.year, given.last);
  insert into public.obstacles (
    id, number, year, serial, title, description, kind, levels, services, districts, themes, organisations, reviewed, as_of
  )
  values (
    obstacle.id, obstacle.number, given.year, given.last, obstacle.title, obstacle.description, obstacle.kind, obstacle.levels,
    obstacle.services, obstacle.districts, obstacle.themes, obstacle.organisations, today, today
  );
  perform private.tell_event('created', row(obstacle, private.acting_role(obstacle.organisations, '{}'))::private.worked_on);
  return jsonb_build_object('number', obstacle.number);
end
$$;
comment on function private.create_obstacle is 'obstacle.create: enters an obstacle, not published, for a developer''s own organisation or by the office.';

create function private.conflicts(about public.obstacles, base bigint, fields jsonb) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_object_agg(f.key, jsonb_build_object('mine', f.value, 'theirs', now.value, 'rev', coalesce(c.rev, about.rev)))
  from jsonb_each(fields) f join jsonb_each(private.obstacle_fields(about)) now on now.key = f.key
  left join private.obstacle_changes c on c.obstacle = about.id and c.field = f.key
  where f.value <> now.value and (
    c.rev > base and c.actor is distinct from auth.uid()
    -- A revision that has not been given yet was given before a restore: what has changed since it cannot be told.
    or base > about.rev
  )
$$;
comment on function private.conflicts is
  'The fields to which someone else has given another value since the revision `base`; null when there are none. What one has changed oneself is for oneself to change again.';

create function private.edit_obstacle(payload jsonb) returns jsonb
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
  perform private.only_keys(payload, array['obstacle', 'base', 'fields']);
  perform private.only_keys(fields, array(select jsonb_object_keys(before - 'status')), 'fields');
  perform private.read_field(fields, k) from jsonb_object_keys(fields) k;
  if worked_on.acting ->> 'role' <> 'office' and fields ?| array['organisations', 'addressedTo'] then
    perform private.refuse('forbidden', case when fields ? 'organisations' then 'organisations' else 'addressedTo' end);
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
        organisations = obstacle.organisations, addressed_to = obstacle.addressed_to
    where o.id = obstacle.id;
  perform private.tell_event('edited', worked_on, jsonb_build_object('fields', changed));
  return '{}';
end
$$;
comment on function private.edit_obstacle is 'obstacle.edit: changes the fields that are given, all of them or, when one is in conflict, none.';

create function private.may_move(state text, next_state text) returns boolean
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select next_state = any (case state
    when 'registered' then array['assessed']
    when 'assessed' then array['escalated']
    when 'escalated' then array['following-up']
    when 'following-up' then array['resolved', 'closed']
    else array['following-up'] end)
$$;
comment on function private.may_move is 'The states of an obstacle: one step at a time, to one of two ends, and from there back to being followed up.';

create function private.move_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.own_obstacle(payload, array['developer', 'office']);
  about public.obstacles := worked_on.obstacle;
  state text := private.text_of(payload, 'from', 50);
  next_state text := private.text_of(payload, 'to', 50);
  reason text := private.text_of(payload, 'reason', 2000, needed => next_state in ('resolved', 'closed') or state in ('resolved', 'closed'));
begin
  perform private.only_keys(payload, array['obstacle', 'from', 'to', 'reason']);
  if state <> about.status then
    perform private.refuse_conflict(jsonb_build_object('status', jsonb_build_object(
      'mine', next_state, 'theirs', about.status,
      'rev', coalesce((select c.rev from private.obstacle_changes c where c.obstacle = about.id and c.field = 'status'), about.rev))));
  elsif not private.may_move(state, next_state) then
    perform private.refuse('not-allowed', 'to');
  end if;
  update public.obstacles o set status = next_state where o.id = about.id;
  perform private.tell_event('moved', worked_on,
    jsonb_strip_nulls(jsonb_build_object('from', state, 'to', next_state, 'reason', reason)), open => true);
  return '{}';
end
$$;
comment on function private.move_obstacle is 'obstacle.move: to the next state. An end, and a way back from one, needs a reason.';

create function private.follow_up_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.own_obstacle(payload, array['developer', 'office', 'recipient']);
  event uuid := private.new_id_of(payload, 'id', 'register');
  way text := private.text_of(payload, 'way', 50);
begin
  perform private.only_keys(payload, array['id', 'obstacle', 'way', 'text', 'date', 'public']);
  if way not in ('fast-motepunkt', 'skriftlig-oversendelse', 'veiledning', 'arbeidsgruppe', 'prosjekt', 'svar', 'lukket') then
    perform private.refuse('invalid', 'way');
  elsif worked_on.acting ->> 'role' = 'recipient' and way <> 'svar' then
    perform private.refuse('forbidden', 'way');
  end if;
  perform private.tell_event('followed-up', worked_on,
    jsonb_build_object('way', way, 'text', private.text_of(payload, 'text', 4000), 'date', private.date_of(payload, 'date')),
    private.flag_of(payload, 'public'), event);
  return '{}';
end
$$;
comment on function private.follow_up_obstacle is 'obstacle.follow-up: tells what was done; a recipient answers.';

create function private.publish_obstacle(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  worked_on private.worked_on := private.own_obstacle(payload, array['office']);
  obstacle public.obstacles := worked_on.obstacle;
  wanted boolean := private.flag_of(payload, 'published');
begin
  perform private.only_keys(payload, array['obstacle', 'published']);
  if obstacle.published = wanted then
    perform private.refuse('already');
  end if;
  update public.obstacles o set published = wanted where o.id = obstacle.id;
  perform private.tell_event('published', worked_on, jsonb_build_object('published', wanted));
  return '{}';
end
$$;
comment on function private.publish_obstacle is 'obstacle.publish: shows an obstacle to everyone, or takes it away again.';

insert into private.op_kinds (kind, stream, handler) values
  ('obstacle.create', 'register', 'create_obstacle'),
  ('obstacle.edit', 'register', 'edit_obstacle'),
  ('obstacle.move', 'register', 'move_obstacle'),
  ('obstacle.follow-up', 'register', 'follow_up_obstacle'),
  ('obstacle.publish', 'register', 'publish_obstacle');

revoke execute on all functions in schema private from public;
