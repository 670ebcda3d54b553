-- The office gives and takes roles by address: every persona, and every way an address comes to be somebody's.
begin;
select plan(100);

create schema testing;
grant usage on schema testing to public;
create function testing.uid(persona text) returns uuid language sql as $$ select ('00000000-0000-4000-8000-0000000000' || persona)::uuid $$;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}' when 'service' then '{"role": "service_role"}'
      else json_build_object('role', 'authenticated', 'sub', testing.uid(persona), 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.owner() returns text language sql as $$ select set_config('role', 'none', true) || set_config('request.jwt.claims', '', true) $$;
create function testing.give(email text, role text, organisation text default null, body text default null) returns text language sql as $$
  select public.give_role(email, role, organisation, body) ->> 'status'
$$;
create function testing.take(id uuid) returns text language sql as $$ select public.take_role(id) ->> 'status' $$;
-- What the caller is told of an address, one role a line; a star for what waits.
create function testing.shown(address text) returns text language sql as $$
  select coalesce(string_agg(concat_ws(' ', p ->> 'role', p ->> 'organisation', p ->> 'body') || case when (p ->> 'waiting')::boolean then '*' else '' end, ', ' order by p ->> 'role'), '')
  from jsonb_array_elements(public.people() -> 'people') p where p ->> 'email' = address
$$;
create function testing.id_of(address text, role text) returns uuid language sql security definer as $$
  select a.id from public.role_assignments a join auth.users u on u.id = a.user_id where u.email = address and a.role = id_of.role
  union all select i.id from private.invitations i where i.email = address and i.role = id_of.role
$$;
create function testing.history(address text) returns text language sql security definer as $$
  select coalesce(string_agg(concat_ws(' ', c.type, c.role, c.organisation, c.body, 'by ' || c.by), ', ' order by c.at), '') from public.role_changes c where c.email = address
$$;
create function testing.held(persona text) returns text language sql security definer as $$
  select coalesce(string_agg(concat_ws(' ', a.role, a.organisation, a.body), ', ' order by a.role), '') from public.role_assignments a where a.user_id = testing.uid(persona)
$$;
grant execute on all functions in schema testing to public;

select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state');
insert into auth.users (id, is_anonymous, email, email_confirmed_at) values
  (testing.uid('a1'), true, null, null), (testing.uid('b1'), false, 'staff@example.com', now()), (testing.uid('c1'), false, 'developer@example.com', now()),
  (testing.uid('d1'), false, 'recipient@example.com', now()), (testing.uid('e1'), false, 'office@example.com', now()), (testing.uid('f1'), false, 'had@example.com', now());

-- The first of the office
select is(private.give_role(' Office@Example.com ', 'office'), 'given', 'the owner gives the first of the office their role, by an address in any case');
select is(private.give_role('office@example.com', 'office'), 'already', 'once');
select is(testing.history('office@example.com'), 'given office', 'and that is told, by nobody who has an address');

-- Who may ask
select function_privs_are('public', f, a, who, case who when 'authenticated' then array['EXECUTE'] else array[]::text[] end, who || ' and ' || f)
  from (values ('people', array[]::text[]), ('give_role', array['text', 'text', 'text', 'text']), ('take_role', array['uuid'])) as t (f, a),
    unnest(array['anon', 'authenticated', 'service_role']) as who;
select table_privs_are('private', 'invitations', who, array[]::text[], who || ' does not see who is invited') from unnest(array['anon', 'authenticated', 'service_role']) as who;
select table_privs_are('public', 'role_changes', who, privileges, who || ' may at most read the history')
  from (values ('anon', array[]::text[]), ('authenticated', array['SELECT']), ('service_role', array[]::text[])) as t (who, privileges);
select policies_are('public', 'role_changes', array['The office reads what was given and taken']);

select testing.act_as('e1');
select is(testing.give('staff@example.com', 'staff', 'BSR'), 'given', 'the office gives staff their role');
select is(testing.give('developer@example.com', 'developer', 'BAL'), 'given', 'a developer, of an organisation');
select is(testing.give('recipient@example.com', 'recipient', null, 'nav'), 'given', 'a recipient, for a body');
select is(testing.give('had@example.com', 'office'), 'given', 'and another of the office');
select is(testing.take(testing.id_of('had@example.com', 'office')), 'taken', 'and takes it away');
select is(public.people() -> 'bodies', '[{"id": "nav", "name": "NAV"}]', 'the office is shown the bodies that it can choose among');
select is(public.people() ->> 'uid', testing.uid('e1')::text, 'an answer says whom it is for');

select testing.act_as('anon');
select throws_ok('select public.people()', '42501', null, 'anon sees nobody');
select throws_ok($$ select public.give_role('a@example.com', 'office') $$, '42501', null, 'gives nothing');
select throws_ok($$ select public.take_role(gen_random_uuid()) $$, '42501', null, 'takes nothing');
select throws_ok('select * from public.role_changes', '42501', null, 'and reads no history');
select testing.act_as('service');
select throws_ok($$ select public.give_role('a@example.com', 'office') $$, '42501', null, 'nor is it the service role''s');
select testing.owner();
create temporary table told (persona text, who text, people jsonb, given text, self text, taken text, history bigint);
do $$
declare
  one record;
  told record;
begin
  for one in values ('a1', 'an anonymous user'), ('b1', 'staff'), ('c1', 'a developer'), ('d1', 'a recipient'), ('f1', 'one who was of the office') loop
    perform testing.act_as(one.column1);
    select public.people() as people, testing.give('friend@example.com', 'office') as given, testing.give(one.column2 || '@example.com', 'office') as self,
      testing.take(testing.id_of('office@example.com', 'office')) as taken, (select count(*) from public.role_changes) as history into told;
    perform testing.owner();
    insert into told values (one.column1, one.column2, told.people, told.given, told.self, told.taken, told.history);
  end loop;
end
$$;
select is(people, jsonb_build_object('uid', testing.uid(persona), 'status', 'forbidden'), who || ' sees nobody') from told;
select is(array[given, self, taken], array['forbidden', 'forbidden', 'forbidden'], who || ' neither gives nor takes') from told;
select is(history, 0::bigint, who || ' reads no history') from told;
select is_empty($$ select email from private.invitations $$, 'and nothing came of any of it');
select is(testing.held('e1'), 'office', 'the office is the office still');

-- Addresses that wait
select testing.act_as('e1');
select is(testing.give('New@Example.com', 'developer', 'BBJ'), 'invited', 'one who is not here is invited');
select is(testing.give('new@example.com', 'developer', 'BBJ'), 'already', 'once');
select is(testing.give('new@example.com', 'recipient', null, 'nav'), 'invited', 'to several roles');
select is(testing.shown('new@example.com'), 'developer BBJ*, recipient nav*', 'and is shown to wait');
select is(testing.give(address, 'staff'), 'invalid-email', format('%L is no address', address))
  from unnest(array['', 'navn', 'navn@oslo', 'a b@example.com', 'a@b@example.com', '<a@example.com>', 'a@example..com', 'a@example.com,b@example.com', null]) address;
select is(testing.give('new@example.com', role, organisation, body), 'invalid', concat_ws(' ', 'no such role:', role, organisation, body))
  from (values ('king', null, null), ('developer', null, null), ('developer', 'XXX', null), ('recipient', null, null), ('recipient', null, 'nobody'), ('office', 'BAL', null), (null, null, null)) t (role, organisation, body);
select is(testing.give('developer@example.com', 'developer'), 'invalid', 'nor for one who is here');

select testing.owner();
insert into auth.users (id, email) values (testing.uid('11'), 'new@example.com');
select is(testing.held('11'), '', 'an address that is not confirmed is nobody''s');
select is(private.give_role('new@example.com', 'staff'), 'invited', 'and who has only claimed it is given nothing');
set local role supabase_auth_admin;
update auth.users set email_confirmed_at = now() where id = testing.uid('11');
select testing.owner();
select is(testing.held('11'), 'developer BBJ, recipient nav, staff', 'confirmed, it has what it was invited to');
select is_empty($$ select role from private.invitations $$, 'and nothing waits any more');
select is(testing.history('new@example.com'),
  'invited developer BBJ by office@example.com, invited recipient nav by office@example.com, invited staff, joined developer BBJ, joined recipient nav, joined staff', 'all of it is told');
select is(private.give_role('later@example.com', 'staff'), 'invited', 'another waits');
-- Auth gives an anonymous user an address in several steps.
insert into auth.users (id, is_anonymous) values (testing.uid('12'), true);
update auth.users set email = 'later@example.com' where id = testing.uid('12');
update auth.users set email_confirmed_at = now() where id = testing.uid('12');
select is(testing.held('12'), '', 'an anonymous user has no role');
update auth.users set is_anonymous = false where id = testing.uid('12');
select is(testing.held('12'), 'staff', 'until they are anonymous no longer');
select private.give_role('third@example.com', 'developer', 'BGO');
insert into auth.users (id, email, email_confirmed_at, deleted_at) values (testing.uid('13'), 'third@example.com', now(), now());
select is(testing.held('13'), '', 'one who is removed has none');
insert into auth.users (id, email, email_confirmed_at) values (testing.uid('14'), 'Third@example.com', now());
select is(testing.held('14'), 'developer BGO', 'one who is confirmed from the first has it at once, in whatever case Auth keeps the address');

-- Taking away
select testing.act_as('e1');
select is(testing.take(testing.id_of('new@example.com', 'developer')), 'taken', 'a role is taken away');
select is(testing.take(gen_random_uuid()), 'gone', 'what is not there is gone');
select is(testing.shown('new@example.com'), 'recipient nav, staff', 'the others stay');
select testing.give('wrong@example.com', 'office');
select is(testing.take(testing.id_of('office@example.com', 'office')), 'last-of-office', 'the last of the office stays, also when another is invited');
select is(testing.take(testing.id_of('wrong@example.com', 'office')), 'taken', 'an invitation is taken back');
select is(testing.history('wrong@example.com'), 'invited office by office@example.com, uninvited office by office@example.com', 'and that is told');
select testing.act_as('11');
select is_empty($$ select 1 from public.role_assignments where role = 'developer' $$, 'its holder holds it no longer');
select testing.owner();
select is_empty($$ select 1 from public.mine_rows where kind = 'role' and partition = 'user:' || testing.uid('11') and data ->> 'role' = 'developer' $$, 'nor is it sent to their devices');
insert into auth.users (id, email, email_confirmed_at) values (testing.uid('15'), 'wrong@example.com', now());
select is(testing.held('15'), '', 'an invitation that was taken back gives nothing');

-- The history
select throws_ok($$ update public.role_changes set role = 'staff' $$, '55000', null, 'the history is not changed');
select throws_ok($$ update public.role_changes set email = 'other@example.com' where email is not null $$, '55000', null, 'not even whose it is');
select throws_ok($$ delete from public.role_changes $$, '55000', null, 'nor removed');
select testing.act_as('e1');
select throws_ok($$ insert into public.role_changes (type) values ('erased') $$, '42501', null, 'nor written by the office');
select is(jsonb_array_length(public.people() -> 'changes'), (select count(*)::integer from public.role_changes), 'the office is shown all of it');
select is(public.people() -> 'changes' -> 0 ->> 'type', 'uninvited', 'the newest first');

-- Being erased
select testing.give('developer@example.com', 'office');
select testing.act_as('c1');
select testing.give('staff@example.com', 'office');
select public.erase_me();
select is(public.people() ->> 'status', 'forbidden', 'who is erased is of the office no longer');
select testing.owner();
select is_empty($$ select 1 from public.role_changes c where testing.uid('c1') in (c.holder, c.by_user) or 'developer@example.com' in (c.email, c.by) $$, 'nothing in the history names them');
select isnt_empty($$ select 1 from public.role_changes where email = 'staff@example.com' and role = 'office' and type = 'given' and by is null $$, 'what they gave is told still');
select is((select type from public.role_changes order by at desc limit 1), 'erased', 'that somebody was erased is told');
insert into auth.users (id, email, email_confirmed_at) values (testing.uid('16'), 'developer@example.com', now());
select is(testing.held('16'), '', 'who comes back to the address has no role');
select testing.act_as('a1');
select public.erase_me();
select testing.owner();
select is((select count(*) from public.role_changes where type = 'erased'), 1::bigint, 'of one who never had a role nothing is told');

select * from finish();
rollback;
