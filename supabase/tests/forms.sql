-- Forms: who reads them, what fits them, and that a report that does not fit is refused with what is wrong with each answer.
begin;
select plan(89);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona
      when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.sent(answers jsonb, more jsonb default '{}') returns jsonb language sql as $$
  select p #> '{answers,0}' from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1,
    'kind', 'report.submit', 'payload', jsonb_build_object('id', gen_random_uuid(), 'form', 'prove', 'formVersion', 2, 'answers', answers, 'hidePlace', false) || more)))) p
$$;
create function testing.told(answers jsonb, more jsonb default '{}') returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field', a ->> 'fields') from testing.sent(answers, more) a
$$;

select private.lock_stream('library');
insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || n)::uuid, n = 1 from generate_series(1, 2) n;
insert into public.documents (id, kind, slug, data, published) values
  ('00000000-0000-4000-8000-000000000001', 'form', 'prove', '{"title": {"nb": "Prøve", "nn": "Prøve"}, "reviewed": "2026-11-26", "versions": [
    {"version": 2, "steps": [
      {"id": "en", "questions": [
        {"id": "om", "kind": "heading"},
        {"id": "hva", "kind": "longText", "required": true, "minLength": 3, "maxLength": 5},
        {"id": "slag", "kind": "oneOf", "options": [{"id": "a"}, {"id": "b"}]},
        {"id": "temaer", "kind": "manyOf", "list": "themes", "most": 2}]},
      {"id": "to", "questions": [
        {"id": "nytte", "kind": "scale", "from": 1, "to": 5, "required": {"question": "slag", "equals": "a"}},
        {"id": "dag", "kind": "date", "earliest": "2026-01-01", "latest": "2026-12-31"},
        {"id": "ja", "kind": "consent"},
        {"id": "lav", "kind": "shortText", "maxLength": 5, "showWhen": {"question": "nytte", "equals": 1}},
        {"id": "sist", "kind": "shortText", "maxLength": 5, "required": true, "showWhen": {"question": "lav", "answered": true}}]}]},
    {"version": 1, "steps": [{"id": "en", "questions": [{"id": "gammel", "kind": "shortText", "required": true, "maxLength": 5}]}]}]}', true),
  ('00000000-0000-4000-8000-000000000002', 'form', 'skjult', '{"versions": [{"version": 1, "steps": []}]}', false);

