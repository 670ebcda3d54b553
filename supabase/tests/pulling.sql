-- The read side: open to everyone, and nothing unpublished comes through it.
begin;
select plan(56);

select private.lock_stream('library');
select private.lock_stream('register');
insert into public.documents (id, kind, slug, data, published) values
  ('00000000-0000-4000-8000-000000000001', 'handbook', 'bok', '{"title": "Bok"}', true),
  ('00000000-0000-4000-8000-000000000002', 'chapter', 'bok/en', '{"title": "En", "handbook": "bok"}', true),
  ('00000000-0000-4000-8000-000000000003', 'chapter', 'bok/skjult', '{"title": "Skjult", "handbook": "bok"}', false);
insert into public.annex_rows (id, key, year, "order", label, owner_text, as_of, published) values
  ('00000000-0000-4000-8000-00000000000a', 'rad', 2024, 1, 'Rad', 'UDE', '2024-12-31', true);
insert into public.obstacles (id, number, year, serial, title, description, kind, annex_row, reviewed, as_of, published) values
  ('00000000-0000-4000-8000-000000000011', 'H-2024-1', 2024, 1, 'Åpen', '…', 'structural', 'rad', '2026-11-23', '2024-12-31', true),
  ('00000000-0000-4000-8000-000000000012', 'H-2024-2', 2024, 2, 'Skjult', '…', 'structural', 'rad', '2026-11-23', '2024-12-31', false);

create schema testing;
grant usage on schema testing to public;
create function testing.slugs(answer jsonb) returns text[] language sql as $$
  select coalesce(array_agg(r ->> 'slug' order by n), '{}') from jsonb_array_elements(answer -> 'rows') with ordinality as t (r, n)
$$;
create function testing.act_as(persona text) returns void language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true),
    set_config('request.jwt.claims', case persona
      when 'anon' then '{"role": "anon"}'
      when 'anonymous user' then '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a1", "is_anonymous": true}'
      when 'signed-in user' then '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a2", "is_anonymous": false}'
      else '{"role": "service_role"}' end, true)
$$;

select function_privs_are('public', f.name, f.args, who, array['EXECUTE'], who || ' may call ' || f.name)
  from (values ('pull', array['text', 'uuid', 'bigint', 'integer']), ('manifest', array['text', 'uuid', 'integer']),
    ('rows', array['text', 'uuid[]']), ('page', array['text', 'text'])) as f (name, args),
    unnest(array['anon', 'authenticated']) as who;
select table_privs_are('public', 'stream_rows', 'anon', array['SELECT'], 'anon may only read the rows');

select testing.act_as('anon');
select is(testing.slugs(public.pull('library')), array['bok', 'bok/en'], 'anon: pull brings the published items');
select is((public.pull('library') ->> 'count')::integer, 2, 'anon: and counts them');
select is(testing.slugs(public.pull('register')), array['rad', 'H-2024-1'], 'anon: pull brings the published register');
select is(jsonb_array_length(public.manifest('library') -> 'rows'), 2, 'anon: the manifest names the published items');
select is(jsonb_array_length(public.manifest('register') -> 'rows'), 2, 'anon: and the published register');
select is(testing.slugs(public.rows('library', array['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003']::uuid[])), array['bok/en'], 'anon: an id does not open what is unpublished');
select is(testing.slugs(public.rows('register', array['00000000-0000-4000-8000-000000000012']::uuid[])), '{}', 'anon: not in the register either');
select is(testing.slugs(public.page('chapter', 'bok/skjult')), '{}', 'anon: nor does an address');
select is(public.pull('library') ->> 'uid', null, 'anon: the answer says whose it is');
reset role;

select testing.act_as('anonymous user');
select is(testing.slugs(public.pull('library')), array['bok', 'bok/en'], 'anonymous user: pull brings the published items');
select is((public.pull('library') ->> 'count')::integer, 2, 'anonymous user: and counts them');
select is(testing.slugs(public.pull('register')), array['rad', 'H-2024-1'], 'anonymous user: pull brings the published register');
select is(jsonb_array_length(public.manifest('library') -> 'rows'), 2, 'anonymous user: the manifest names the published items');
select is(jsonb_array_length(public.manifest('register') -> 'rows'), 2, 'anonymous user: and the published register');
select is(testing.slugs(public.rows('library', array['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003']::uuid[])), array['bok/en'], 'anonymous user: an id does not open what is unpublished');
select is(testing.slugs(public.rows('register', array['00000000-0000-4000-8000-000000000012']::uuid[])), '{}', 'anonymous user: not in the register either');
select is(testing.slugs(public.page('chapter', 'bok/skjult')), '{}', 'anonymous user: nor does an address');
select is(public.pull('library') ->> 'uid', '00000000-0000-4000-8000-0000000000a1', 'anonymous user: the answer says whose it is');
reset role;

