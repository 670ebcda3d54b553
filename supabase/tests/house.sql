-- What holds for everything in the database, whatever it is about.
begin;
select plan(12);

create temporary view ours as
  select c.oid, c.relkind, n.nspname || '.' || c.relname as name, c.relrowsecurity, c.reloptions
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'v', 'S', 'm', 'p', 'f');
create temporary view our_functions as
  select p.oid, n.nspname as schema, n.nspname || '.' || p.proname as name, p.prosecdef, p.proconfig, p.proacl
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private');
create temporary view callers as select unnest(array['anon', 'authenticated', 'service_role']) as caller;

select is_empty($$ select name from ours where relkind in ('r', 'p') and not relrowsecurity $$, 'Row level security is on for every table');
select is_empty($$ select name from ours where relkind = 'v' and not coalesce(reloptions @> array['security_invoker=true'], false) and name like 'public.%' $$,
  'Every view of the API reads with the caller''s rights');
select is_empty($$ select name from ours where obj_description(oid, 'pg_class') is null $$, 'Every table, view and sequence says what it is');
select is_empty($$ select name from our_functions where obj_description(oid, 'pg_proc') is null $$, 'Every function says what it does');
select is_empty($$ select name from our_functions where not coalesce(proconfig::text like '%search_path=%', false) $$, 'Every function fixes its search path');
select is_empty($$ select name from our_functions where prosecdef and schema <> 'private' $$, 'What runs with its owner''s rights is out of the API''s reach');
select is_empty($$ select name from our_functions where proacl is null or proacl::text ~ '[{,]=' $$, 'No function may be called by just anyone');
select is_empty($$ select policyname from pg_policies where schemaname in ('public', 'private') and roles && array['public'::name] $$,
  'Every policy names the roles it is for');

select is_empty($$
  select caller, name, privilege from ours, callers, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as privilege
  where relkind in ('r', 'p', 'v') and has_table_privilege(caller, oid, privilege)
$$, 'Nobody outside may write to a table but through functions');
select is_empty($$ select caller, name from ours, callers where relkind = 'S' and has_sequence_privilege(caller, oid, 'USAGE, SELECT, UPDATE') $$,
  'Nobody outside may touch a sequence');
select is_empty($$
  select caller, name from our_functions, callers
  where schema = 'private' and has_function_privilege(caller, oid, 'EXECUTE') and not (caller = 'service_role' and name = 'private.load_content')
    and not (caller = 'authenticated' and name = any (array['private.is_office', 'private.own_organisations', 'private.own_bodies', 'private.take_batch', 'private.begin_claim', 'private.claim', 'private.erase_caller', 'private.people_for_office', 'private.give_role_for_office', 'private.take_role_for_office',
      'private.own_seminars', 'private.codes_for_host', 'private.make_code_for_host', 'private.close_code_for_host', 'private.join_by_code', 'private.is_carried', 'private.evaluation_if_host']))
    and not (caller <> 'service_role' and name = any (array['private.case_by_code', 'private.answer_by_code']))
$$, 'Nobody outside may call a private function, but for the one that loads content and those that policies, push, claims, erasing, roles, seminars, files and follow-up codes ask');
select is_empty($$
  select caller from callers where caller <> 'service_role' and (has_schema_privilege(caller, 'private', 'USAGE') or has_schema_privilege(caller, 'private', 'CREATE'))
$$, 'The private schema is closed');

select * from finish();
rollback;
