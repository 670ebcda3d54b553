-- The files that pages carry: who is shown them, who fetches and uploads them.
begin;
select plan(54);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona in ('a1', 'a2'))::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.id(n integer) returns uuid language sql as $$ select ('00000000-0000-4000-9000-00000000000' || n)::uuid $$;
create function testing.hash(n integer) returns text language sql as $$ select repeat(n::text, 64) $$;
create function testing.add(n integer, ref text, more jsonb default '{}') returns text language sql as $$
  select testing.pushed('file.add', jsonb_build_object('id', testing.id(n), 'ref', ref, 'title', 'Fil ' || n, 'name', 'fil.pdf', 'type', 'application/pdf',
    'bytes', 10, 'sha256', testing.hash(n), 'open', false) || more)
$$;
create function testing.upload(bucket text, hash text) returns void language sql as $$
  insert into storage.objects (bucket_id, name, owner_id, metadata) values (bucket, hash, auth.uid()::text, '{"size": 10}')
$$;
create function testing.fetched() returns text language sql as $$ select coalesce(string_agg(bucket_id || ' ' || left(name, 1), ', ' order by bucket_id, name), '') from storage.objects $$;
create function testing.shown(stream text) returns text language sql as $$
  select coalesce(string_agg(r -> 'data' ->> 'title', ', ' order by r -> 'data' ->> 'title'), '') from jsonb_array_elements(public.pull(stream) -> 'rows') r where r ->> 'kind' = 'file'
$$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || n)::uuid, n < 3 from generate_series(1, 6) n;
select private.lock_stream('library');
select private.lock_stream('mine');
insert into public.role_assignments (user_id, role, organisation) values
  ('00000000-0000-4000-8000-0000000000a3', 'staff', 'BAL'), ('00000000-0000-4000-8000-0000000000a4', 'developer', 'BAL'),
  ('00000000-0000-4000-8000-0000000000a5', 'developer', 'BBJ'), ('00000000-0000-4000-8000-0000000000a6', 'office', null);
insert into public.documents (id, kind, slug, data, published, host) values
  (gen_random_uuid(), 'seminar', 'apent', '{}', true, null), ('00000000-0000-4000-9000-0000000000d2', 'seminar', 'bjerke', '{}', false, 'BBJ'),
  (gen_random_uuid(), 'model', 'sprakstart', '{}', true, null), (gen_random_uuid(), 'model', 'borte', '{}', false, null);
insert into public.memberships (id, owner, seminar) values (gen_random_uuid(), '00000000-0000-4000-8000-0000000000a1', 'bjerke');

-- Uploading
select results_eq($$ select id, public, file_size_limit from storage.buckets where id in ('files', 'open-files') order by id $$,
  $$ values ('files', false, 52428800::bigint), ('open-files', true, 52428800::bigint) $$, 'there is a bucket for everyone and one that is not');
select testing.act_as('anon');
select throws_ok($$ select testing.upload('files', testing.hash(1)) $$, '42501', null, 'nobody uploads without a user');
select testing.act_as('a1');
select throws_ok($$ select testing.upload('open-files', testing.hash(1)) $$, '42501', null, 'a member uploads nothing');
select testing.act_as('a3');
select throws_ok($$ select testing.upload('open-files', testing.hash(1)) $$, '42501', null, 'nor does staff');
select testing.act_as('a5');
select lives_ok($$ select testing.upload('files', testing.hash(1)) $$, 'a developer uploads');
select lives_ok($$ select testing.upload('files', testing.hash(2)) $$, 'and another');
select throws_ok($$ select testing.upload('files', 'rapport.pdf') $$, '42501', null, 'by the hash alone');
select is(testing.fetched(), 'files 1, files 2', 'who uploaded fetches');
select testing.act_as('a4');
select is(testing.fetched(), '', 'another developer does not');

-- A page carries them
select is(testing.add(1, 'seminar:bjerke'), 'rejected forbidden', 'another organisation''s developer adds none');
select testing.act_as('a1');
select is(testing.add(1, 'seminar:bjerke'), 'rejected forbidden', 'nor a member');
select testing.act_as('a3');
select is(testing.add(1, 'seminar:bjerke'), 'rejected forbidden', 'nor staff');
select testing.act_as('a5');
select is(testing.add(1, 'seminar:bjerke'), 'applied', 'who hosts it does');
select is(testing.add(1, 'seminar:bjerke'), 'rejected already id', 'each once');
select is(testing.add(2, 'model:sprakstart'), 'rejected forbidden', 'but to no model');
select is(testing.add(2, 'seminar:apent'), 'rejected forbidden', 'nor to another''s seminar');
select is(testing.add(3, 'seminar:bjerke'), 'rejected not-found sha256', 'what has not been uploaded is not carried');
select is(testing.add(2, 'seminar:bjerke', '{"bytes": 11}'), 'rejected not-found sha256', 'nor what has another size');
select is(testing.add(2, 'seminar:bjerke', '{"open": true}'), 'rejected not-found sha256', 'nor what lies elsewhere');
select is(testing.add(2, 'seminar:bjerke', '{"type": "javascript"}'), 'rejected invalid type', 'nor without a type');
select is(testing.add(2, 'seminar:bjerke', '{"name": "../x.pdf"}'), 'rejected invalid name', 'nor with a path for a name');
select is(testing.add(2, 'seminar:bjerke', '{"title": "15889200038"}'), 'rejected identity-number title', 'nor with an identity number');
select is(testing.add(2, 'seminar:finnes-ikke'), 'rejected not-found ref', 'nor by what is not there');
select testing.act_as('a6');
select is(testing.add(2, 'model:sprakstart'), 'rejected not-allowed open', 'what everyone reads carries open files');
select lives_ok($$ select testing.upload('open-files', testing.hash(2)) $$, 'the office uploads one');
select is(testing.add(2, 'model:sprakstart', '{"open": true}'), 'applied', 'and a model carries it');
select is(testing.add(4, 'model:borte', jsonb_build_object('open', true, 'sha256', testing.hash(2))), 'applied', 'the same may be carried by several');

