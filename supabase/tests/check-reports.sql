-- What is sent in is looked through: an identity number is refused, unless its writer has said that it is none.
begin;
select plan(17);

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
create function testing.report(answer text, more jsonb default '{}', id text default '1') returns text language sql as $$
  select testing.pushed('report.submit', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || id, 'form', 'meld', 'formVersion', 1,
    'answers', jsonb_build_object('hva', answer), 'hidePlace', false) || more)
$$;
grant execute on all functions in schema testing to public;

select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true);

select testing.act_as('a1');
select is(testing.report('Barnet 158892 00038 kom ikke'), 'rejected identity-number answers', 'an anonymous user sends no identity number');
select is(testing.report('Barnet 158892' || chr(10) || '00038 kom ikke'), 'rejected identity-number answers', 'nor one split over a line');
select is(testing.report('Ingen svarer', '{"place": {"workplace": "15889200038"}}'), 'rejected identity-number place', 'nor one where a workplace should stand');
select is(testing.report('Ingen svarer', '{"context": {"ref": "model:a", "section": "15889200038"}}'), 'rejected identity-number context', 'nor one beside it');
select is(testing.report('Sak 15889200038', '{"cleared": ["15889200047"]}'), 'rejected identity-number answers', 'another number that is said to be none clears nothing');
select is(testing.report('Sak 15889200038', '{"cleared": ["158892 00038"]}'), 'rejected invalid cleared', 'a number is told by its digits alone');
select is(testing.report('Sak 15889200038', '{"cleared": "15889200038"}'), 'rejected invalid cleared', 'and in a list');
select is(testing.report('Sak 15889200038', jsonb_build_object('cleared', (select jsonb_agg((10000000000 + n)::text) from generate_series(1, 21) n))),
  'rejected invalid cleared', 'of which there is an end');
select is(testing.report('Sak 15889200038', '{"cleared": ["15889200038"]}'), 'applied', 'what its writer says is none, goes through');
select is(testing.report('Ingen svarer', id => '2'), 'applied', 'as does what holds none');
select is(testing.pushed('report.message', '{"id": "00000000-0000-4000-9000-000000000003", "report": "00000000-0000-4000-9000-000000000002", "text": "Han har 15889200038"}'),
  'rejected identity-number text', 'a message is looked through too');
select is(testing.pushed('report.message', '{"id": "00000000-0000-4000-9000-000000000003", "report": "00000000-0000-4000-9000-000000000002", "text": "Sak 15889200038", "cleared": ["15889200038"]}'),
  'applied', 'and may hold what is none');
select is(testing.pushed('report.message', '{"id": "00000000-0000-4000-9000-000000000004", "report": "00000000-0000-4000-9000-000000000002", "text": "Vi ringer igjen"}'),
  'applied', 'or nothing of the kind');

reset role;
select results_eq($$ select cleared from public.reports order by serial $$, $$ values ('{15889200038}'::text[]), ('{}') $$, 'those who work with it see what was said');
select is_empty($$ select 1 from private.op_ledger l where l.answer::text like '%15889%' $$, 'a refusal does not quote what it refused');
select function_privs_are('private', 'guard', array['jsonb', 'text[]', 'text'], who, array[]::text[], who || ' does not call the guard')
  from unnest(array['anon', 'authenticated']) as who;

select * from finish();
rollback;
