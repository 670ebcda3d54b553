-- The write side: who may push what, and that nothing else opens the tables behind it.
begin;
select plan(163);

select function_privs_are('public', 'push', array['json'], who, privileges, who || ' may push or not')
  from (values ('anon', array[]::text[]), ('authenticated', array['EXECUTE']), ('service_role', array[]::text[])) as t (who, privileges);
select table_privs_are('private', t, who, array[]::text[], who || ' does not see ' || t)
  from unnest(array['op_kinds', 'op_ledger', 'push_counts']) as t, unnest(array['anon', 'authenticated', 'service_role']) as who;
select is_empty($$ select k.kind from private.op_kinds k where to_regprocedure('private.' || k.handler || '(jsonb)') is null $$, 'every operation has its function');
select set_eq($$ select kind from private.op_kinds $$, array['report.submit', 'report.message', 'report.correct', 'report.withdraw', 'seminar.join', 'seminar.leave',
  'obstacle.create', 'obstacle.edit', 'obstacle.move', 'obstacle.follow-up', 'obstacle.publish', 'case.read', 'case.ask', 'case.connect', 'case.decline',
  'obstacle.escalate', 'obstacle.deadline', 'obstacle.merge', 'obstacle.part', 'obstacle.ask', 'report.still', 'register.freeze', 'obstacle.redact',
  'seminar.create', 'seminar.edit', 'seminar.publish', 'file.add', 'file.edit', 'file.open', 'file.remove'], 'these are the operations');

select ok('statement_timeout=20s' = any (p.proconfig), 'a push may last longer than it may wait for two locks') from pg_proc p where p.oid = 'public.push'::regproc;
create function pg_temp.address(headers text) returns text language plpgsql as $$
begin
  perform set_config('request.headers', headers, true);
  return private.request_address();
end $$;
select is(pg_temp.address(headers), address, 'the address of ' || headers) from (values
  ('', null), ('{}', null), ('{"x-forwarded-for": ""}', null), ('{"x-forwarded-for": "192.0.2.1"}', '192.0.2.1'),
  ('{"x-forwarded-for": " 2001:db8:1:2:3:4:5:6 , 10.0.0.1"}', '2001:db8:1:2::'), ('{"x-forwarded-for": "::ffff:192.0.2.1"}', '::ffff:192.0.2.1'), ('{"x-forwarded-for": "unknown, 10.0.0.1"}', null),
  ('{"x-forwarded-for": "203.0.113.9, 192.0.2.1", "cf-connecting-ip": "192.0.2.1"}', '192.0.2.1'), ('{"cf-connecting-ip": "unknown"}', null)) as t (headers, address);
set local "request.headers" to '';

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona
      when 'anon' then '{"role": "anon"}'
      when 'service' then '{"role": "service_role"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;

create function testing.reports(persona text, who text) returns setof text language plpgsql as $$
declare
  report uuid := gen_random_uuid();
begin
  perform testing.act_as(persona);
  return next is(testing.pushed('report.submit', jsonb_build_object('id', report, 'form', 'meld', 'formVersion', 1, 'answers', '{"a": "x"}'::jsonb, 'hidePlace', false)), 'applied', who || ' reports');
  return next is(testing.pushed('report.message', jsonb_build_object('id', gen_random_uuid(), 'report', report, 'text', 'Mer')), 'applied', who || ' writes more');
  return next is(testing.pushed('report.withdraw', jsonb_build_object('report', report)), 'applied', who || ' withdraws');
  return next is(testing.pushed('seminar.join', jsonb_build_object('id', gen_random_uuid(), 'seminar', 'host-2024')), 'applied', who || ' joins a seminar');
  return next is(testing.pushed('seminar.leave', '{"seminar": "host-2024"}'), 'applied', who || ' leaves it');
  perform set_config('role', 'postgres', true);