select testing.act_as('signed-in user');
select is(testing.slugs(public.pull('library')), array['bok', 'bok/en'], 'signed-in user: pull brings the published items');
select is((public.pull('library') ->> 'count')::integer, 2, 'signed-in user: and counts them');
select is(testing.slugs(public.pull('register')), array['rad', 'H-2024-1'], 'signed-in user: pull brings the published register');
select is(jsonb_array_length(public.manifest('library') -> 'rows'), 2, 'signed-in user: the manifest names the published items');
select is(jsonb_array_length(public.manifest('register') -> 'rows'), 2, 'signed-in user: and the published register');
select is(testing.slugs(public.rows('library', array['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003']::uuid[])), array['bok/en'], 'signed-in user: an id does not open what is unpublished');
select is(testing.slugs(public.rows('register', array['00000000-0000-4000-8000-000000000012']::uuid[])), '{}', 'signed-in user: not in the register either');
select is(testing.slugs(public.page('chapter', 'bok/skjult')), '{}', 'signed-in user: nor does an address');
select is(public.pull('library') ->> 'uid', '00000000-0000-4000-8000-0000000000a2', 'signed-in user: the answer says whose it is');
reset role;

select testing.act_as('service');
select is(testing.slugs(public.pull('library')), array['bok', 'bok/en'], 'service: pull brings the published items');
select is((public.pull('library') ->> 'count')::integer, 2, 'service: and counts them');
select is(testing.slugs(public.pull('register')), array['rad', 'H-2024-1'], 'service: pull brings the published register');
select is(jsonb_array_length(public.manifest('library') -> 'rows'), 2, 'service: the manifest names the published items');
select is(jsonb_array_length(public.manifest('register') -> 'rows'), 2, 'service: and the published register');
select is(testing.slugs(public.rows('library', array['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003']::uuid[])), array['bok/en'], 'service: an id does not open what is unpublished');
select is(testing.slugs(public.rows('register', array['00000000-0000-4000-8000-000000000012']::uuid[])), '{}', 'service: not in the register either');
select is(testing.slugs(public.page('chapter', 'bok/skjult')), '{}', 'service: nor does an address');
select is(public.pull('library') ->> 'uid', null, 'service: the answer says whose it is');
reset role;

select testing.act_as('anon');
select is(testing.slugs(public.page('chapter', 'bok/en')), array['bok/en', 'bok'], 'a chapter comes with its handbook');
select is(testing.slugs(public.page('obstacle', 'H-2024-1')), array['H-2024-1', 'rad'], 'an obstacle comes with its annex row');
select is(testing.slugs(public.page('model', 'finnes-ikke')), '{}', 'what is not there gives no rows');
select is(public.page('obstacle', 'H-2024-1') ->> 'epoch', (select epoch::text from public.streams where stream = 'register'), 'a page says the epoch of its stream');
select is(
  (select array_agg(key order by key) from jsonb_object_keys(public.pull('library') -> 'rows' -> 0) as key),
  array['data', 'first_published', 'id', 'kind', 'rev', 'slug', 'updated'], 'a row has the fields devices expect, and no others');
select throws_ok($$ select public.pull('nothing') $$, '22023', null, 'an unknown stream is refused by pull');
select throws_ok($$ select public.manifest('nothing') $$, '22023', null, 'by manifest');
select throws_ok($$ select public.rows('nothing', '{}') $$, '22023', null, 'and by rows');
select throws_ok($$ select public.rows('library', array_fill(gen_random_uuid(), array[201])) $$, '22023', null, 'at most 200 rows are asked for at a time');
select is(jsonb_array_length(public.pull('library', page_limit => -5) -> 'rows'), 1, 'a page has at least one row');
select is(testing.slugs(public.pull('library', null, null, null)), array['bok', 'bok/en'], 'nulls mean the defaults');
reset role;

select * from finish();
rollback;