-- Who reads forms
select testing.act_as('anon');
select results_eq($$ select slug from public.documents where kind = 'form' $$, array['prove'], 'anon reads a published form, and no other');
select is(public.page('form', 'prove') #>> '{rows,0,slug}', 'prove', 'and can ask for it ahead of the rest');
select is(jsonb_array_length(public.page('form', 'skjult') -> 'rows'), 0, 'but not for one that is not published');
select throws_ok($$ insert into public.documents (id, kind, slug, data) values (gen_random_uuid(), 'form', 'ny', '{}') $$, '42501', null, 'anon adds none');
select throws_ok($$ select testing.sent('{"hva": "tolk"}') $$, '42501', null, 'nor sends one');
select testing.act_as('a1');
select results_eq($$ select slug from public.documents where kind = 'form' $$, array['prove'], 'an anonymous user reads the same');
select throws_ok($$ update public.documents set data = '{}' where kind = 'form' $$, '42501', null, 'and changes nothing');
select throws_ok($$ select private.check_answers('{}', '{}') $$, '42501', null, 'the rules are asked through push alone');
select testing.act_as('a2');
select results_eq($$ select slug from public.documents where kind = 'form' $$, array['prove'], 'a signed-in user reads the same');
select throws_ok($$ update public.documents set data = '{}' where kind = 'form' $$, '42501', null, 'and changes nothing');
select throws_ok($$ select private.check_answers('{}', '{}') $$, '42501', null, 'nor asks the rules by themselves');
reset role;

-- Reports
create function testing.reports(persona text, who text) returns setof text language plpgsql as $$
begin
  perform testing.act_as(persona);
  return next is(testing.told('{"hva": "tolk"}'), 'applied', who || ' sends what fits');
  return next is(testing.told('{"gammel": "tolk"}', '{"formVersion": 1}'), 'applied', who || ' sends what an older version asked');
  return next is(testing.told('{"hva": "tolk"}', '{"formVersion": 1}'), 'rejected invalid answers {"hva": "unknown-question", "gammel": "required"}', who || ' is told by the version it was filled in by');
  return next is(testing.told('{}'), 'rejected invalid answers {"hva": "required"}', who || ' is told what is missing');
  return next is(testing.told('{"hva": "tolken", "nytte": 6, "slag": "c"}'), 'rejected invalid answers {"hva": "too-long", "slag": "not-an-option", "nytte": "out-of-range"}', who || ' is told of each answer');
  return next is(testing.told('{"hva": "tolk"}', '{"formVersion": 3}'), 'rejected invalid formVersion', who || ' cannot answer a version that is not there');
  return next is(testing.told('{"hva": "tolk"}', '{"form": "skjult", "formVersion": 1}'), 'rejected not-found form', who || ' cannot answer a form that is not published');
  return next is(testing.told('{"hva": "tolk"}', '{"form": "annet"}'), 'rejected not-found form', who || ' cannot answer a form that is not there');
  return next is(testing.told('{"hva": "tolk", "Amina bor her": "x"}'), 'rejected invalid answers', who || ' is not quoted');
  perform set_config('role', 'postgres', true);
end $$;
select testing.reports(persona, who) from (values ('a1', 'an anonymous user'), ('a2', 'a signed-in user')) as t (persona, who);
select results_eq($$ select form_version, count(*)::integer from public.reports group by 1 order by 1 $$, $$ values (1, 2), (2, 2) $$, 'only what fits is taken in');
select is_empty($$ select from private.op_ledger l where l.answer::text like '%Amina%' $$, 'the ledger keeps nothing that somebody wrote');
select is(testing.sent('{}') - 'op_id', '{"status": "rejected", "code": "invalid", "field": "answers", "fields": {"hva": "required"}}', 'a refusal tells what is wrong with which answer')
  from testing.act_as('a2');
select is(testing.told((select jsonb_object_agg('x' || n, 'y') from generate_series(1, 501) n)), 'rejected invalid answers', 'but not of more answers than any form has questions');
reset role;

-- The rules
create function testing.judged(answers jsonb) returns jsonb language sql as $$
  select private.check_answers((select d.data #> '{versions,0}' from public.documents d where d.slug = 'prove'), '{"hva": "tolk"}' || answers)
$$;
select is(testing.judged(answers), expected, answers::text) from (values
  ('{}'::jsonb, '{}'::jsonb),
  ('{"hva": null}', '{"hva": "required"}'), ('{"hva": "  "}', '{"hva": "required"}'), ('{"hva": "\u00a0\u3000"}', '{"hva": "required"}'), ('{"hva": []}', '{"hva": "required"}'), ('{"hva": false}', '{"hva": "required"}'),
  ('{"hva": "ab"}', '{"hva": "too-short"}'), ('{"hva": "abc"}', '{}'), ('{"hva": " abcde\n"}', '{}'), ('{"hva": "abcdef"}', '{"hva": "too-long"}'), ('{"hva": "👩👩👩👩👩"}', '{}'),
  ('{"hva": 123}', '{"hva": "wrong-type"}'), ('{"hva": {}}', '{"hva": "wrong-type"}'), ('{"hva": true}', '{"hva": "wrong-type"}'),
  ('{"slag": "b"}', '{}'), ('{"slag": ""}', '{}'), ('{"slag": "c"}', '{"slag": "not-an-option"}'), ('{"slag": ["b"]}', '{"slag": "wrong-type"}'),
  ('{"slag": "a"}', '{"nytte": "required"}'), ('{"slag": "a", "nytte": 3}', '{}'),
  ('{"temaer": ["sprak", "fritid"]}', '{}'), ('{"temaer": []}', '{}'), ('{"temaer": ["sprak", "mat"]}', '{"temaer": "not-an-option"}'),
  ('{"temaer": ["sprak", "fritid", "ansvar"]}', '{"temaer": "too-many"}'), ('{"temaer": ["sprak", "sprak"]}', '{"temaer": "wrong-type"}'),
  ('{"temaer": "sprak"}', '{"temaer": "wrong-type"}'), ('{"temaer": [1]}', '{"temaer": "wrong-type"}'),
  ('{"nytte": 5}', '{}'), ('{"nytte": 5.0}', '{}'), ('{"nytte": 0}', '{"nytte": "out-of-range"}'), ('{"nytte": 2.5}', '{"nytte": "wrong-type"}'), ('{"nytte": "3"}', '{"nytte": "wrong-type"}'),
  ('{"dag": "2026-02-28"}', '{}'), ('{"dag": "2026-02-29"}', '{"dag": "not-a-date"}'), ('{"dag": "28.02.2026"}', '{"dag": "not-a-date"}'), ('{"dag": "infinity"}', '{"dag": "not-a-date"}'),
  ('{"dag": "2027-01-01"}', '{"dag": "out-of-range"}'), ('{"dag": "2025-12-31"}', '{"dag": "out-of-range"}'), ('{"dag": 20260228}', '{"dag": "wrong-type"}'),
  ('{"ja": true}', '{}'), ('{"ja": false}', '{}'), ('{"ja": "ja"}', '{"ja": "wrong-type"}'),
  ('{"om": "x"}', '{"om": "unknown-question"}'), ('{"mer": null}', '{"mer": "unknown-question"}'),
  ('{"lav": "x"}', '{"lav": "not-shown"}'), ('{"lav": " "}', '{}'), ('{"lav": "x", "sist": "y"}', '{"lav": "not-shown", "sist": "not-shown"}'),
  ('{"nytte": 1, "lav": "x"}', '{"sist": "required"}'), ('{"nytte": 1, "lav": "x", "sist": "y"}', '{}')) as t (answers, expected);

select is(private.condition_holds(condition, '{"a": "x", "b": ["y", "z"], "c": 2}'), expected, condition::text) from (values
  ('{"question": "a", "equals": "x"}'::jsonb, true), ('{"question": "b", "equals": "y"}', false), ('{"question": "b", "includes": "y"}', true),
  ('{"question": "a", "includes": "x"}', false), ('{"question": "c", "equals": 2.0}', true), ('{"question": "d", "answered": true}', false), ('{"not": {"question": "d", "answered": true}}', true)) as t (condition, expected);

select * from finish();
rollback;
