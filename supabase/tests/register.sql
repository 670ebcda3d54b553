-- The register: everyone reads what is published, nobody writes but through functions, and what is shown stays true.
begin;
select plan(51);

select table_privs_are('public', t, who, array['SELECT'], who || ' may only read ' || t)
  from unnest(array['bodies', 'annex_rows', 'obstacles', 'register_rows']) as t, unnest(array['anon', 'authenticated', 'service_role']) as who;
select table_privs_are('private', 'number_counters', who, array[]::text[], who || ' has nothing to do with the counters')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;
select policies_are('public', 'bodies', array['Everyone reads the bodies']);
select policies_are('public', 'annex_rows', array['Everyone reads published annex rows']);
select policies_are('public', 'obstacles', array['Everyone reads published obstacles', 'Those who may read its partition read an obstacle']);

select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state'), ('UDE', 'Utdanningsetaten', 'organisation');
insert into public.annex_rows (id, key, year, "order", label, owners, owner_text, as_of, published) values
  ('00000000-0000-4000-8000-00000000000a', 'rad', 2024, 1, 'Rad', '{UDE}', 'UDE', '2024-12-31', true),
  ('00000000-0000-4000-8000-00000000000b', 'skjult-rad', 2024, 2, 'Skjult', '{}', 'UDE', '2024-12-31', false);
insert into public.obstacles (id, number, year, serial, title, description, kind, body_ids, annex_row, reviewed, as_of, published) values
  ('00000000-0000-4000-8000-000000000001', 'H-2024-1', 2024, 1, 'Åpen', '…', 'structural', '{UDE,nav}', 'rad', '2026-11-23', '2024-12-31', true),
  ('00000000-0000-4000-8000-000000000002', 'H-2024-2', 2024, 2, 'Skjult', '…', 'not-assessed', '{nav}', null, '2026-11-23', '2024-12-31', false);

set local role anon;
set local "request.jwt.claims" to '{"role": "anon"}';
select results_eq($$ select number from public.obstacles $$, array['H-2024-1'], 'anon reads published obstacles alone');
select results_eq($$ select key from public.annex_rows $$, array['rad'], 'anon reads published annex rows alone');
select results_eq($$ select slug from public.register_rows order by 1 $$, array['H-2024-1', 'UDE', 'nav', 'rad'], 'anon sees no more through the view');
select results_eq($$ select id from public.bodies order by 1 $$, array['UDE', 'nav'], 'anon reads the bodies');
select throws_ok($$ update public.obstacles set title = 'x' $$, '42501', null, 'anon cannot change an obstacle');
select throws_ok($$ update public.annex_rows set label = 'x' $$, '42501', null, 'anon cannot change an annex row');
select throws_ok($$ update public.bodies set name = 'x' $$, '42501', null, 'anon cannot change a body');
select throws_ok($$ delete from public.obstacles $$, '42501', null, 'anon cannot delete an obstacle');
select throws_ok($$ select * from private.number_counters $$, '42501', null, 'anon does not see the counters');

set local role authenticated;
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000001", "is_anonymous": true}';
select results_eq($$ select number from public.obstacles $$, array['H-2024-1'], 'an anonymous user reads published obstacles alone');
select throws_ok($$ update public.obstacles set title = 'x' $$, '42501', null, 'an anonymous user cannot change an obstacle');
select throws_ok($$ insert into public.bodies (id, name, level) values ('x', 'X', 'state') $$, '42501', null, 'an anonymous user cannot add a body');
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000002", "is_anonymous": false}';
select results_eq($$ select slug from public.register_rows order by 1 $$, array['H-2024-1', 'UDE', 'nav', 'rad'], 'a signed-in user sees what is published alone');
select throws_ok($$ update public.obstacles set title = 'x' $$, '42501', null, 'a signed-in user cannot change an obstacle');
select throws_ok($$ delete from public.annex_rows $$, '42501', null, 'a signed-in user cannot delete an annex row');

set local role service_role;
select results_eq($$ select number from public.obstacles order by 1 $$, array['H-2024-1', 'H-2024-2'], 'the service role reads every obstacle');
select throws_ok($$ update public.obstacles set title = 'x' $$, '42501', null, 'the service role cannot change an obstacle directly');
select throws_ok($$ insert into public.bodies (id, name, level) values ('x', 'X', 'state') $$, '42501', null, 'the service role cannot add a body directly');
reset role;

-- What is accepted
create function pg_temp.obstacle(serial integer, number text, levels text default '{}', services text default '{}', bodies text default '{}') returns void
language sql as $$
  insert into public.obstacles (id, number, year, serial, title, description, kind, levels, services, body_ids, reviewed, as_of)
  values (gen_random_uuid(), number, 2024, serial, 't', 'd', 'structural', levels::text[], services::text[], bodies::text[], '2026-11-23', '2024-12-31')
$$;
select throws_ok($$ select pg_temp.obstacle(3, 'H-2023-3') $$, '23514', null, 'a number is that of its year');
select throws_ok($$ select pg_temp.obstacle(1, 'H-2024-1') $$, '23505', null, 'a number is given once');
select throws_ok($$ select pg_temp.obstacle(3, 'H-2024-3', levels => '{universe}') $$, '23514', null, 'an unknown level is refused');
select throws_ok($$ select pg_temp.obstacle(3, 'H-2024-3', services => '{brannvesen}') $$, '23514', null, 'an unknown service is refused');
select throws_ok($$ select pg_temp.obstacle(3, 'H-2024-3', bodies => '{nobody}') $$, '23503', null, 'an unknown body is refused');
select throws_ok($$ update public.obstacles set annex_row = 'nothing' $$, '23503', null, 'an unknown annex row is refused');
select throws_ok($$ delete from public.bodies where id = 'nav' $$, '23503', null, 'a body that obstacles point to stays');
select throws_ok($$ update public.bodies set id = 'x' where id = 'nav' $$, '23503', null, 'and keeps its id');

-- What is shown
select is((select data -> 'bodies' from public.register_rows where slug = 'H-2024-1'),
  '[{"id": "UDE", "name": "Utdanningsetaten", "level": "organisation"}, {"id": "nav", "name": "NAV", "level": "state"}]',
  'an obstacle carries its bodies, in order');
select ok((select not data ? 'annexRow' from public.register_rows where slug = 'H-2024-2'), 'what is not there is left out, not null');
create temporary table before as select number, rev from public.obstacles;
update public.bodies set name = 'UDE' where id = 'UDE';
select is((select data #>> '{bodies,0,name}' from public.register_rows where slug = 'H-2024-1'), 'UDE', 'a renamed body shows in its obstacles');
select cmp_ok((select rev from public.obstacles where number = 'H-2024-1'), '>', (select rev from before where number = 'H-2024-1'), 'which are sent out again');
select is((select rev from public.obstacles where number = 'H-2024-2'), (select rev from before where number = 'H-2024-2'), 'and no others');
select is(
  (select array[count, digest] from public.stream_partitions where stream = 'register' and partition = 'public'),
  (select array[count(*), mod(sum(private.row_digest(id, rev)), 2147483647)::bigint] from public.register_rows where published),
  'count and digest are those of obstacles and annex rows together');
delete from public.obstacles where number = 'H-2024-1';
select is((select count from public.stream_partitions where stream = 'register' and partition = 'public'), 3::bigint, 'a removed obstacle is not counted');

select * from finish();
rollback;
