-- The library: everyone reads what is published, nobody writes but through functions.
begin;
select plan(33);

select table_privs_are('public', 'documents', who, array['SELECT'], who || ' may only read documents')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;
select policies_are('public', 'documents', array['Everyone reads published items', 'Members and hosts read a seminar']);

select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values
  ('00000000-0000-4000-8000-000000000001', 'model', 'apen', '{"title": "Åpen"}', true),
  ('00000000-0000-4000-8000-000000000002', 'model', 'skjult', '{"title": "Skjult"}', false);

set local role anon;
set local "request.jwt.claims" to '{"role": "anon"}';
select results_eq($$ select slug from public.documents $$, array['apen'], 'anon reads what is published, and no more');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'ny', '{}') $$, '42501', null, 'anon cannot add');
select throws_ok($$ update public.documents set published = true $$, '42501', null, 'anon cannot publish');
select throws_ok($$ delete from public.documents $$, '42501', null, 'anon cannot delete');
select throws_ok($$ truncate public.documents $$, '42501', null, 'anon cannot empty the table');

set local role authenticated;
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000001", "is_anonymous": true}';
select results_eq($$ select slug from public.documents $$, array['apen'], 'an anonymous user reads what is published, and no more');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'ny', '{}') $$, '42501', null, 'an anonymous user cannot add');
select throws_ok($$ update public.documents set published = true $$, '42501', null, 'an anonymous user cannot publish');
select throws_ok($$ delete from public.documents $$, '42501', null, 'an anonymous user cannot delete');

set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000002", "is_anonymous": false}';
select results_eq($$ select slug from public.documents $$, array['apen'], 'a signed-in user reads what is published, and no more');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'ny', '{}') $$, '42501', null, 'a signed-in user cannot add');
select throws_ok($$ update public.documents set published = true $$, '42501', null, 'a signed-in user cannot publish');
select throws_ok($$ delete from public.documents $$, '42501', null, 'a signed-in user cannot delete');

set local role service_role;
set local "request.jwt.claims" to '{"role": "service_role"}';
select results_eq($$ select slug from public.documents order by 1 $$, array['apen', 'skjult'], 'the service role reads everything');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'ny', '{}') $$, '42501', null, 'the service role cannot add directly');
select throws_ok($$ update public.documents set published = true $$, '42501', null, 'the service role cannot change directly');
select throws_ok($$ delete from public.documents $$, '42501', null, 'the service role cannot delete directly');
reset role;

-- What is accepted, and what a write does
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'song', 'x', '{}') $$, '23514', null, 'an unknown kind is refused');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'Æ ø', '{}') $$, '23514', null, 'a slug is plain');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'chapter', 'uten-handbok', '{}') $$, '23514', null, 'a chapter''s slug names its handbook');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'x', '[]') $$, '23514', null, 'data is an object');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'model', 'apen', '{}') $$, '23505', null, 'a slug is used once in its kind');

create temporary table before as select rev, updated, first_published from public.documents where slug = 'apen';
update public.documents set data = data where slug = 'apen';
select results_eq($$ select d.rev from public.documents d where slug = 'apen' $$, $$ select rev from before $$, 'a change that changes nothing draws no revision');
update public.documents set data = '{"title": "Åpnere"}' where slug = 'apen';
select cmp_ok((select rev from public.documents where slug = 'apen'), '>', (select rev from before), 'a change draws a revision');
select is((select first_published from public.documents where slug = 'apen'), (select first_published from before), 'and leaves the day it was first published');
select is((select first_published from public.documents where slug = 'skjult'), null, 'what never was published has no such day');
select is((select head from public.streams where stream = 'library'), (select max(rev) from public.documents), 'the head is the last revision');
delete from public.documents where slug = 'skjult';
select cmp_ok((select head from public.streams where stream = 'library'), '>', (select max(rev) from public.documents), 'a removal raises the head');
select is(
  (select array[count, digest] from public.stream_partitions where stream = 'library' and partition = 'public'),
  (select array[count(*), mod(sum(private.row_digest(id, rev)), 2147483647)::bigint] from public.documents where published),
  'count and digest are those of the published rows');

select * from finish();
rollback;
