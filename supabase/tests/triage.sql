-- What those who work with reports do with them: who may, what two may do at once, and what its writer is told.
begin;
select plan(59);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'owner' then 'postgres' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona in ('a1', 'a2'))::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language plpgsql as $$
begin
  return (
    select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field', a -> 'fields' -> 'judgement' ->> 'theirs')
    from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
      jsonb_array_elements(p -> 'answers') a
  );
end $$;
create function testing.report(n text, place jsonb) returns text language sql as $$
  select testing.pushed('report.submit', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || n, 'form', 'meld', 'formVersion', 1,
    'answers', '{"hva": "Ingen tolk"}'::jsonb, 'place', place, 'hidePlace', false))
$$;
create function testing.judged(kind text, n text, more jsonb default '{}') returns text language sql as $$
  select testing.pushed(kind, jsonb_build_object('report', '00000000-0000-4000-9000-00000000000' || n) || more)
$$;
create function testing.connected(n text, obstacle text, seen jsonb) returns text language sql as $$
  select testing.judged('case.connect', n, jsonb_build_object('obstacle', '00000000-0000-4000-9000-000000000a0' || obstacle, 'seen', seen))
$$;
create function testing.told(n text) returns text language plpgsql as $$
begin
  return (
    select coalesce(string_agg(e.type || coalesce(' ' || coalesce(e.detail ->> 'obstacle', e.detail ->> 'reason'), ''), ', ' order by e.rev), '')
    from public.report_events e where e.report = ('00000000-0000-4000-9000-00000000000' || n)::uuid
  );
end $$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000' || u)::uuid, u like 'a%'
  from unnest(array['a1', 'a2', 'b1', 'c1', 'c2', 'd1', 'e1', 'f2']) u;
select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true);
select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('prove', 'Prøve', 'state');
insert into public.obstacles (id, number, year, serial, title, description, kind, organisations, reviewed, as_of, published)
select ('00000000-0000-4000-9000-000000000a0' || n)::uuid, 'H-2026-90' || n, 2026, 900 + n, 't', 'd', 'structural', organisations, '2026-11-26', '2026-11-26', n = 1
from (values (1, '{}'::text[]), (2, '{BAL}'), (3, '{BSR}')) as t (n, organisations);
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000b1', 'staff', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000c1', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000c2', 'developer', 'BSR', null),
  ('00000000-0000-4000-8000-0000000000d1', 'office', null, null),
  ('00000000-0000-4000-8000-0000000000e1', 'recipient', null, 'prove'),
  ('00000000-0000-4000-8000-0000000000f2', 'developer', 'BAL', null);
delete from public.role_assignments where user_id = '00000000-0000-4000-8000-0000000000f2';

select testing.act_as('a1');
select is(testing.report(n, '{"district": "BAL"}'), 'applied', 'report ' || n) from unnest(array['1', '2', '3', '4']) n;

-- Who may
select testing.act_as('owner');
create function testing.may(persona text, who text, answer text) returns setof text language plpgsql as $$
begin
  perform testing.act_as(persona);
  return next is(testing.judged('case.read', '1'), answer, who || ': read');
  return next is(testing.judged('case.ask', '1', jsonb_build_object('id', gen_random_uuid(), 'text', 'Hvor?')), answer, who || ': ask');
  return next is(testing.connected('2', '1', '{"status": "received"}'), answer, who || ': connect');
  return next is(testing.judged('case.decline', '3', '{"reason": "Er løst", "seen": {"status": "received"}}'), answer, who || ': decline');
  perform testing.act_as('owner');
end $$;
grant execute on all functions in schema testing to public;
select testing.act_as('owner');
select testing.may('a1', 'its anonymous writer', 'rejected forbidden');
select testing.may('a2', 'another anonymous user', 'rejected forbidden');
select testing.may('b1', 'a member of staff', 'rejected forbidden');
select testing.may('c2', 'the developer of another district', 'rejected forbidden');
select testing.may('e1', 'a recipient', 'rejected forbidden');
select testing.may('f2', 'a former developer', 'rejected forbidden');
select testing.may('c1', 'the developer of the district', 'applied');
select testing.may('d1', 'the office, after that, agreeing', 'applied');

select testing.act_as('a1');
select is(testing.told('1'), 'read', 'a report is read once, however many read it');
select is(testing.told('2'), 'connected H-2026-901', 'connected once');
select is(testing.told('3'), 'declined Er løst', 'and declined once');
select is((select string_agg(author || ' ' || text, ', ' order by rev) from public.report_messages where report = '00000000-0000-4000-9000-000000000001'), 'developer Hvor?, office Hvor?', 'its writer sees who asks');

-- Two at once
select testing.act_as('d1');
select is(testing.connected('2', '3', '{"status": "received"}'), 'conflict {"status": "connected", "obstacle": "H-2026-901"}', 'what another has decided meanwhile is not overwritten');
select is(testing.judged('case.decline', '2', '{"reason": "Nei", "seen": {"status": "read"}}'), 'conflict {"status": "connected", "obstacle": "H-2026-901"}', 'nor declined over');
select is(testing.connected('2', '3', '{"status": "connected", "obstacle": "H-2026-901"}'), 'applied', 'who has seen it may decide otherwise');
select is(testing.connected('3', '1', '{"status": "declined", "reason": "Er løst"}'), 'applied', 'also of what was declined');
select is(testing.judged('case.read', '3'), 'applied', 'and reading does not undo it');
select testing.act_as('a1');
select is(testing.told('2') || '; ' || testing.told('3'), 'connected H-2026-901, connected H-2026-903; declined Er løst, connected H-2026-901', 'its writer is told each time');
select is((select count(*) from public.reports where status = 'connected'), 2::bigint, 'and sees where it stands');

-- What may not be
select testing.act_as('c1');
select is(testing.connected('4', '3', '{"status": "received"}'), 'rejected not-found obstacle', 'a developer connects to no obstacle of others');
select is(testing.connected('4', '9', '{"status": "received"}'), 'rejected not-found obstacle', 'which is not told apart from none');
select is(testing.connected('4', '2', '{"status": "received"}'), 'applied', 'but to one of the own, published or not');
select is(testing.judged('case.decline', '4', '{"reason": " ", "seen": {"status": "read"}}'), 'rejected invalid reason', 'nobody is declined without a reason');
select is(testing.judged('case.decline', '4', '{"reason": "Barnet 15889200038", "seen": {"status": "read"}}'), 'rejected identity-number reason', 'nor with an identity number');
select is(testing.judged('case.ask', '4', jsonb_build_object('id', gen_random_uuid(), 'text', 'Er det 15889200038?')), 'rejected identity-number text', 'nor asked with one');
select is(testing.judged('case.decline', '4', '{"reason": "x"}'), 'rejected invalid seen', 'who decides says what they saw');
select testing.act_as('d1');
select is(testing.judged('case.read', '9'), 'rejected not-found report', 'what does not exist is not found');
select testing.act_as('a1');
select is(testing.judged('report.withdraw', '1'), 'applied', 'its writer may take back what has been read');
select testing.act_as('c1');
select is(testing.judged('case.read', '1'), 'rejected not-found report', 'and then it is nobody''s to work with');

-- Roles come down to their holder
select testing.act_as('c1');
select is((select jsonb_agg(data) from public.mine_rows where kind = 'role'), '[{"role": "developer", "organisation": "BAL"}]', 'a holder is sent the own roles');
select testing.act_as('f2');
select is((public.pull('mine') ->> 'count'), '0', 'and no longer when one is taken away');

select * from finish();
rollback;
