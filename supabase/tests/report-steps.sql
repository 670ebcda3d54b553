-- What becomes of a report: connected by its writer, corrected until it is read, taken back; told by events that nobody changes.
begin;
select plan(36);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.report(id text, more jsonb default '{}', form text default 'meld') returns text language sql as $$
  select testing.pushed('report.submit', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || id, 'form', form, 'formVersion', 1,
    'answers', case form when 'meld' then '{"hva": "Ingen tolk"}'::jsonb else '{}' end, 'hidePlace', false) || more)
$$;
create function testing.corrected(id text, more jsonb default '{}') returns text language sql as $$
  select testing.pushed('report.correct', jsonb_build_object('report', '00000000-0000-4000-9000-00000000000' || id, 'formVersion', 1,
    'answers', '{"hva": "Ingen somalisk tolk"}'::jsonb, 'hidePlace', true) || more)
$$;
create function testing.taken_back(id text) returns text language sql as $$
  select testing.pushed('report.withdraw', jsonb_build_object('report', '00000000-0000-4000-9000-00000000000' || id))
$$;
create function testing.steps(id text) returns text language sql as $$
  select coalesce(string_agg(e.type || coalesce(' ' || nullif(e.detail, '{}')::text, ''), ', ' order by e.rev), '') from public.report_events e
  where e.report = ('00000000-0000-4000-9000-00000000000' || steps.id)::uuid
$$;
grant execute on all functions in schema testing to public;

select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values
  ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true),
  ('00000000-0000-4000-9000-0000000000f1', 'form', 'gjelder-oss-ogsa',
  '{"title": {"nb": "Gjelder oss også", "nn": "Gjeld oss òg"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hvordan", "kind": "longText", "label": {"nb": "Hvordan", "nn": "Korleis"}, "maxLength": 2000}]}]}]}', true);
select private.lock_stream('register');
insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published) values
  ('00000000-0000-4000-9000-000000000a01', 'H-2026-901', 2026, 901, 'Ingen tolk', '…', 'structural', '2026-11-26', '2026-11-26', true),
  ('00000000-0000-4000-9000-000000000a02', 'H-2026-902', 2026, 902, 'Hemmelig', '…', 'structural', '2026-11-26', '2026-11-26', false);

-- A known obstacle
select testing.act_as('a1');
select is(testing.report('1', '{"obstacle": "H-2026-901"}', 'gjelder-oss-ogsa'), 'applied', 'an anonymous user says that a known obstacle is theirs too');
select is(testing.report('2', '{"obstacle": "H-2026-901"}', 'gjelder-oss-ogsa'), 'rejected already obstacle', 'once');
select is(testing.report('2', '{"obstacle": "H-2026-902"}', 'gjelder-oss-ogsa'), 'rejected not-found obstacle', 'of one that is not published nothing is told');
select is(testing.report('2', '{"obstacle": "H-2026-999"}', 'gjelder-oss-ogsa'), 'rejected not-found obstacle', 'nor of one that does not exist');
select is(testing.report('2', '{"obstacle": 7}', 'gjelder-oss-ogsa'), 'rejected invalid obstacle', 'an obstacle is told by its number');
select is(testing.steps('1'), 'connected {"obstacle": "H-2026-901"}', 'it is connected from the start');
select results_eq($$ select status, obstacle from public.reports where number = (select max(number) from public.reports) $$, $$ values ('connected', 'H-2026-901') $$, 'and says so');
select is(testing.taken_back('1'), 'applied', 'and may be taken back');
select is(testing.report('2', '{"obstacle": "H-2026-901"}', 'gjelder-oss-ogsa'), 'applied', 'and said again');
select testing.act_as('b1');
select is(testing.report('3', '{"obstacle": "H-2026-901"}', 'gjelder-oss-ogsa'), 'applied', 'another says the same');

-- Corrections
select testing.act_as('a1');
select is(testing.report('4', '{"place": {"district": "BAL"}, "context": {"ref": "model:a"}}'), 'applied', 'a report');
select is(testing.corrected('4'), 'applied', 'may be said otherwise');
select results_eq($$ select answers ->> 'hva', place, hide_place, context ->> 'ref', status from public.reports where id = '00000000-0000-4000-9000-000000000004' $$,
  $$ values ('Ingen somalisk tolk', null::jsonb, true, 'model:a', 'received') $$, 'whole, but for where it was written');
select is(testing.corrected('4', '{"answers": {}}'), 'rejected invalid answers', 'and must fit its form');
select is(testing.corrected('4', '{"answers": {"hva": "Barnet 15889200038"}}'), 'rejected identity-number answers', 'and hold no identity number');
select is(testing.corrected('4', '{"form": "annet"}'), 'rejected invalid form', 'its form stays');
select is(testing.corrected('4', '{"context": {"ref": "model:b"}}'), 'rejected invalid context', 'and where it was written from');
select is(testing.steps('4'), 'corrected', 'what was said otherwise is told');
select testing.act_as('b1');
select is(testing.corrected('4'), 'rejected not-found report', 'nobody corrects another''s');
reset role;
update public.reports set status = 'read' where id = '00000000-0000-4000-9000-000000000004';
select testing.act_as('a1');
select is(testing.corrected('4'), 'rejected not-allowed', 'what somebody has read stays as they read it');
select is(testing.steps('4'), 'corrected, read', 'that it was read is told');
select is(testing.taken_back('4'), 'applied', 'it may still be taken back');
select is(testing.corrected('4'), 'rejected not-allowed', 'and is then not corrected');
-- The code by which it is found again
select testing.act_as('a1');
select is(testing.report('5', format('{"followUp": "%s"}', repeat('a', 64))::jsonb), 'applied', 'a report may have a follow-up code');
select is(testing.report('6', format('{"followUp": "%s"}', repeat('a', 64))::jsonb), 'rejected invalid followUp', 'of its own');
select is(testing.report('6', '{"followUp": "AAAA-BBBB"}'), 'rejected invalid followUp', 'which is never sent as it is');
select is((select count(*) from public.mine_rows where data::text like '%aaaaaaaa%'), 0::bigint, 'nor is what is kept of it');

-- Who reads the events, and that nobody changes them
select is((select count(*) from public.mine_rows where kind = 'event'), (select count(*) from public.report_events), 'their writer pulls them');
select isnt_empty('select 1 from public.report_events', 'and reads them');
select testing.act_as('c1');
select is_empty('select 1 from public.report_events', 'another user does not');
select testing.act_as('anon');
select is_empty('select 1 from public.report_events', 'nor does everyone else');
reset role;
select throws_ok($$ update public.report_events set type = 'read' where type = 'corrected' $$, '55000', null, 'an event is not changed by its owner either');
select throws_ok($$ delete from public.report_events $$, '55000', null, 'nor removed');
select table_privs_are('public', 'report_events', who, array['SELECT'], who || ' only reads events') from unnest(array['anon', 'authenticated', 'service_role']) as who;

select * from finish();
rollback;
