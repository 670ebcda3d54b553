-- Loading content: for the owner and the service role alone.
begin;
select plan(11);

select function_privs_are('private', 'load_content', array['jsonb'], 'anon', array[]::text[], 'anon may not load content');
select function_privs_are('private', 'load_content', array['jsonb'], 'authenticated', array[]::text[], 'users may not load content');
select function_privs_are('private', 'load_content', array['jsonb'], 'service_role', array['EXECUTE'], 'the service role may');
select table_privs_are('private', 'seeds', who, array[]::text[], who || ' does not see what was loaded')
  from unnest(array['anon', 'authenticated', 'service_role']) as who;

set local role anon;
select throws_ok($$ select private.load_content('[]') $$, '42501', null, 'anon is refused');
set local role authenticated;
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000001", "is_anonymous": false}';
select throws_ok($$ select private.load_content('[]') $$, '42501', null, 'a signed-in user is refused');
set local role service_role;
select throws_ok($$ select private.load_content('[]') $$, '22023', null, 'nothing at all is not loaded: it would remove everything');
select lives_ok($$ select private.load_content('[{"id": "00000000-0000-4000-8000-000000000001", "kind": "model", "slug": "en", "data": {"title": "En"}}]') $$,
  'the service role loads an item');
select results_eq($$ select slug, published from public.documents $$, $$ values ('en', true) $$, 'which is then published');
reset role;

select * from finish();
rollback;
