-- Lifting an obstacle to who can act, their answers, duplicates, and what those who reported are told: who may, and what follows.
begin;
select plan(77);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'owner' then 'postgres' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language plpgsql as $$
begin
  return (
    select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field', a -> 'fields' -> 'status' ->> 'theirs')
    from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
      jsonb_array_elements(p -> 'answers') a
  );
end $$;
create function testing.done(kind text, n integer, more jsonb default '{}') returns text language sql as $$
  select testing.pushed('obstacle.' || kind, jsonb_build_object('obstacle', '00000000-0000-4000-9000-000000000a0' || n) || more)
$$;
create function testing.escalated(n integer, bodies text[], more jsonb default '{}') returns text language sql as $$
  select testing.done('escalate', n, jsonb_build_object('id', gen_random_uuid(), 'bodies', bodies, 'date', '2026-11-26') || more)
$$;
create function testing.answered(n integer, more jsonb default '{}') returns text language sql as $$
  select testing.done('follow-up', n, jsonb_build_object('id', gen_random_uuid(), 'way', 'svar', 'text', 'Vi ser på det', 'date', '2026-11-26', 'public', true) || more)
$$;
create function testing.report(n text, obstacle text) returns text language sql as $$
  select testing.pushed('report.submit', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || n, 'form', 'meld', 'formVersion', 1,
    'answers', '{"hva": "Ingen tolk"}'::jsonb, 'hidePlace', false, 'obstacle', obstacle))
$$;
create function testing.told(n text) returns text language plpgsql as $$
begin
  return (
    select coalesce(string_agg(concat_ws(' ', e.type, e.detail ->> 'obstacle', e.detail ->> 'bodies', e.detail ->> 'body', e.detail ->> 'text', e.detail ->> 'reason'), ', ' order by e.rev), '')
    from public.report_events e where e.report = ('00000000-0000-4000-9000-00000000000' || n)::uuid
  );
end $$;
create function testing.shown(n integer) returns text language plpgsql as $$
begin
  return (
    select coalesce(string_agg(concat_ws(' ', r.data ->> 'type', r.data ->> 'due'), ', ' order by r.rev), '')
    from public.register_rows r where r.kind = 'event' and r.data ->> 'obstacle' = 'H-2026-90' || n
  );
end $$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000' || u)::uuid, u like 'a%'
  from unnest(array['a1', 'a2', 'b1', 'c1', 'c2', 'd1', 'e1', 'e2', 'f1']) u;
select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true),
  ('00000000-0000-4000-9000-0000000000f1', 'model', 'sprakstart', '{"title": "Språkstart"}', true),
  ('00000000-0000-4000-9000-0000000000f2', 'model', 'utkast', '{"title": "Utkast"}', false);
select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('hls', 'Byrådsavdeling for helse', 'municipality'), ('nav', 'NAV', 'state');
insert into public.obstacles (id, number, year, serial, title, description, kind, status, organisations, reviewed, as_of, published)
select ('00000000-0000-4000-9000-000000000a0' || n)::uuid, 'H-2026-90' || n, 2026, 900 + n, 't', 'd', 'structural', status, '{BAL}', '2026-11-26', '2026-11-26', n <> 3
from (values (1, 'assessed'), (2, 'registered'), (3, 'escalated'), (4, 'following-up'), (5, 'closed')) as t (n, status);
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000b1', 'staff', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000c1', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000c2', 'developer', 'BSR', null),
  ('00000000-0000-4000-8000-0000000000d1', 'office', null, null),
  ('00000000-0000-4000-8000-0000000000e1', 'recipient', null, 'hls'),
  ('00000000-0000-4000-8000-0000000000e2', 'recipient', null, 'nav'),
  ('00000000-0000-4000-8000-0000000000f1', 'office', null, null);
delete from public.role_assignments where user_id = '00000000-0000-4000-8000-0000000000f1';

select testing.act_as('a1');
select is(testing.report('1', 'H-2026-901'), 'applied', 'someone without an account says that it stops them, too');
select testing.act_as('b1');
select is(testing.report('2', 'H-2026-902'), 'applied', 'and a member of staff says so of another');

-- The bodies ----------------------------------------------------------------------------------------------------------------
select testing.act_as('anon');
select results_eq($$ select slug, data ->> 'name' from public.register_rows where kind = 'body' order by 1 $$,
  $$ values ('hls', 'Byrådsavdeling for helse'), ('nav', 'NAV') $$, 'everyone may read which bodies there are');
