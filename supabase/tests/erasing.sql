-- Whoever asks to be erased is: every persona, for good, and nobody else with them.
begin;
select plan(44);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}' when 'service' then '{"role": "service_role"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.id(n text) returns uuid language sql as $$ select ('00000000-0000-4000-9000-0000000000' || n)::uuid $$;
create function testing.uid(persona text) returns uuid language sql as $$ select ('00000000-0000-4000-8000-0000000000' || persona)::uuid $$;
create function testing.report(n text) returns text language sql as $$
  select testing.pushed('report.submit', jsonb_build_object('id', testing.id(n), 'form', 'meld', 'formVersion', 1, 'answers', '{"hva": "Ingen tolk"}'::jsonb,
    'place', '{"service": "barnehage", "workplace": "Eikenga"}'::jsonb, 'hidePlace', false))
$$;
create function testing.steps(n text) returns text language sql as $$
  select coalesce(string_agg(e.type || coalesce(' ' || nullif(e.detail, '{}')::text, ''), ', ' order by e.rev), '') from public.report_events e where e.report = testing.id(n)
$$;
-- Every place in the database that names the user, and no report of theirs.
create function testing.traces(persona text) returns text language sql as $$
  select coalesce(string_agg(t.name, ', ' order by t.name), '') from (
    select 'users' as name from auth.users where id = testing.uid(persona)
    union all select 'sessions' from auth.sessions where user_id = testing.uid(persona)
    union all select 'tokens' from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id where s.user_id = testing.uid(persona)
    union all select 'identities' from auth.identities where user_id = testing.uid(persona)
    union all select 'roles' from public.role_assignments where user_id = testing.uid(persona)
    union all select 'memberships' from public.memberships where owner = testing.uid(persona)
    union all select distinct 'ledger' from private.op_ledger where actor = testing.uid(persona)
    union all select 'counts' from private.push_counts where pusher = 'user:' || testing.uid(persona)
    union all select distinct 'changes' from private.obstacle_changes where actor = testing.uid(persona)
  ) t
$$;
grant execute on all functions in schema testing to public;

select function_privs_are('public', 'erase_me', array[]::text[], who, privileges, who || ' may ask to be erased or not')
  from (values ('anon', array[]::text[]), ('authenticated', array['EXECUTE']), ('service_role', array[]::text[])) as t (who, privileges);
select table_privs_are('private', 'erased_users', who, array[]::text[], who || ' does not see who was erased') from unnest(array['anon', 'authenticated', 'service_role']) as who;

insert into auth.users (id, is_anonymous, email) select testing.uid(u), u = 'a1', case when u <> 'a1' then u || '@example.com' end from unnest(array['a1', 'b1', 'c1', 'd1', 'e1']) u;
insert into auth.sessions (id, user_id) select gen_random_uuid(), id from auth.users;
insert into auth.refresh_tokens (token, user_id, session_id) select s.id::text, s.user_id, s.id from auth.sessions s;
insert into auth.identities (provider_id, user_id, identity_data, provider) select id, id, jsonb_build_object('email', email), 'email' from auth.users where email is not null;
select private.lock_stream('library');
select private.lock_stream('register');
insert into public.role_assignments (user_id, role, organisation) values (testing.uid('c1'), 'staff', 'BSR'), (testing.uid('d1'), 'developer', 'BSR'), (testing.uid('e1'), 'office', null);
select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true),
  ('00000000-0000-4000-9000-0000000000f2', 'seminar', 'host', '{"title": "Høst"}', true);
select private.lock_stream('register');
insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published, organisations) values
  ('00000000-0000-4000-9000-000000000a01', 'H-2020-901', 2020, 901, 'Ingen tolk', '…', 'structural', '2026-11-26', '2026-11-26', true, '{BSR}');

