-- The partitions of the streams: who reads which, and that each row counts where it stands.
begin;
select plan(22);

insert into auth.users (id, is_anonymous) values
  ('00000000-0000-4000-8000-0000000000a1', true), ('00000000-0000-4000-8000-0000000000a2', false), ('00000000-0000-4000-8000-0000000000a3', false),
  ('00000000-0000-4000-8000-0000000000a4', false), ('00000000-0000-4000-8000-0000000000a5', false), ('00000000-0000-4000-8000-0000000000a6', false);
select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state');
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000a3', 'staff', 'BAL', null), ('00000000-0000-4000-8000-0000000000a4', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000a5', 'office', null, null), ('00000000-0000-4000-8000-0000000000a6', 'recipient', null, 'nav');
select private.internal_partition('{BSR,BAL}', '{}'), private.internal_partition('{BSR}', '{nav}'), private.internal_partition('{}', '{}');
select private.user_partition('00000000-0000-4000-8000-0000000000a2');
create function pg_temp.act_as(last text, anonymous boolean default false) returns text language sql as $$
  select set_config('request.jwt.claims', json_build_object('sub', '00000000-0000-4000-8000-0000000000' || last, 'is_anonymous', anonymous)::text, true)
$$;
select results_eq($$ select private.internal_partition('{BAL,BSR,BAL}', '{}') $$, array['internal:BAL,BSR|'], 'the same organisations share a partition, in whatever order');

set local role authenticated;
select pg_temp.act_as('a1', anonymous => true);
select set_eq($$ select distinct partition from public.stream_partitions $$, array['public'], 'an anonymous user reads what is public');
select pg_temp.act_as('a2');
select set_eq($$ select distinct partition from public.stream_partitions $$, array['public', 'user:00000000-0000-4000-8000-0000000000a2'], 'a user reads what is public and what is theirs');
select pg_temp.act_as('a3');
select set_eq($$ select distinct partition from public.stream_partitions where stream <> 'mine' $$, array['public'], 'staff reads what is public');
select pg_temp.act_as('a4');
select set_eq($$ select distinct partition from public.stream_partitions where stream <> 'mine' $$, array['public', 'internal:BAL,BSR|'], 'a developer reads what the organisation works with');
select pg_temp.act_as('a4', anonymous => true);
select set_eq($$ select distinct partition from public.stream_partitions where stream <> 'mine' $$, array['public'], 'but not as someone anonymous');
select pg_temp.act_as('a5');
select set_eq($$ select distinct partition from public.stream_partitions where stream <> 'mine' $$, array['public', 'internal:|', 'internal:BAL,BSR|', 'internal:BSR|nav'], 'the office reads all that is worked with');
select pg_temp.act_as('a6');
select set_eq($$ select distinct partition from public.stream_partitions where stream <> 'mine' $$, array['public', 'internal:BSR|nav'], 'a recipient reads what the body is addressed in');
select results_eq($$ select distinct name from public.shown_partitions order by 1 $$, array['internal', 'library', 'mine', 'register'], 'and pulls it as internal, and the role as mine');

select throws_ok($$ insert into public.stream_partitions (stream, partition) values ('register', 'x') $$, '42501', null, 'and makes none');
set local role anon;
set local "request.jwt.claims" to '{"role": "anon"}';
select set_eq($$ select distinct partition from public.stream_partitions $$, array['public'], 'anon reads what is public');
select results_eq($$ select distinct name from public.shown_partitions order by 1 $$, array['library', 'register'], 'and pulls the two public streams');
select throws_ok($$ select private.internal_partition('{}', '{}') $$, '42501', null, 'anon makes no partition');
set local role service_role;
set local "request.jwt.claims" to '{"role": "service_role"}';
select is((select count(*) from public.stream_partitions)::integer, 12, 'the service role reads them all');
reset role;

-- Where rows count
select table_privs_are('public', 'shown_partitions', who, array['SELECT'], who || ' may only read what they are shown')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;
insert into public.annex_rows (id, key, year, "order", label, owner_text, as_of, published)
select gen_random_uuid(), 'rad-' || n, 2024, n, 'Rad', 'UDE', '2024-12-31', n < 3 from generate_series(1, 4) n;
create function pg_temp.counts() returns setof text language sql as $$
  select p.partition || ' ' || p.count from public.stream_partitions p where p.stream = 'register' and p.count > 0 order by 1
$$;
select results_eq($$ select pg_temp.counts() $$, array['hidden 2', 'public 3'], 'a row that is not published counts where nobody looks');
update public.annex_rows set published = key = 'rad-4';
select results_eq($$ select pg_temp.counts() $$, array['hidden 3', 'public 2'], 'one statement may move many rows');
select is(
  (select array_agg(p.digest order by p.partition) from public.stream_partitions p where p.stream = 'register' and p.count > 0),
  (select array_agg(d.digest order by d.partition) from (
    select a.partition, mod(sum(private.row_digest(a.id, a.rev)), 2147483647)::bigint as digest from (
      select partition, id, rev from public.annex_rows union all select partition, id, rev from public.listed_bodies) a group by a.partition) d),
  'and the digest of each partition is that of its rows');
create temporary table before as select id, rev from public.annex_rows;
update public.annex_rows set label = label;
select is_empty($$ select from public.annex_rows a join before b using (id) where a.rev <> b.rev $$, 'a change that changes nothing moves nothing');
delete from public.annex_rows;
select results_eq($$ select pg_temp.counts() $$, array['public 1'], 'what is gone is not counted: a body is left');

select * from finish();
rollback;