end $$;
create function testing.works(persona text, who text, edits text, addresses text, publishes text, follows text, answers text, makes text) returns setof text language plpgsql as $$
begin
  perform testing.act_as(persona);
  return next is(testing.pushed('obstacle.edit', '{"obstacle": "00000000-0000-4000-8000-000000000001", "base": 0, "fields": {}}'), edits, who || ': edit');
  return next is(testing.pushed('obstacle.edit', '{"obstacle": "00000000-0000-4000-8000-000000000001", "base": 0, "fields": {"addressedTo": ["nav"]}}'), addresses, who || ': address');
  return next is(testing.pushed('obstacle.move', '{"obstacle": "00000000-0000-4000-8000-000000000001", "from": "registered", "to": "closed", "reason": "x"}'), case edits when 'applied' then 'rejected not-allowed to' else edits end, who || ': move');
  return next is(testing.pushed('obstacle.publish', '{"obstacle": "00000000-0000-4000-8000-000000000001", "published": false}'), publishes, who || ': publish');
  return next is(testing.pushed('obstacle.follow-up', jsonb_build_object('id', gen_random_uuid(), 'obstacle', '00000000-0000-4000-8000-000000000001', 'way', 'prosjekt', 'text', 'x', 'date', '2026-11-26', 'public', false)), follows, who || ': follow up');
  return next is(testing.pushed('obstacle.follow-up', jsonb_build_object('id', gen_random_uuid(), 'obstacle', '00000000-0000-4000-8000-000000000001', 'way', 'svar', 'text', 'x', 'date', '2026-11-26', 'public', true)), answers, who || ': answer');
  return next is(testing.pushed('obstacle.create', jsonb_build_object('id', gen_random_uuid(), 'title', 't', 'description', 'd')), makes, who || ': create');
  perform set_config('role', 'postgres', true);
end $$;
create function testing.moved(state text, next_state text, reason text default null) returns text language sql as $$
  select testing.pushed('obstacle.move', jsonb_strip_nulls(jsonb_build_object('obstacle', '00000000-0000-4000-8000-000000000002', 'from', state, 'to', next_state, 'reason', reason)))
