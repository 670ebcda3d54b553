-- What should not have been written in an obstacle's history is taken out of it, wherever it was said again; nothing else is changed.
begin;
select plan(26);

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
create function testing.redact(event uuid) returns text language sql as $$
  select testing.pushed('obstacle.redact', jsonb_build_object('obstacle', '00000000-0000-4000-9000-000000000001', 'event', event))
$$;
create function testing.answer(id text, words text, date text) returns text language sql as $$
  select testing.pushed('obstacle.follow-up', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || id, 'obstacle', '00000000-0000-4000-9000-000000000001',
    'way', 'svar', 'text', words, 'date', date, 'public', true, 'body', 'nav'))
$$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || n)::uuid, n = 1 from generate_series(1, 5) n;
select private.lock_stream('library');
select private.lock_stream('register');
select private.lock_stream('mine');
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state');
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000a2', 'developer', 'BAL', null), ('00000000-0000-4000-8000-0000000000a3', 'office', null, null), ('00000000-0000-4000-8000-0000000000a4', 'recipient', null, 'nav');
insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published, organisations, addressed_to, status) values
  ('00000000-0000-4000-9000-000000000001', 'H-2026-1', 2026, 1, 'Ingen tolk', 'Om Kari Nordmann', 'not-assessed', '2026-01-01', '2026-01-01', true, '{BAL}', '{nav}', 'following-up');
insert into public.documents (id, kind, slug, data, published) values (gen_random_uuid(), 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true);
select testing.act_as('a1');
select is(testing.pushed('report.submit', jsonb_build_object('id', '00000000-0000-4000-9000-0000000000b1', 'form', 'meld', 'formVersion', 1, 'answers', '{"hva": "Ingen tolk"}'::jsonb, 'hidePlace', false, 'obstacle', 'H-2026-1')), 'applied', 'somebody has reported it');

select testing.act_as('a3');
select is(testing.pushed('obstacle.edit', jsonb_build_object('obstacle', '00000000-0000-4000-9000-000000000001', 'base', (select rev from public.obstacles), 'fields', '{"description": "Det er for få.", "themes": ["sprak"]}'::jsonb)), 'applied', 'the description is mended');
select testing.act_as('a4');
select is(testing.answer('2', 'Kari Nordmann har ansvaret', '2026-11-20'), 'applied', 'the body has answered, with a name');
select testing.act_as('a3');
select is(testing.pushed('obstacle.ask', '{"obstacle": "00000000-0000-4000-9000-000000000001"}'), 'applied', 'those who reported are asked');
select is(testing.pushed('register.freeze', jsonb_build_object('id', gen_random_uuid(), 'name', 'Før')), 'applied', 'and the register is frozen');
reset role;
create temporary table edits as select id from public.obstacle_events where type = 'edited';
create temporary table asks as select id from public.obstacle_events where type = 'asked';
grant select on edits, asks to public;
select is((select detail ->> 'text' from public.report_events where type = 'answered'), 'Kari Nordmann har ansvaret', 'who reported was told');
update public.reports set obstacle = null, status = 'read';

-- Who may
select testing.act_as('a1');
select is(testing.redact('00000000-0000-4000-9000-000000000002'), 'rejected forbidden', 'who reported takes nothing out');
select testing.act_as('a2');
select is(testing.redact('00000000-0000-4000-9000-000000000002'), 'rejected forbidden', 'nor does a developer');
select testing.act_as('a4');
select is(testing.redact('00000000-0000-4000-9000-000000000002'), 'rejected forbidden', 'nor who answered');
select testing.act_as('a3');
select is(testing.redact(gen_random_uuid()), 'rejected not-found event', 'what there is not is not found');
select is(testing.redact((select id from asks)), 'rejected not-allowed event', 'what holds no words stays');
select is(testing.redact('00000000-0000-4000-9000-000000000002'), 'applied', 'the office takes the answer''s words out');
select is(testing.redact('00000000-0000-4000-9000-000000000002'), 'rejected already event', 'once');
select is(testing.redact((select id from edits)), 'applied', 'and what the description was');

-- Everywhere
select is(public.pull('register') ->> 'rows' like '%Kari Nordmann%', false, 'nobody is sent it any more');
select is(public.pull('internal') ->> 'rows' like '%Kari Nordmann%', false, 'nor those who work with it');
select is(public.pull('inbox') ->> 'rows' like '%Kari Nordmann%', false, 'nor with the reports');
select testing.act_as('a1');
select is(public.pull('mine') ->> 'rows' like '%Kari Nordmann%', false, 'nor who reported');
reset role;
select is((select string_agg(data::text, ' ') from public.snapshots) like '%Kari Nordmann%', false, 'it is in no snapshot');
select is((select detail - 'fields' from public.obstacle_events where id = (select id from edits)), '{"redacted": true}', 'the event says that it is gone');
select is((select detail #> '{fields,themes,to}' from public.obstacle_events where id = (select id from edits)), '["sprak"]', 'and keeps what is no words');
select is((select count(*) from public.obstacle_events where type = 'redacted' and by = '{"role": "office"}'), 2::bigint, 'that it was done is told');
select is((select count(*) from public.obstacle_events where type = 'followed-up' and detail ->> 'way' = 'svar'), 1::bigint, 'the answer stands as one');

-- And nothing else
select throws_ok($$ update public.obstacle_events set detail = '{}' where id = (select id from edits) $$, '55000', null, 'an event is changed in no other way');
select throws_ok($$ update public.snapshots set data = '[]' $$, '55000', null, 'nor a snapshot');
select throws_ok($$ update public.snapshots set name = 'Etter' $$, '55000', null, 'nor its name');

select * from finish();
rollback;
