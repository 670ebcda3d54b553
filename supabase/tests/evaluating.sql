-- What people think of a seminar: once each, in time, and told to its hosts without pointing at anyone.
begin;
select plan(39);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona < 'b')::text end, true)
$$;
create function testing.answer(seminar text, answers jsonb, form text default 'evaluering') returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', 'report.submit', 'payload',
    jsonb_build_object('id', gen_random_uuid(), 'form', form, 'formVersion', 1, 'answers', answers, 'context', jsonb_build_object('ref', 'seminar:' || seminar), 'hidePlace', false))))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.as_user(n integer, seminar text, answers jsonb) returns text language sql as $$
  select testing.act_as('a' || to_hex(n)); select testing.answer(seminar, answers)
$$;
create function testing.told(seminar text) returns text language sql as $$
  select concat_ws(' ', e ->> 'status', e ->> 'joined', e ->> 'answered', e ->> 'told', jsonb_array_length(e -> 'texts')) from public.evaluation(seminar) e
$$;
create function testing.times(seminar text, value integer) returns text language sql as $$
  select c ->> 'times' from jsonb_array_elements(public.evaluation(seminar) -> 'counts') c where c ->> 'question' = 'nytte' and (c -> 'answer')::integer = times.value
$$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || to_hex(n))::uuid, true from generate_series(1, 15) n;
insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000b' || n)::uuid, false from generate_series(1, 3) n;
select private.lock_stream('library');
select private.lock_stream('mine');
insert into public.role_assignments (user_id, role, organisation) values
  ('00000000-0000-4000-8000-0000000000b1', 'office', null), ('00000000-0000-4000-8000-0000000000b2', 'developer', 'BBJ'), ('00000000-0000-4000-8000-0000000000b3', 'developer', 'BAL');
insert into public.documents (id, kind, slug, data, published, host) values
  (gen_random_uuid(), 'form', 'evaluering', '{"title": {"nb": "E", "nn": "E"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "nytte", "kind": "scale", "label": {"nb": "N", "nn": "N"}, "required": true, "from": 1, "to": 5, "ends": {"from": {"nb": "i", "nn": "i"}, "to": {"nb": "s", "nn": "s"}}},
    {"id": "savnet", "kind": "longText", "label": {"nb": "S", "nn": "S"}, "maxLength": 1000}]}]}]}', true, null),
  (gen_random_uuid(), 'seminar', 'nytt', jsonb_build_object('title', 'Nytt', 'evaluationCloses', (now() at time zone 'Europe/Oslo')::date - 3), true, 'BBJ'),
  (gen_random_uuid(), 'seminar', 'gammelt', jsonb_build_object('title', 'Gammelt', 'evaluationCloses', (now() at time zone 'Europe/Oslo')::date - 8), true, null),
  (gen_random_uuid(), 'seminar', 'uten-dag', '{"title": "Uten dag"}', true, null);
insert into public.memberships (id, owner, seminar) select gen_random_uuid(), ('00000000-0000-4000-8000-0000000000a' || n)::uuid, 'nytt' from generate_series(1, 3) n;

select function_privs_are('public', 'evaluation', array['text'], who, privileges, who || ': evaluation') from
  (values ('anon', array[]::text[]), ('authenticated', array['EXECUTE']), ('service_role', array[]::text[])) w (who, privileges);

-- Answering
select is(testing.as_user(1, 'nytt', '{"nytte": 5, "savnet": "Mer tid"}'), 'applied', 'one answers');
select is(testing.as_user(1, 'nytt', '{"nytte": 1}'), 'rejected already context', 'once');
select is(testing.as_user(1, 'uten-dag', '{"nytte": 1}'), 'applied', 'and another seminar too');
select is(testing.as_user(1, 'gammelt', '{"nytte": 1}'), 'rejected not-allowed context', 'but not long after its day');
select is(testing.answer('gammelt', '{"nytte": 3}', 'nei'), 'rejected not-found form', 'what is no form is none');
select is(testing.as_user(n, 'nytt', jsonb_build_object('nytte', 4, 'savnet', 'Ord ' || n)), 'applied', 'others answer: ' || n) from generate_series(2, 4) n;

-- Told to hosts, in whole fives
select testing.act_as('b1');
select is(testing.told('nytt'), 'shown 3 4 0 0', 'of four nothing is told but how many they are');
select is(testing.as_user(5, 'nytt', '{"nytte": 4, "savnet": "   "}'), 'applied', 'a fifth');
select testing.act_as('b1');
select is(testing.told('nytt'), 'shown 3 5 5 4', 'of five all is told, without what is blank');
select is(testing.times('nytt', 4), '4', 'as counts');
select is(testing.times('nytt', 5), '1', 'of each answer');
select is(testing.as_user(6, 'nytt', '{"nytte": 1, "savnet": "Kaffe"}'), 'applied', 'a sixth');
select testing.act_as('b1');
select is(testing.told('nytt'), 'shown 3 6 5 4', 'is counted, but what it says is not told');
select is(testing.as_user(n, 'nytt', '{"nytte": 2}'), 'applied', 'more: ' || n) from generate_series(7, 10) n;
select testing.act_as('b1');
select is(testing.told('nytt'), 'shown 3 10 10 5', 'until there are five more');
select testing.act_as('b2');
select is(testing.told('nytt'), 'shown 3 10 10 5', 'a developer of the organisation that hosts is told too');
select is(testing.told('uten-dag'), 'forbidden', 'but not of others');
select testing.act_as('b3');
select is(testing.told('nytt'), 'forbidden', 'nor is another organisation''s developer');
select testing.act_as('a1');
select is(testing.told('nytt'), 'forbidden', 'nor who has joined');

-- No cases
select testing.act_as('b1');
select is((select count(*) from public.inbox_cases), 0::bigint, 'it is no case for anyone');
reset role;
update public.reports set status = 'withdrawn' where owner = '00000000-0000-4000-8000-0000000000a2';
select is((select count(*) from public.inbox_cases), 0::bigint, 'whatever becomes of it');
select testing.act_as('b1');
select is(testing.told('nytt'), 'shown 3 9 5 1', 'the five of which one has taken theirs back is told no more, so that nobody sees what was that one''s');
select is(testing.as_user(2, 'nytt', '{"nytte": 3}'), 'rejected already context', 'who has taken theirs back does not answer again, and fills no five');
select is(testing.as_user(n, 'nytt', '{"nytte": 2}'), 'applied', 'others come: ' || n) from generate_series(11, 15) n;
select testing.act_as('b1');
select is(testing.told('nytt'), 'shown 3 14 10 1', 'of whom the next five are told');
select testing.act_as('a3');
select is((select concat_ws(' ', a ->> 'status', a ->> 'code') from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', 'report.correct', 'payload',
    jsonb_build_object('report', (select id from public.reports where owner = auth.uid() and context ->> 'ref' = 'seminar:nytt'), 'formVersion', 1, 'answers', '{"nytte": 1}'::jsonb, 'hidePlace', false))))) p, jsonb_array_elements(p -> 'answers') a),
  'rejected not-allowed', 'nor does anyone say otherwise what they have said');
reset role;
update public.reports set status = 'withdrawn' where owner::text ~ 'a[37]$' or owner::text ~ 'ab$';
select testing.act_as('b1');
select is(testing.told('nytt'), 'shown 3 11 0 0', 'and of fives that are not whole nothing is');

select * from finish();
rollback;