-- Who is shown and fetches them
select testing.act_as('anon');
select is(testing.shown('library'), 'Fil 2', 'everyone is shown what published pages carry');
select is(testing.fetched(), '', 'and fetches nothing but from the public bucket, which asks nobody');
select testing.act_as('a1');
select is(testing.shown('joined'), 'Fil 1', 'a member is shown the seminar''s');
select is(testing.fetched(), 'files 1, open-files 2', 'and fetches it');
select testing.act_as('a2');
select is(testing.shown('joined'), '', 'who has not joined is not');
select is(testing.fetched(), 'open-files 2', 'and fetches none of it');
select testing.act_as('a4');
select is(testing.fetched(), 'open-files 2', 'nor does another organisation''s developer');

-- Changing, removing
select is(testing.pushed('file.edit', jsonb_build_object('file', testing.id(1), 'title', 'Mitt')), 'rejected forbidden', 'who does not host it changes nothing');
select is(testing.pushed('file.remove', jsonb_build_object('file', testing.id(1))), 'rejected forbidden', 'and removes nothing');
select is_empty($$ delete from storage.objects where name = testing.hash(1) returning 1 $$, 'nor its bytes');
select testing.act_as('a5');
select is(testing.pushed('file.edit', jsonb_build_object('file', testing.id(1), 'title', 'Kartlegging', 'place', 3)), 'applied', 'who hosts it does');
select is(testing.pushed('file.edit', jsonb_build_object('file', testing.id(9), 'title', 'x')), 'rejected not-found file', 'but not what is not there');
select is_empty($$ delete from storage.objects where name = testing.hash(1) returning 1 $$, 'what a page carries is not deleted');

-- Published
select testing.act_as('a6');
select is(testing.pushed('seminar.publish', jsonb_build_object('seminar', '00000000-0000-4000-9000-0000000000d2', 'published', true)), 'rejected not-allowed files', 'a seminar is not published with files that not everyone can fetch');
select is(testing.pushed('file.open', jsonb_build_object('file', testing.id(1))), 'rejected not-found sha256', 'nor are they opened before they lie there');
select testing.upload('open-files', testing.hash(1));
select is(testing.pushed('file.open', jsonb_build_object('file', testing.id(1))), 'applied', 'copied, they are');
select is(testing.pushed('seminar.publish', jsonb_build_object('seminar', '00000000-0000-4000-9000-0000000000d2', 'published', true)), 'applied', 'and the seminar is published');
select testing.act_as('anon');
select is(testing.shown('library'), 'Fil 2, Kartlegging', 'with its files');
select testing.act_as('a6');
select is(testing.pushed('seminar.publish', jsonb_build_object('seminar', '00000000-0000-4000-9000-0000000000d2', 'published', false)), 'applied', 'taken back');
select testing.act_as('anon');
select is(testing.shown('library'), 'Fil 2', 'they go with it');
select testing.act_as('a5');
select is(testing.add(5, 'seminar:00000000-0000-4000-9000-0000000000d2', jsonb_build_object('sha256', testing.hash(2))), 'applied', 'a seminar that a device knows by its id alone carries a file by that');
select is((select f.ref from public.files f where f.id = testing.id(5)), 'seminar:bjerke', 'which is the seminar''s by its slug');
select is(testing.add(6, 'seminar:00000000-0000-4000-9000-00000000000f', jsonb_build_object('sha256', testing.hash(2))), 'rejected not-found ref', 'if there is such a one');
select is(testing.pushed('file.remove', jsonb_build_object('file', testing.id(5))), 'applied', 'and is rid of it');
select is(testing.pushed('file.remove', jsonb_build_object('file', testing.id(1))), 'applied', 'removed');
select isnt_empty($$ delete from storage.objects where bucket_id = 'files' and name = testing.hash(1) returning 1 $$, 'its bytes can be deleted');
select testing.act_as('a1');
select is(testing.shown('joined'), '', 'and no member is shown it any more');

select * from finish();
rollback;
