-- Working with the register: who sees an obstacle before it is published, and events that stay as they were told.
begin;
select plan(91);

select table_privs_are('public', 'obstacle_events', who, array['SELECT'], who || ' may only read events')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;
select table_privs_are('private', 'obstacle_changes', who, array[]::text[], who || ' does not see who changed what')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;
select policies_are('public', 'obstacle_events', array['Everyone reads published events', 'Those who may read its partition read an event']);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona
      when 'anon' then '{"role": "anon"}'
      when 'service' then '{"role": "service_role"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.sees(persona text, obstacles text[], who text) returns setof text language plpgsql as $$
begin
  perform testing.act_as(persona);
  return next set_eq('select number from public.obstacles', obstacles, who || ': sees these obstacles');
  return next set_eq($q$ select number || ' ' || type from public.obstacle_events $q$, array(
    select number || ' ' || type from unnest(obstacles) number, unnest(case
      when number = 'H-2026-1' and persona in ('anon', 'a1', 'a2', 'a3') then array['moved'] else array['moved', 'edited'] end) type
    where not (number = 'H-2026-1' and persona in ('a4', 'a6') and type = 'edited')), who || ': and these events');
  return next throws_ok('insert into public.obstacle_events (id) values (gen_random_uuid())', '42501', null, who || ': tells no event');
  return next throws_ok('update public.obstacle_events set open = true', '42501', null, who || ': changes none');
  return next throws_ok('delete from public.obstacle_events', '42501', null, who || ': removes none');
  return next throws_ok($q$ update public.obstacles set status = 'closed' $q$, '42501', null, who || ': closes no obstacle');
  perform set_config('role', 'postgres', true);
end $$;
create function testing.slugs(answer jsonb) returns text[] language sql as $$
  select coalesce(array_agg(r ->> 'slug' order by r ->> 'slug') filter (where r ->> 'kind' = 'obstacle'), '{}') from jsonb_array_elements(answer -> 'rows') r
$$;

select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state'), ('udir', 'Udir', 'state');
insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || n)::uuid, n = 1 from generate_series(1, 7) n;
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000a3', 'staff', 'BAL', null), ('00000000-0000-4000-8000-0000000000a4', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000a5', 'developer', 'BSR', null), ('00000000-0000-4000-8000-0000000000a6', 'recipient', null, 'nav'),
  ('00000000-0000-4000-8000-0000000000a7', 'office', null, null);
insert into public.obstacles (id, number, year, serial, title, description, kind, organisations, addressed_to, reviewed, as_of, published)
select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'H-2026-' || n, 2026, n, 't', 'd', 'structural', organisations, addressed, '2026-11-26', '2026-11-26', n = 1
from (values (1, '{BSR}'::text[], '{}'::text[]), (2, '{BAL}', '{}'), (3, '{BAL,BSR}', '{nav}'), (4, '{BSR}', '{udir}'), (5, '{}', '{}')) as t (n, organisations, addressed);
insert into public.obstacle_events (id, obstacle, number, type, by, open)
select gen_random_uuid(), o.id, o.number, e.type, '{"role": "office"}', e.type = 'moved' from public.obstacles o, (values ('moved'), ('edited')) as e (type);

select testing.sees('anon', array['H-2026-1'], 'anon');
select testing.sees('a1', array['H-2026-1'], 'an anonymous user');
select testing.sees('a2', array['H-2026-1'], 'a signed-in user');
select testing.sees('a3', array['H-2026-1'], 'staff');
select testing.sees('a4', array['H-2026-1', 'H-2026-2', 'H-2026-3'], 'a developer of BAL');
select testing.sees('a5', array['H-2026-1', 'H-2026-3', 'H-2026-4'], 'a developer of BSR');
select testing.sees('a6', array['H-2026-1', 'H-2026-3'], 'a recipient of NAV');
select testing.sees('a7', array['H-2026-1', 'H-2026-2', 'H-2026-3', 'H-2026-4', 'H-2026-5'], 'the office');
select testing.sees('service', array['H-2026-1', 'H-2026-2', 'H-2026-3', 'H-2026-4', 'H-2026-5'], 'the service role');

