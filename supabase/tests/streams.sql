-- How far the streams have come: everyone reads it, nobody sets it, and nothing is written without the lock.
begin;
select plan(35);

select table_privs_are('public', 'streams', who, array['SELECT'], who || ' may only read streams')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;
select table_privs_are('public', 'stream_partitions', who, array['SELECT'], who || ' may only read stream partitions')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;
select policies_are('public', 'streams', array['Everyone reads how far the streams have come']);
select policies_are('public', 'stream_partitions', array[
  'Everyone reads count and digest of what everyone may see', 'Those with a role read count and digest of what they work with',
  'Users read count and digest of what is theirs', 'Members and hosts read count and digest of a seminar']);

insert into public.stream_partitions (stream, partition, count, digest) values ('register', 'organisation:BAL', 3, 4);

set local role anon;
set local "request.jwt.claims" to '{"role": "anon"}';
select results_eq($$ select stream from public.streams order by 1 $$, array['inbox', 'library', 'mine', 'register'], 'anon sees the streams');
select results_eq($$ select distinct partition from public.stream_partitions $$, array['public'], 'anon sees the public partition alone');
select throws_ok($$ update public.streams set head = 0 $$, '42501', null, 'anon cannot turn a stream back');
select throws_ok($$ update public.stream_partitions set digest = 0 $$, '42501', null, 'anon cannot change a digest');
select throws_ok($$ delete from public.streams $$, '42501', null, 'anon cannot remove a stream');
select throws_ok($$ select private.lock_stream('library') $$, '42501', null, 'anon cannot take a stream''s lock');
select throws_ok($$ select private.start_new_epoch('library') $$, '42501', null, 'anon cannot start an epoch');
select throws_ok($$ select nextval('private.library_rev') $$, '42501', null, 'anon cannot draw a revision');

set local role authenticated;
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000001", "is_anonymous": true}';
select results_eq($$ select distinct partition from public.stream_partitions $$, array['public'], 'an anonymous user sees the public partition alone');
select throws_ok($$ update public.streams set head = 0 $$, '42501', null, 'an anonymous user cannot turn a stream back');
select throws_ok($$ select private.lock_stream('library') $$, '42501', null, 'an anonymous user cannot take a stream''s lock');
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000002", "is_anonymous": false}';
select results_eq($$ select distinct partition from public.stream_partitions $$, array['public'], 'a signed-in user sees the public partition alone');
select throws_ok($$ update public.streams set head = 0 $$, '42501', null, 'a signed-in user cannot turn a stream back');
select throws_ok($$ select private.start_new_epoch('library') $$, '42501', null, 'a signed-in user cannot start an epoch');

set local role service_role;
select throws_ok($$ update public.streams set head = 0 $$, '42501', null, 'the service role cannot turn a stream back');
select throws_ok($$ select private.lock_stream('library') $$, '42501', null, 'the service role cannot take a lock');
reset role;

-- The lock
select ok(not private.holds_stream('library'), 'nobody holds the lock to begin with');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'x', '{}') $$, '55000', null,
  'even the owner is refused without the lock');
select lives_ok($$ select private.lock_stream('library') $$, 'the owner takes the lock');
select ok(private.holds_stream('library') and not private.holds_stream('register'), 'the lock is held, and no other');
select lives_ok($$ insert into public.documents (id, kind, slug, data) values ('00000000-0000-4000-8000-00000000000a', 'model', 'x', '{}') $$, 'then writing goes');
select throws_ok($$ truncate public.documents $$, '55000', null, 'truncating is refused even so');
select throws_ok($$ insert into public.bodies (id, name, level) values ('x', 'X', 'state') $$, '55000', null, 'another stream''s tables stay closed');
select lives_ok($$ select private.lock_stream('register') $$, 'locks are taken in the order of their numbers');
select lives_ok($$ select private.lock_stream('library') $$, 'one that is held may be asked for again');
select private.lock_stream('inbox');
select throws_ok($$ select private.lock_stream('mine') $$, '55000', null, 'and not against it');
select throws_ok($$ select private.lock_stream('nothing') $$, '22023', null, 'a stream that does not exist has no lock');

select * from finish();
rollback;