$$;
create function testing.refused(kind text, good jsonb, bad jsonb, code text) returns text language sql as $$
  select is(testing.pushed(kind, case when jsonb_typeof(bad) = 'string' then good - (bad #>> '{}') else good || bad end), 'rejected ' || code, kind || ' ' || bad::text)
$$;

select private.lock_stream('library');
select private.lock_stream('register');
insert into public.documents (id, kind, slug, data, published) values
  (gen_random_uuid(), 'seminar', 'host-2024', '{}', true), (gen_random_uuid(), 'seminar', 'skjult', '{}', false),
  (gen_random_uuid(), 'form', 'meld', '{"versions": [{"version": 1, "steps": [{"questions": [{"id": "a", "kind": "shortText", "maxLength": 9}]}]}]}', true);
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state'), ('udir', 'Udir', 'state');
insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || n)::uuid, n = 1 from generate_series(1, 7) n;
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000a3', 'staff', 'BAL', null), ('00000000-0000-4000-8000-0000000000a4', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000a5', 'developer', 'BSR', null), ('00000000-0000-4000-8000-0000000000a6', 'recipient', null, 'nav'),
  ('00000000-0000-4000-8000-0000000000a7', 'office', null, null);
insert into public.obstacles (id, number, year, serial, title, description, kind, organisations, addressed_to, reviewed, as_of)
select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'H-2026-' || n, 2026, n, 't', 'd', 'structural', '{BAL}', '{nav}', '2026-11-26', '2026-11-26' from generate_series(1, 2) n;
insert into private.number_counters (series, year, last) values ('H', extract(year from now() at time zone 'Europe/Oslo'), 2)
  on conflict (series, year) do update set last = 2;

-- Nobody
select testing.act_as('anon');
select throws_ok($$ select public.push('{"client": 1, "ops": []}') $$, '42501', null, 'anon pushes nothing');
select testing.act_as('service');
select throws_ok($$ select public.push('{"client": 1, "ops": []}') $$, '42501', null, 'nor does the service role: it is nobody');
reset role;
set local "request.jwt.claims" to '{"role": "authenticated"}';
select throws_ok($$ select private.take_batch('{"ops": []}') $$, '42501', 'operations are pushed by users', 'a token of no user pushes nothing');

-- Those with a role
select testing.works('a1', 'an anonymous user', no, no, no, no, no, no) from (values ('rejected forbidden')) as t (no);
select testing.works('a2', 'a signed-in user', no, no, no, no, no, no) from (values ('rejected forbidden')) as t (no);
select testing.works('a3', 'staff', no, no, no, no, no, no) from (values ('rejected forbidden')) as t (no);
select testing.works('a4', 'a developer of BAL', 'applied', 'rejected forbidden addressedTo', 'rejected forbidden', 'applied', 'applied', 'applied');
select testing.works('a5', 'a developer of BSR', no, no, no, no, no, 'applied') from (values ('rejected forbidden')) as t (no);
select testing.works('a6', 'a recipient of NAV', no, no, no, 'rejected forbidden way', 'applied', no) from (values ('rejected forbidden')) as t (no);
select testing.works('a7', 'the office', 'applied', 'applied', 'rejected already', 'applied', 'applied', 'applied');
select results_eq($$ select organisations from public.obstacles where serial > 2 order by serial $$, $$ values ('{BAL}'::text[]), ('{BSR}'), ('{}') $$, 'a new obstacle is the developer''s own organisation''s, or nobody''s yet');
select is_empty($$ select from public.obstacle_events e where to_jsonb(e)::text like '%-0000000000a%' $$, 'no event names a user');
select set_eq($$ select distinct by from public.obstacle_events $$,
  $$ values ('{"role": "office"}'::jsonb), ('{"role": "developer", "organisation": "BAL"}'), ('{"role": "developer", "organisation": "BSR"}'), ('{"role": "recipient", "body": "nav"}') $$, 'but in which role it was done');

-- What a payload must be
select testing.act_as('a7');
select testing.refused('obstacle.create', jsonb_build_object('id', gen_random_uuid(), 'title', 't', 'description', 'd'), bad, code)
  from (values ('"title"'::jsonb, 'invalid title'), ('{"title": "  "}', 'invalid title'), ('{"kind": "x"}', 'invalid kind'), ('{"levels": ["x"]}', 'invalid levels'), ('{"services": "skole"}', 'invalid services'),
    ('{"districts": ["BAL", "BAL"]}', 'invalid districts'), ('{"themes": [1]}', 'invalid themes'), ('{"organisations": ["XXX"]}', 'invalid organisations'), ('{"addressedTo": []}', 'invalid addressedTo'),
    ('{"id": "00000000-0000-4000-8000-000000000001"}', 'already id'), (jsonb_build_object('title', repeat('x', 201)), 'too-large title')) as t (bad, code);
select testing.refused('obstacle.edit', '{"obstacle": "00000000-0000-4000-8000-000000000001", "base": 0, "fields": {}}', bad, code)
  from (values ('"fields"'::jsonb, 'invalid fields'), ('{"fields": {"status": "closed"}}', 'invalid fields.status'), ('{"fields": {"bodyIds": ["nobody"]}}', 'invalid bodyIds'), ('{"fields": {"kind": "x"}}', 'invalid kind'),
    ('{"base": -1}', 'invalid base'), ('{"obstacle": "00000000-0000-4000-8000-0000000000ff"}', 'not-found obstacle')) as t (bad, code);
select testing.refused('obstacle.follow-up', jsonb_build_object('id', gen_random_uuid(), 'obstacle', '00000000-0000-4000-8000-000000000001', 'way', 'svar', 'text', 'x', 'date', '2026-11-26', 'public', true), bad, code)
  from (values ('{"way": "x"}'::jsonb, 'invalid way'), ('{"date": "2026-02-30"}', 'invalid date'), ('{"date": "26.11.2026"}', 'invalid date'), ('{"text": ""}', 'invalid text'), ('"public"', 'invalid public'),
    (jsonb_build_object('text', repeat('x', 4001)), 'too-large text'), ('{"id": "00000000-0000-4000-8000-000000000002"}', 'already id')) as t (bad, code);
select is(testing.pushed('obstacle.burn', '{}'), 'rejected unknown-kind', 'an operation that does not exist');

-- The states
select is(testing.moved('registered', 'escalated'), 'rejected not-allowed to', 'no step is passed over');
select is(testing.moved('assessed', 'escalated'), 'conflict', 'nor taken from where it does not stand');
select is(testing.moved('registered', 'assessed'), 'applied', 'registered, assessed');
select is(testing.moved('assessed', 'escalated'), 'applied', 'escalated');
select is(testing.moved('escalated', 'following-up'), 'applied', 'followed up');
select is(testing.moved('following-up', 'closed'), 'rejected invalid reason', 'an end needs a reason');
select is(testing.moved('following-up', 'resolved', 'Løst'), 'applied', 'and is reached with one');
select is(testing.moved('resolved', 'following-up'), 'rejected invalid reason', 'so does the way back');
select is(testing.moved('resolved', 'following-up', 'Ikke løst likevel'), 'applied', 'which is open');
select is(testing.moved('following-up', 'closed', 'Slutt'), 'applied', 'to the other end too');
select is(testing.moved('closed', 'resolved', 'x'), 'rejected not-allowed to', 'but from end to end there is no way');
reset role;

-- From here on the last stream's lock is held, and a transaction does not go back to the one before
-- Everyone with a user
select testing.reports(persona, who) from (values ('a1', 'an anonymous user'), ('a2', 'a signed-in user'), ('a3', 'staff'), ('a4', 'a developer'), ('a6', 'a recipient'), ('a7', 'the office')) as t (persona, who);

-- Another's
select testing.act_as('a2');
select is(testing.pushed('report.withdraw', jsonb_build_object('report', (select r.id from public.reports r limit 1))), 'rejected already', 'what is one''s own is known');
reset role;
create temporary table others as select id from public.reports where owner = '00000000-0000-4000-8000-0000000000a1';
grant select on others to authenticated;
select testing.act_as('a2');
select is(testing.pushed('report.withdraw', jsonb_build_object('report', (select id from others))), 'rejected not-found report', 'another''s report is not found');
select is(testing.pushed('report.message', jsonb_build_object('id', gen_random_uuid(), 'report', (select id from others), 'text', 'x')), 'rejected not-found report', 'nor written to');
select is(testing.pushed('report.submit', jsonb_build_object('id', (select id from others), 'form', 'meld', 'formVersion', 1, 'answers', '{}'::jsonb, 'hidePlace', false)), 'rejected already id', 'nor replaced');
select is(testing.pushed('seminar.join', jsonb_build_object('id', gen_random_uuid(), 'seminar', 'skjult')), 'rejected not-found seminar', 'a seminar that is not published cannot be joined');

select testing.refused('report.submit', jsonb_build_object('id', gen_random_uuid(), 'form', 'meld', 'formVersion', 1, 'answers', '{}'::jsonb, 'hidePlace', false), bad, code)
  from (values ('"id"'::jsonb, 'invalid id'), ('{"id": "x"}', 'invalid id'), ('{"more": 1}', 'invalid more'), ('{"form": "Æ"}', 'invalid form'), ('{"formVersion": 1.5}', 'invalid formVersion'),
    ('{"formVersion": 0}', 'invalid formVersion'), ('{"answers": []}', 'invalid answers'), ('{"hidePlace": "no"}', 'invalid hidePlace'), ('{"context": {}}', 'invalid context.ref'),
    ('{"context": {"ref": "model:x", "more": "x"}}', 'invalid context.more'), ('{"place": "x"}', 'invalid place'), ('{"place": {"workplace": 1}}', 'invalid workplace'), ('"answers"', 'invalid answers')) as t (bad, code);
reset role;

select * from finish();
rollback;
