-- The reports as those see them who work with them: who sees which, and what they are told of where it comes from.
begin;
select plan(48);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}' when 'service' then '{"role": "service_role"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona in ('a1', 'a2'))::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.report(n text, place jsonb, hide boolean) returns text language sql as $$
  select testing.pushed('report.submit', jsonb_strip_nulls(jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || n, 'form', 'meld', 'formVersion', 1,
    'answers', '{"hva": "Ingen tolk"}'::jsonb, 'place', place, 'hidePlace', hide)))
$$;
-- What a persona is shown, each report by its last figure with what is told of its place.
create function testing.shown() returns text[] language plpgsql as $$
begin
  return (
    select coalesce(array_agg(right(r.data ->> 'report', 1) || coalesce(' ' || (select string_agg(p.value, ', ' order by p.key) from jsonb_each_text(r.data -> 'place') p), '') order by r.data ->> 'report'), '{}')
    from public.stream_rows r where r.stream = 'inbox' and r.partition in (select s.partition from public.shown_partitions s where s.name = 'inbox')
  );
end $$;
-- What is pulled must be what is counted.
create function testing.pulled() returns text language sql as $$
  select (p ->> 'count') || ' ' || jsonb_array_length(p -> 'rows') || ' ' || jsonb_array_length(public.manifest('inbox') -> 'rows') from public.pull('inbox') p
$$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000' || u)::uuid, u like 'a%'
  from unnest(array['a1', 'a2', 'b1', 'c1', 'c2', 'c3', 'd1', 'e1', 'f1', 'f2']) u;
select private.lock_stream('library');
select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('prove', 'Prøve', 'state') on conflict do nothing;
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000b1', 'staff', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000c1', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000c2', 'developer', 'UDE', null),
  ('00000000-0000-4000-8000-0000000000c3', 'developer', 'BSR', null),
  ('00000000-0000-4000-8000-0000000000d1', 'office', null, null),
  ('00000000-0000-4000-8000-0000000000e1', 'recipient', null, 'prove'),
  ('00000000-0000-4000-8000-0000000000f1', 'office', null, null),
  ('00000000-0000-4000-8000-0000000000f1', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000f2', 'developer', 'BAL', null);

insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true);

select throws_ok($$ insert into public.inbox_cases (id, report, audience, organisations, number, data) values (gen_random_uuid(), gen_random_uuid(), 'office', '{}', 'M', '{}') $$,
  '55000', null, 'even the owner is refused without the lock');

select testing.act_as('a1');
select is(testing.report('1', '{"district": "BAL", "service": "barnehage", "workplace": "Furuset barnehage", "function": "pedagogisk leder"}', false), 'applied', 'a report that tells where');
select is(testing.report('2', '{"organisation": "BAL", "district": "BAL", "service": "barnehage", "workplace": "Furuset barnehage", "function": "pedagogisk leder"}', true), 'applied', 'one that keeps it back');
select is(testing.report('3', '{"organisation": "UDE", "district": "BAL", "service": "skole"}', false), 'applied', 'one from an agency');
select is(testing.report('4', null, true), 'applied', 'one that tells nothing');
select is(testing.report('5', '{"workplace": "Furuset barnehage"}', true), 'applied', 'one that only told what it keeps back');

reset role;
create function testing.sees(persona text, who text, expected text[]) returns setof text language plpgsql as $$
begin
  perform testing.act_as(persona);
  return next is(testing.shown(), expected, who || ' is shown what is theirs to see');
  return next is(testing.pulled(), case when persona = 'anon' then '0 0 0' else format('%s %1$s %1$s', cardinality(expected)) end, who || ' pulls just that');
  return next is((select count(*) from public.inbox_cases), case persona when 'f1' then 7 else cardinality(expected) end::bigint, who || ' reads just that');
  perform set_config('role', 'postgres', true);
end $$;
create function testing.all_of_it() returns text[] language sql as $$
  select array['1 BAL, pedagogisk leder, barnehage, Furuset barnehage', '2 BAL, pedagogisk leder, BAL, barnehage, Furuset barnehage', '3 BAL, UDE, skole', '4', '5 Furuset barnehage']
$$;
grant execute on all functions in schema testing to public;

select testing.sees('anon', 'everyone else', '{}');
select testing.sees('a1', 'its anonymous writer', '{}');
select testing.sees('b1', 'a member of staff of the same organisation, its leader too,', '{}');
select testing.sees('c1', 'the developer of the organisation', array['1 BAL, pedagogisk leder, barnehage, Furuset barnehage', '2 BAL, barnehage']);
select testing.sees('c2', 'the developer of the agency', array['3 BAL, UDE, skole']);
select testing.sees('c3', 'the developer of another district', '{}');
select testing.sees('d1', 'the office', testing.all_of_it());
select testing.sees('e1', 'a recipient', '{}');
select testing.sees('f1', 'one of the office who develops an organisation too', testing.all_of_it());

delete from public.role_assignments where user_id = '00000000-0000-4000-8000-0000000000f2';
select testing.sees('f2', 'a former developer', '{}');

select testing.act_as('c1');
select throws_ok(format('%s', attempt), '42501', null, 'a developer does not write there: ' || attempt) from unnest(array[
  'insert into public.inbox_cases (id) values (gen_random_uuid())', 'update public.inbox_cases set data = ''{}''', 'delete from public.inbox_cases']) attempt;
select ok(not data::text like '%0000000000a1%' and not data ? 'owner', 'nobody is told who wrote it') from public.inbox_cases where number = (select min(number) from public.inbox_cases);

-- It follows the report.
select testing.act_as('a1');
select is(testing.pushed('report.message', '{"id": "00000000-0000-4000-9000-00000000aaaa", "report": "00000000-0000-4000-9000-000000000001", "text": "Fortsatt ingen"}'), 'applied', 'its writer says more');
select is(testing.pushed('report.correct', '{"report": "00000000-0000-4000-9000-000000000001", "formVersion": 1, "answers": {"hva": "Ingen somalisk tolk"}, "place": {"district": "BSR"}, "hidePlace": false}'), 'applied', 'and corrects it, place and all');
select testing.act_as('c3');
select is((select data #>> '{messages,0,text}' || ' ' || (data #>> '{answers,hva}') || ' ' || (data #>> '{events,0,type}') from public.inbox_cases), 'Fortsatt ingen Ingen somalisk tolk corrected', 'who is to see it now sees all of it');
select testing.act_as('c1');
select is(testing.shown(), array['2 BAL, barnehage'], 'who no longer is, does not');
select testing.act_as('a1');
select is(testing.pushed('report.withdraw', '{"report": "00000000-0000-4000-9000-000000000001"}'), 'applied', 'its writer takes it back');
select testing.sees('c3', 'then the developer', '{}');

select * from finish();
rollback;