-- Through the streams
select testing.act_as('anon');
select throws_ok($$ select public.pull('internal') $$, '42501', null, 'anon: nothing internal to pull');
select throws_ok($$ select public.manifest('internal') $$, '42501', null, 'anon: no manifest of it');
select throws_ok($$ select public.rows('internal', '{}') $$, '42501', null, 'anon: and no rows');
select is(testing.slugs(public.rows('register', array['00000000-0000-4000-8000-000000000002']::uuid[])), '{}', 'anon: an id does not open it either');
select testing.act_as('a3');
select is(testing.slugs(public.pull('internal')), '{}', 'staff: pulls nothing internal');
select testing.act_as('a1');
select is(public.pull('internal') ->> 'count', '0', 'an anonymous user: pulls nothing internal');
select testing.act_as('a4');
select is(testing.slugs(public.pull('internal')), array['H-2026-2', 'H-2026-3'], 'a developer: pulls what the organisation works with');
select is(jsonb_array_length(public.manifest('internal') -> 'rows'), 6, 'a developer: has it on the manifest');
select is(testing.slugs(public.rows('internal', array(select ('00000000-0000-4000-8000-00000000000' || n)::uuid from generate_series(1, 5) n))), array['H-2026-2', 'H-2026-3'], 'a developer: gets it by id, and no more');
select is(testing.slugs(public.pull('register')), array['H-2026-1'], 'a developer: the public part stays public');
select is(public.page('obstacle', 'H-2026-2') -> 'rows', '[]', 'a developer: a page is of what is public');
select testing.act_as('a6');
select is(testing.slugs(public.pull('internal')), array['H-2026-3'], 'a recipient: pulls what the body is addressed in');
reset role;

-- What an obstacle shows
select ok((select data @> '{"status": "registered", "organisations": ["BAL", "BSR"], "addressedTo": ["nav"]}' from public.register_rows where slug = 'H-2026-3'), 'an obstacle shows its status, and who has it');
select is((select (data - 'at') - 'obstacleId' from public.register_rows where kind = 'event' and published limit 1),
  '{"obstacle": "H-2026-1", "type": "moved", "by": {"role": "office"}}', 'an event tells what, when and in which role');

-- Events stay
select throws_ok($$ delete from public.obstacle_events $$, '55000', 'an event is neither changed nor removed', 'not even the owner removes an event');
select throws_ok($$ update public.obstacle_events set detail = '{"reason": "x"}' $$, '55000', null, 'or words it otherwise');
select throws_ok($$ update public.obstacle_events set at = now() - interval '1 day' $$, '55000', null, 'or dates it back');
select throws_ok($$ update public.obstacle_events set open = not open $$, '55000', null, 'or opens or closes it');
select throws_ok($$ truncate public.obstacle_events $$, '55000', null, 'or empties the table');
create function private.sneak() returns void language sql security definer set search_path = '' as $$ delete from public.obstacle_events $$;
select throws_ok($$ select private.sneak() $$, '55000', null, 'nor does a function with its owner''s rights');
select throws_ok($$ delete from public.obstacles where number = 'H-2026-2' $$, '23503', null, 'an obstacle of which something is told stays');
select throws_ok($$ insert into public.obstacle_events (id, obstacle, number, type, by) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000002', 'H-2026-2', 'moved', '{"role": "king"}') $$, '23514', null, 'an event is told in a role that exists');

-- Events go with their obstacle
create function pg_temp.places(of text) returns setof text language sql as $$ select type || ' ' || partition from public.obstacle_events where number = of order by 1 $$;
create temporary table before as select id, rev from public.obstacle_events;
update public.obstacles set organisations = '{BGO}' where number = 'H-2026-2';
select results_eq($$ select pg_temp.places('H-2026-2') $$, array['edited internal:BGO|', 'moved internal:BGO|'], 'to another organisation');
update public.obstacles set published = true where number = 'H-2026-2';
select results_eq($$ select pg_temp.places('H-2026-2') $$, array['edited internal:BGO|', 'moved public'], 'to everyone, those that are open');
update public.obstacles set organisations = '{BAL}' where number = 'H-2026-2';
select results_eq($$ select pg_temp.places('H-2026-2') $$, array['edited internal:BAL|', 'moved public'], 'the others follow when it is published already');
update public.obstacles set published = false where number = 'H-2026-2';
select results_eq($$ select pg_temp.places('H-2026-2') $$, array['edited internal:BAL|', 'moved internal:BAL|'], 'and back');
select is_empty($$ select from public.obstacle_events e join before b using (id) where e.number <> 'H-2026-2' and e.rev <> b.rev $$, 'those of other obstacles stay where they are');

-- Who changed what
select throws_ok($$ update public.obstacles set addressed_to = '{nobody}' $$, '23503', null, 'an unknown body is not addressed');
select throws_ok($$ delete from public.bodies where id = 'udir' $$, '23503', null, 'a body that is addressed stays');
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a7"}';
update public.obstacles set title = 'ny', description = description where number = 'H-2026-5';
select results_eq(
  $$ select c.field, c.rev, c.actor from private.obstacle_changes c where c.obstacle = '00000000-0000-4000-8000-000000000005' $$,
  $$ select 'title', o.rev, '00000000-0000-4000-8000-0000000000a7'::uuid from public.obstacles o where o.number = 'H-2026-5' $$, 'a change is noted for its field alone');

select * from finish();
rollback;
