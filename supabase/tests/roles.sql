-- Roles: a user reads their own, nobody gives or takes one from outside, and someone anonymous never holds one.
begin;
select plan(33);

select table_privs_are('public', 'role_assignments', who, privileges, who || ' may at most read roles')
  from (values ('anon', array['SELECT']), ('authenticated', array['SELECT']), ('service_role', array['SELECT'])) as t (who, privileges);
select policies_are('public', 'role_assignments', array['Users read their own roles']);

select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state');
insert into auth.users (id, is_anonymous) values
  ('00000000-0000-4000-8000-0000000000a1', true), ('00000000-0000-4000-8000-0000000000a2', false), ('00000000-0000-4000-8000-0000000000a3', false);
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000a2', 'developer', 'BAL', null), ('00000000-0000-4000-8000-0000000000a2', 'recipient', null, 'nav'),
  ('00000000-0000-4000-8000-0000000000a3', 'office', null, null);

-- What is accepted
prepare give as insert into public.role_assignments (user_id, role, organisation, body) values ($1, $2, $3, $4);
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a1', 'staff', null, null) $$, '23514', 'an anonymous user can hold no role', 'an anonymous user gets no role');
select throws_ok($$ update public.role_assignments set user_id = '00000000-0000-4000-8000-0000000000a1' where role = 'office' $$, '23514', null, 'nor is one handed over');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'king', null, null) $$, '23514', null, 'an unknown role is refused');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'developer', null, null) $$, '23514', null, 'a developer has an organisation');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'developer', 'XXX', null) $$, '23514', null, 'one that exists');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'recipient', null, null) $$, '23514', null, 'a recipient has a body');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'recipient', null, 'nobody') $$, '23503', null, 'one that exists');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'office', 'BAL', null) $$, '23514', null, 'the office is of no organisation');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'office', null, null) $$, '23505', null, 'a role is given once');
select lives_ok($$ execute give('00000000-0000-4000-8000-0000000000a3', 'staff', 'BSR', null) $$, 'someone may hold several');

set local role anon;
set local "request.jwt.claims" to '{"role": "anon"}';
select is_empty($$ select * from public.role_assignments $$, 'anon reads no roles');
select throws_ok($$ select private.is_office() $$, '42501', null, 'anon does not get at the functions that policies ask');

set local role authenticated;
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a1", "is_anonymous": true}';
select is_empty($$ select * from public.role_assignments $$, 'an anonymous user has none to read');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a1', 'office', null, null) $$, '42501', null, 'and takes none');
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a2", "is_anonymous": false}';
select set_eq($$ select role from public.role_assignments $$, array['developer', 'recipient'], 'a user reads their own roles, and no others');
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a2', 'office', null, null) $$, '42501', null, 'and gives themselves none');
select throws_ok($$ update public.role_assignments set organisation = 'BSR' $$, '42501', null, 'changes none');
select throws_ok($$ delete from public.role_assignments $$, '42501', null, 'and takes none away');
select throws_ok($$ select private.own_bodies() $$, '42501', null, 'the functions that policies ask are out of reach by name');
set local role service_role;
select throws_ok($$ execute give('00000000-0000-4000-8000-0000000000a2', 'office', null, null) $$, '42501', null, 'the service role gives none directly');
reset role;

-- What policies ask
select is(private.own_organisations(), array['BAL'], 'a developer works for an organisation');
select is(private.own_bodies(), array['nav'], 'a recipient answers for a body');
select ok(not private.is_office(), 'and neither is the office');
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a3", "is_anonymous": false}';
select ok(private.is_office(), 'the office is the office');
select is(private.own_organisations(), '{}', 'staff develops nothing');
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a3", "is_anonymous": true}';
select ok(not private.is_office(), 'a token that says anonymous opens nothing');
set local "request.jwt.claims" to '{"role": "anon"}';
select ok(not private.is_office() and private.own_organisations() = '{}' and private.own_bodies() = '{}', 'nobody has no role');
delete from auth.users where id = '00000000-0000-4000-8000-0000000000a2';
select is_empty($$ select * from public.role_assignments where user_id = '00000000-0000-4000-8000-0000000000a2' $$, 'roles go with their user');
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a2", "is_anonymous": false}';
select is(private.own_organisations(), '{}', 'and open nothing from then on');

select * from finish();
rollback;