-- What each of them has done
select testing.act_as('d1');
select is(testing.pushed('obstacle.edit', jsonb_build_object('obstacle', '00000000-0000-4000-9000-000000000a01', 'base', (select rev from public.obstacles where number = 'H-2020-901'), 'fields', '{"title": "Tolk mangler"}'::jsonb)), 'applied', 'a developer edits an obstacle');
select testing.act_as('a1');
select is(testing.report(n), 'applied', 'report ' || n) from unnest(array['10', '11', '12', '13']) n;
select is(testing.pushed('report.message', jsonb_build_object('id', testing.id('90'), 'report', testing.id('10'), 'text', 'Det var Amina')), 'applied', 'a message');
select is(testing.pushed('seminar.join', jsonb_build_object('id', testing.id('91'), 'seminar', 'host')), 'applied', 'a seminar');
select testing.act_as('b1');
select is(testing.report('20'), 'applied', 'another user''s report');
reset role;
update public.reports set status = 'read' where id = testing.id('11');
update public.reports set status = 'connected', obstacle = 'H-2020-901' where id = testing.id('12');
update public.reports set status = 'declined', reason = 'Gjelder Amina' where id = testing.id('13');

-- An anonymous user
select testing.act_as('a1');
select lives_ok('select public.erase_me()', 'an anonymous user is erased');
reset role;
select is(testing.traces('a1'), '', 'nothing names them any more');
select results_eq($$ select status from public.reports where owner = testing.uid('a1') order by id $$, array['withdrawn', 'withdrawn', 'connected', 'declined'],
  'what nobody has done more with than read is taken back; the rest stays as it went');
select is_empty($$ select 1 from public.reports where owner = testing.uid('a1') and (answers <> '{}' or place ? 'workplace' or reason is not null) $$, 'without a word');
select results_eq($$ select distinct text from public.report_messages where owner = testing.uid('a1') $$, array[''], 'in any message');
select is(testing.steps('10'), 'withdrawn, redacted {"why": "own-wish"}', 'that it was their own wish is told');
select is(testing.steps('12'), 'connected {"obstacle": "H-2020-901"}, redacted {"why": "own-wish"}', 'what was connected counts still');
select is(testing.steps('13'), 'declined, redacted {"why": "own-wish"}', 'and no reason is left');

-- With a token that has not run out yet
select testing.act_as('a1');
select lives_ok('select public.erase_me()', 'asked again, it is done');
select throws_ok($$ select testing.report('14') $$, 'PT401', null, 'nothing more is written in their name');
select is((select count(*) from public.mine_rows where kind = 'report'), 4::bigint, 'a device of theirs still pulls, and learns that the words are gone');
reset role;
select is(testing.steps('10'), 'withdrawn, redacted {"why": "own-wish"}', 'the second time is not told');
select is(testing.traces('a1'), '', 'and leaves nothing');

-- Nobody else with them
select is(testing.traces('b1'), 'counts, identities, ledger, sessions, tokens, users', 'another user is untouched');
select results_eq($$ select status, answers ->> 'hva' from public.reports where owner = testing.uid('b1') $$, $$ values ('received', 'Ingen tolk') $$, 'and so is what they wrote');
select is((select p.count from public.stream_partitions p where p.owner = testing.uid('b1')), 1::bigint, 'and what they pull');

-- One with an address, a member of staff, a developer, the office
select is(testing.traces('d1'), 'changes, counts, identities, ledger, roles, sessions, tokens, users', 'a developer is named here and there');
select testing.act_as(who), lives_ok('select public.erase_me()', who || ' is erased') from unnest(array['b1', 'c1', 'd1']) who;
select throws_ok($$ select private.erase_user(testing.uid('e1')) $$, '42501', null, 'but erases nobody else');
reset role;
select lives_ok($$ select private.erase_user(testing.uid('e1')) $$, 'the owner of the database erases who asks for it otherwise');
select is(testing.traces(who), '', 'nothing names ' || who) from unnest(array['b1', 'c1', 'd1', 'e1']) who;
select is((select title from public.obstacles where number = 'H-2020-901'), 'Tolk mangler', 'what they did for the register stands');
select is((select count(*) from private.obstacle_changes where obstacle = '00000000-0000-4000-9000-000000000a01' and field = 'title'), 1::bigint, 'and when, but not by whom');

select testing.act_as('anon');
select throws_ok('select public.erase_me()', '42501', null, 'who is nobody has nothing to erase');
select testing.act_as('service');
select throws_ok('select public.erase_me()', '42501', null, 'the service role erases nobody by this');

select * from finish();
rollback;
