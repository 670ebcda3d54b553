-- Of which parts of which pages an obstacle is told.
begin;
select plan(29);

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
create function testing.edited(sections jsonb, base bigint default 999999999) returns text language sql as $$
  select testing.pushed('obstacle.edit', jsonb_build_object('obstacle', '00000000-0000-4000-9000-000000000001', 'base', least(base, (select r.rev from public.register_rows r where r.slug = 'H-2031-901')),
    'fields', jsonb_build_object('sections', sections)))
$$;
create function testing.sections() returns jsonb language sql security definer as $$ select r.data -> 'sections' from public.register_rows r where r.slug = 'H-2031-901' $$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000' || who)::uuid, who = 'a1' from unnest(array['a1', 'b1', 'b2', 'd1', 'd2', 'e1']) as who;
select private.lock_stream('library');
select private.lock_stream('register');
insert into public.documents (id, kind, slug, data, published) values
  ('00000000-0000-4000-9000-000000000b01', 'model', 'm', '{"title": "M", "components": [{"id": "del-a", "title": "A", "text": "…"}, {"id": "del-b", "title": "B", "text": "…"}]}', true),
  ('00000000-0000-4000-9000-000000000b02', 'chapter', 'bok/kap', '{"title": "K", "handbook": "bok", "sections": [{"id": "start", "title": "Start", "body": "…"}]}', true),
  ('00000000-0000-4000-9000-000000000b03', 'model', 'skjult', '{"title": "Skjult", "components": [{"id": "del-a", "title": "A", "text": "…"}]}', false),
  ('00000000-0000-4000-9000-000000000b04', 'form', 'meld', '{"title": {"nb": "Meld"}, "versions": [{"version": 1, "id": "v", "steps": []}]}', true);
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state');
insert into public.obstacles (id, number, year, serial, title, description, kind, organisations, addressed_to, reviewed, as_of, published) values
  ('00000000-0000-4000-9000-000000000001', 'H-2031-901', 2031, 901, 'Ingen tolk', '…', 'structural', '{BAL}', '{nav}', '2026-11-26', '2026-11-26', true);
select private.lock_stream('mine');
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000b1', 'office', null, null), ('00000000-0000-4000-8000-0000000000b2', 'office', null, null),
  ('00000000-0000-4000-8000-0000000000d1', 'developer', 'BAL', null), ('00000000-0000-4000-8000-0000000000d2', 'developer', 'BSR', null), ('00000000-0000-4000-8000-0000000000e1', 'recipient', null, 'nav');

select is(testing.sections(), '[]'::jsonb, 'an obstacle has none to begin with');
select is(private.known_sections(array['chapter:bok/kap#start', 'model:m#del-b', 'model:m#del-c', 'model:skjult#del-a', 'model:m', 'form:meld#v', 'tull']), array['chapter:bok/kap#start', 'model:m#del-b'],
  'a part is known that a published page has');

-- Who may
select testing.act_as(who), is(testing.edited('["model:m#del-a"]'), 'rejected forbidden', who || ' says of no obstacle what it concerns') from unnest(array['a1', 'd2', 'e1']) as who;
select testing.act_as('anon');
select throws_ok($$ select testing.edited('["model:m#del-a"]') $$, '42501', null, 'nor who has no token');
select testing.act_as('d1');
select is(testing.edited('["model:m#del-a"]'), 'applied', 'its developer does');
select is(testing.sections(), '["model:m#del-a"]'::jsonb, 'and it stands there');
select testing.act_as('b1');
select is(testing.edited('["chapter:bok/kap#start", "model:m#del-a"]'), 'applied', 'and so does the office');
select testing.act_as('anon');
select is((select r.data -> 'sections' from public.register_rows r where r.slug = 'H-2031-901'), '["chapter:bok/kap#start", "model:m#del-a"]'::jsonb, 'everyone reads it, in the order given');
reset role;
select is((select e.detail -> 'fields' from public.obstacle_events e where e.number = 'H-2031-901' order by e.rev desc limit 1),
  '{"sections": {"from": ["model:m#del-a"], "to": ["chapter:bok/kap#start", "model:m#del-a"]}}'::jsonb, 'the history has both');

-- What
select testing.act_as('b1');
select is(testing.edited(given), answer, 'refused: ' || given::text) from (values
  ('["model:m#finnes-ikke"]'::jsonb, 'rejected invalid sections'), ('["model:skjult#del-a"]', 'rejected invalid sections'), ('["form:meld#v"]', 'rejected invalid sections'),
  ('["model:m"]', 'rejected invalid sections'), ('["noe stygt"]', 'rejected invalid sections'), ('["model:m#del-a", "model:m#del-a"]', 'rejected invalid sections'), ('"model:m#del-a"', 'rejected invalid sections'),
  ('[7]', 'rejected invalid sections'), (to_jsonb(array(select 'model:m#' || n from generate_series(1, 51) n)), 'rejected too-large sections')) as t (given, answer);
reset role;
update public.documents set published = false where slug = 'm';
select testing.act_as('b1');
select is(testing.edited('["model:m#del-a"]'), 'applied', 'a part that has gone from its page may stay');
select is(testing.edited('["model:m#del-a", "model:m#del-b"]'), 'rejected invalid sections', 'but not come');
select is(testing.edited('[]'), 'applied', 'and be taken away');
reset role;
update public.documents set published = true where slug = 'm';

-- Two at once
select testing.act_as('b2');
select is(testing.edited('["model:m#del-a"]', 1), 'conflict', 'a value that another has given meanwhile is not written over');
select is(testing.pushed('obstacle.edit', '{"obstacle": "00000000-0000-4000-9000-000000000001", "base": 1, "fields": {"title": "Ny"}}'), 'applied', 'what is in another field is');

-- Made with it
select testing.act_as('d2');
select is(testing.pushed('obstacle.create', '{"id": "00000000-0000-4000-9000-000000000002", "title": "Ny", "description": "…", "sections": ["model:skjult#del-a", "chapter:bok/kap#start"]}'), 'applied',
  'an obstacle is made with the part its report is about');
select is((select r.data -> 'sections' from public.register_rows r where r.id = '00000000-0000-4000-9000-000000000002'), '["chapter:bok/kap#start"]'::jsonb, 'as far as there is one by now');
select is(testing.pushed('obstacle.create', '{"id": "00000000-0000-4000-9000-000000000003", "title": "Ny", "description": "…", "sections": ["noe stygt"]}'), 'rejected invalid sections', 'which has to be said as one');
reset role;
select is((select o.sections from public.obstacles o where o.number = 'H-2031-901'), '{}'::text[], 'and no other obstacle is touched');

select * from finish();
rollback;