select throws_ok($$ insert into public.listed_bodies (body, name, level) values ('nav', 'x', 'state') $$, '42501', null, 'and nobody adds to them');
select testing.act_as('owner');
update public.bodies set name = 'Nav' where id = 'nav';
select is((select name from public.listed_bodies where body = 'nav'), 'Nav', 'one that is called something else is so there, too');

-- Lifting -------------------------------------------------------------------------------------------------------------------
select testing.act_as(persona) || is(testing.escalated(1, '{hls}'), 'rejected forbidden', what || ' lifts nothing')
  from (values ('a1', 'Someone without an account'), ('b1', 'A member of staff'), ('c1', 'A developer of it'), ('c2', 'A developer of another'),
    ('e1', 'A recipient'), ('f1', 'One who was of the office')) as t (persona, what);
select testing.act_as('d1');
select is(testing.escalated(1, '{}'), 'rejected invalid bodies', 'to nobody is nowhere');
select is(testing.escalated(1, '{finnes-ikke}'), 'rejected invalid bodies', 'nor to a body there is not');
select is(testing.escalated(1, '{hls,hls}'), 'rejected invalid bodies', 'nor to one twice');
select is(testing.escalated(1, '{hls}', '{"due": "31.12.2026"}'), 'rejected invalid due', 'a date is written as dates are');
select is(testing.escalated(1, '{hls}', '{"text": "Gjelder 15889200038"}'), 'rejected identity-number text', 'no identity number goes with it');
select is(testing.escalated(1, '{hls}', '{"reason": "x"}'), 'rejected invalid reason', 'nor what nobody knows');
select is(testing.escalated(2, '{hls}'), 'rejected not-allowed status', 'what nobody has assessed is not lifted');
select is(testing.escalated(5, '{hls}'), 'rejected not-allowed status', 'nor what is closed');
select is(testing.escalated(1, '{hls}', '{"due": "2027-01-31", "text": "Brev sendt"}'), 'applied', 'the office lifts it to a body, by a date');
select is((select status || ' ' || addressed_to::text from public.obstacles where number = 'H-2026-901'), 'escalated {hls}', 'which makes it lifted, and theirs to answer');
select is(testing.escalated(1, '{nav,hls}'), 'applied', 'and on to another, with the first asked again');
select is((select status || ' ' || addressed_to::text from public.obstacles where number = 'H-2026-901'), 'escalated {hls,nav}', 'who both are to answer');
select is(testing.escalated(3, '{nav}'), 'applied', 'what is not published is lifted likewise');
select is(testing.shown(1), 'escalated, moved, deadline 2027-01-31, escalated', 'the office sees all of it');
select testing.act_as('c1');
select is(testing.shown(1), 'escalated, moved, deadline 2027-01-31, escalated', 'and so does its developer');
select testing.act_as('e1');
select is(testing.shown(1), 'escalated, moved, deadline 2027-01-31, escalated', 'and who is to answer');
select is((select data #>> '{bodies,0,name}' from public.register_rows where kind = 'event' and data ->> 'type' = 'escalated' and data ->> 'obstacle' = 'H-2026-901' order by rev limit 1),
  'Byrådsavdeling for helse', 'with the name that the body had');
select is(testing.shown(3), '', 'but not what another is asked');
select testing.act_as('e2');
select is(testing.shown(3), 'escalated', 'who sees it');
select testing.act_as(persona) || is(testing.shown(1), 'escalated, moved, escalated', what || ' sees no date')
  from (values ('anon', 'Everyone'), ('a1', 'Someone without an account'), ('b1', 'A member of staff'), ('c2', 'A developer of another'), ('f1', 'One who was of the office')) as t (persona, what);
select testing.act_as('a1');
select is(testing.told('1'), 'connected H-2026-901, escalated ["Byrådsavdeling for helse"], escalated ["Nav", "Byrådsavdeling for helse"]', 'who reported it is told where it went, and no date');

-- A date to answer by -------------------------------------------------------------------------------------------------------
select testing.act_as('c1');
select is(testing.done('deadline', 1, '{"body": "nav", "due": "2027-03-01"}'), 'rejected forbidden', 'A developer sets no date');
select testing.act_as('e1');
select is(testing.done('deadline', 1, '{"body": "hls", "due": "2029-03-01"}'), 'rejected forbidden', 'nor does who is to answer');
select testing.act_as('d1');
select is(testing.done('deadline', 1, '{"body": "nav", "due": "2027-03-01"}'), 'applied', 'the office does');
select is(testing.done('deadline', 1, '{"body": "nav"}'), 'applied', 'and takes it away');
select is(testing.done('deadline', 4, '{"body": "nav", "due": "2027-03-01"}'), 'rejected invalid body', 'for nobody who was not asked');

-- Answers -------------------------------------------------------------------------------------------------------------------
select testing.act_as('e2');
select is(testing.answered(4), 'rejected forbidden', 'Who was not asked does not answer');
select is(testing.answered(1, '{"body": "hls"}'), 'rejected forbidden body', 'nor for another');
select is(testing.answered(1, '{"way": "veiledning"}'), 'rejected forbidden way', 'and does nothing but answer');
select is(testing.answered(1, '{"text": "Ring 15889200038"}'), 'rejected identity-number text', 'without an identity number');
select is(testing.answered(1), 'applied', 'but answers for its own body');
select testing.act_as('d1');
select is(testing.answered(1, '{"body": "hls", "public": false, "text": "Fortrolig"}'), 'applied', 'the office notes an answer it has received');
select is(testing.answered(1, '{"body": "nav", "way": "veiledning"}'), 'rejected invalid body', 'what is no answer is no body''s');
select is(testing.answered(4, '{"body": "hls"}'), 'rejected invalid body', 'and nobody''s who was not asked');
select is((select string_agg((e.by ->> 'role') || ' ' || (e.detail ->> 'body'), ', ' order by e.rev) from public.obstacle_events e where e.type = 'followed-up' and e.number = 'H-2026-901'),
  'recipient nav, office hls', 'it is told whose answer it is, and who wrote it down');
select testing.act_as('a1');
select is(testing.told('1'), 'connected H-2026-901, escalated ["Byrådsavdeling for helse"], escalated ["Nav", "Byrådsavdeling for helse"], answered Nav Vi ser på det, answered Byrådsavdeling for helse',
  'who reported it is told of each answer, and what it says when everyone may read it');

-- Duplicates ----------------------------------------------------------------------------------------------------------------
select testing.act_as(persona) || is(testing.done('merge', 2, '{"into": "00000000-0000-4000-9000-000000000a01"}'), 'rejected forbidden', what || ' merges nothing')
  from (values ('a1', 'Someone without an account'), ('b1', 'A member of staff'), ('c1', 'A developer'), ('e1', 'A recipient'), ('f1', 'One who was of the office')) as t (persona, what);
select testing.act_as('d1');
select is(testing.done('merge', 2, '{"into": "00000000-0000-4000-9000-000000000a02"}'), 'rejected not-allowed into', 'nothing is merged into itself');
select is(testing.done('merge', 2, '{"into": "00000000-0000-4000-9000-000000000a03"}'), 'rejected not-allowed into', 'nor what everyone may read into what they may not');
select is(testing.done('merge', 2, '{"into": "00000000-0000-4000-9000-000000000a99"}'), 'rejected not-found into', 'nor into what is not there');
select is(testing.done('merge', 2, '{"into": "00000000-0000-4000-9000-000000000a01"}'), 'applied', 'the office says that one is a duplicate of another');
select is(testing.done('merge', 1, '{"into": "00000000-0000-4000-9000-000000000a02"}'), 'rejected not-allowed into', 'which is then no duplicate of the first');
select is(testing.done('merge', 2, '{"into": "00000000-0000-4000-9000-000000000a04"}'), 'rejected not-allowed obstacle', 'and no other''s');
select is(testing.done(kind, 2, more), 'rejected not-allowed obstacle', kind || ': what is done is done where it counts')
  from (values ('move', '{"from": "registered", "to": "assessed"}'::jsonb), ('ask', '{}'),
    ('follow-up', '{"id": "00000000-0000-4000-9000-00000000b001", "way": "veiledning", "text": "x", "date": "2026-11-26", "public": false}')) as t (kind, more);
select is(testing.done('merge', 1, '{"into": "00000000-0000-4000-9000-000000000a04"}'), 'applied', 'both go into a third');
select is((select data ->> 'mergedInto' from public.register_rows where slug = 'H-2026-902'), 'H-2026-901', 'each says what it was merged into');
select testing.act_as('owner');
select is((select (private.root_of(o)).number from public.obstacles o where o.number = 'H-2026-902'), 'H-2026-904', 'and counts as the last');
select testing.act_as('b1');
select is(testing.told('2'), 'connected H-2026-902, merged H-2026-901, merged H-2026-904', 'who reported the first is told of both');
select testing.act_as('c1');
select is(testing.done('move', 4, '{"from": "following-up", "to": "resolved", "reason": "Ny tolketjeneste"}'), 'applied', 'What is done about the third');
select testing.act_as('b1');
select is(testing.told('2'), 'connected H-2026-902, merged H-2026-901, merged H-2026-904, resolved Ny tolketjeneste', 'is told to who reported the first');
select is((select obstacle from public.reports where number = (select max(number) from public.reports where owner = '00000000-0000-4000-8000-0000000000b1')), 'H-2026-902', 'whose report still says what it said');
select testing.act_as('c1');
select is(testing.done('part', 2), 'rejected forbidden', 'A developer parts nothing');
select testing.act_as('d1');
select is(testing.done('part', 2), 'applied', 'the office takes it back in one step');
select is(testing.done('part', 2), 'rejected already', 'once');
select ok((select not data ? 'mergedInto' and data ->> 'status' = 'registered' from public.register_rows where slug = 'H-2026-902'), 'and it is as it was');
select is(testing.done('move', 4, '{"from": "resolved", "to": "following-up", "reason": "Ikke løst likevel"}'), 'applied', 'The third is opened again');
select testing.act_as('b1');
select is(testing.told('2'), 'connected H-2026-902, merged H-2026-901, merged H-2026-904, resolved Ny tolketjeneste, parted H-2026-902', 'which is nothing to who reported the first');
select testing.act_as('a1');
select ok(testing.told('1') like '%merged H-2026-904, resolved Ny tolketjeneste, reopened', 'but to who reported what is still in it');

-- Is it still so? -----------------------------------------------------------------------------------------------------------
select testing.act_as(persona) || is(testing.done('ask', 2), 'rejected forbidden', what || ' asks nobody')
  from (values ('a1', 'Someone without an account'), ('b1', 'A member of staff'), ('c2', 'A developer of another')) as t (persona, what);
select testing.act_as('c1');
select is(testing.done('ask', 2), 'applied', 'its developer asks those who reported it');
select testing.act_as('b1');
select ok(testing.told('2') like '%, asked', 'who are asked');
select is(testing.pushed('report.still', '{"report": "00000000-0000-4000-9000-000000000002", "answer": "kanskje"}'), 'rejected invalid answer', 'and answer yes, no or that they do not know');
select is(testing.pushed('report.still', '{"report": "00000000-0000-4000-9000-000000000001", "answer": "no"}'), 'rejected not-found report', 'for themselves alone');
select is(testing.pushed('report.still', '{"report": "00000000-0000-4000-9000-000000000002", "answer": "no"}'), 'applied', 'as this one does');
select is((select data ->> 'still' from public.mine_rows where kind = 'report'), 'no', 'and sees it');
select testing.act_as('d1');
select is((select data ->> 'still' from public.inbox_cases where report = '00000000-0000-4000-9000-000000000002'), 'no', 'as does the office');

select testing.act_as('owner');
select private.ask_yearly();
select is((select count(*) from public.obstacle_events where type = 'asked'), 1::bigint, 'nobody is asked before a year has gone');
update public.reports set sent_at = now() - interval '13 months', still_at = now() - interval '13 months' where id = '00000000-0000-4000-9000-000000000002';
update public.reports set sent_at = now() - interval '13 months' where id = '00000000-0000-4000-9000-000000000001';
select private.ask_yearly();
select is((select string_agg(number, ', ' order by number) from public.obstacle_events where type = 'asked' and by = '{"role": "office"}'), 'H-2026-904', 'then they are asked where it counts, but not where they have been asked since');
select private.ask_yearly();
select is((select count(*) from public.obstacle_events where type = 'asked'), 2::bigint, 'once a year');

-- Which models it concerns --------------------------------------------------------------------------------------------------
select testing.act_as('c1');
select is(testing.done('edit', 2, '{"base": 0, "fields": {"models": ["utkast"]}}'), 'rejected invalid models', 'it concerns no model that is not published');
select is(testing.done('edit', 2, '{"base": 0, "fields": {"models": ["sprakstart"]}}'), 'applied', 'but one that is');
select is(testing.done('edit', 2, '{"base": 0, "fields": {"description": "Amina 158892 00038"}}'), 'rejected identity-number description', 'no identity number gets into it');
select is(testing.pushed('obstacle.create', '{"id": "00000000-0000-4000-9000-00000000b002", "title": "158892 00038", "description": "x"}'), 'rejected identity-number title', 'nor into a new one');

select * from finish();
rollback;
