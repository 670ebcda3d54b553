-- A report is found again by its follow-up code alone: that report, with what belongs to it, and nothing else; and trying has an end.
begin;
select plan(52);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}' when 'service' then '{"role": "service_role"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.from_address(address text) returns text language sql as $$
  select set_config('request.headers', json_build_object('x-forwarded-for', address)::text, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.report(id text, code text) returns text language sql as $$
  select testing.pushed('report.submit', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || id, 'form', 'meld', 'formVersion', 1,
    'answers', jsonb_build_object('hva', 'Melding ' || id), 'hidePlace', false) || case when code is null then '{}' else jsonb_build_object('followUp', repeat(code, 64)) end)
$$;
create function testing.message(id text, report text, words text) returns text language sql as $$
  select testing.pushed('report.message', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || id, 'report', '00000000-0000-4000-9000-00000000000' || report, 'text', words))
$$;
create function testing.found(code text) returns text language sql as $$
  select coalesce(f ->> 'after' || ' s', (select string_agg(concat_ws(' ', r ->> 'kind', coalesce(r -> 'data' ->> 'text', r -> 'data' ->> 'type', r -> 'data' -> 'answers' ->> 'hva')), ', ' order by (r ->> 'rev')::bigint)
    from jsonb_array_elements(f -> 'rows') r), 'nothing') from public.case_by_code(repeat(code, 64)) f
$$;
create function testing.answered(code text, id text, words text, cleared jsonb default null) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field') from public.answer_by_code(repeat(code, 64), ('00000000-0000-4000-9000-00000000000' || id)::uuid, words, cleared) a
$$;
create function testing.times(wanted integer, work text) returns text language plpgsql as $$
declare
  last text;
begin
  for n in 1 .. wanted loop
    execute work into last;
  end loop;
  return last;
end $$;
grant execute on all functions in schema testing to public;

select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true);
select testing.from_address('192.0.2.1');
select testing.act_as('a1');
select is(testing.report('1', 'a'), 'applied', 'a report with a code');
select is(testing.report('2', 'b'), 'applied', 'another of the same writer, with a code of its own');
select is(testing.report('3', null), 'applied', 'and one without');
select is(testing.message('4', '1', 'Mer om den første'), 'applied', 'a word about the first');
select is(testing.message('5', '2', 'Mer om den andre'), 'applied', 'and about the second');
reset role;
update public.reports set status = 'read' where id = '00000000-0000-4000-9000-000000000001';

-- Who may ask
select function_privs_are('public', name, args, who, privileges, format('%s: %s', who, name)) from
  (values ('case_by_code', array['text']), ('answer_by_code', array['text', 'uuid', 'text', 'jsonb'])) as f (name, args),
  (values ('anon', array['EXECUTE']), ('authenticated', array['EXECUTE']), ('service_role', array[]::text[])) as t (who, privileges);
select testing.act_as('anon');
select is(testing.found('a'), 'message Mer om den første, report Melding 1, event read', 'without a user the code shows its report, its thread and what became of it');
select is(testing.found('b'), 'report Melding 2, message Mer om den andre', 'and the other code the other one');
select testing.act_as('a1');
select is(testing.found('a'), 'message Mer om den første, report Melding 1, event read', 'its writer sees the same by it');
select testing.act_as('b1');
select is(testing.found('a'), 'message Mer om den første, report Melding 1, event read', 'and so does any other user');
select testing.act_as('anon');
select is((select array_agg(k order by k) from public.case_by_code(repeat('a', 64)) f, jsonb_object_keys(f -> 'rows' -> 0) k),
  array['data', 'first_published', 'id', 'kind', 'rev', 'slug', 'updated'], 'a row is as devices pull it');
select is_empty($$ select 1 from public.case_by_code(repeat('a', 64)) f where f::text ~ '00000000a1|aaaaaa|partition|owner' $$, 'and tells neither whose it is nor the code');
select is_empty('select 1 from public.reports', 'knowing a code opens no table');

-- What is no code
select is(testing.found('c'), 'nothing', 'a code that no report has shows nothing');
select is((select public.case_by_code(code)), '{"rows": []}', format('nor does %L', code)) from unnest(array[null, '', 'a', 'ABC-DEF', repeat('A', 64), repeat('a', 63) || '%']) as code;

-- Answering
select is(testing.answered('a', '6', 'Vi venter fortsatt'), 'applied', 'who has the code may say more');
select is(testing.answered('a', '6', 'Vi venter fortsatt'), 'applied', 'and say it again, when the answer was lost');
select is(testing.found('a'), 'message Mer om den første, report Melding 1, event read, message Vi venter fortsatt', 'it stands once');
select is(testing.answered('a', '6', 'Noe annet'), 'rejected already id', 'an id is used once');
select is(testing.answered('b', '6', 'Vi venter fortsatt'), 'rejected already id', 'in whatever thread');
select is(testing.answered('b', '5', 'Mer om den andre'), 'applied', 'what its writer said before is there already');
select is(testing.answered('c', '7', 'x'), 'rejected not-found', 'without a code nothing is said');
select is(testing.answered('a', '7', '  '), 'rejected invalid text', 'a word is needed');
select is(testing.answered('a', '7', null), 'rejected invalid text', 'and no less');
select is(testing.answered('a', '7', repeat('x', 4001)), 'rejected too-large text', 'and not too many');
select is(testing.answered('a', '7', 'Barnet 15889200038'), 'rejected identity-number text', 'an identity number is stopped');
select is(testing.answered('a', '7', 'Saken 15889200038', '["15889200038"]'), 'applied', 'unless its writer says that it is none');
select is(testing.answered('a', '8', 'x', '["7"]'), 'rejected invalid cleared', 'by its digits');
reset role;
select results_eq($$ select author, owner from public.report_messages where id = '00000000-0000-4000-9000-000000000006' $$,
  $$ values ('reporter', '00000000-0000-4000-8000-0000000000a1'::uuid) $$, 'it is its writer''s word');
select testing.act_as('a1');
select isnt_empty($$ select 1 from public.mine_rows where id = '00000000-0000-4000-9000-000000000006' $$, 'who pulls it too');
select testing.act_as('anon');
select matches(testing.times(20, $$ select testing.answered('b', '9', repeat('x', 4001)) $$), '^retry$', 'there is an end to it');
select matches((select testing.answered('a', '8', 'Fortsatt')), 'applied', 'for that report alone');

-- Trying
select testing.from_address('192.0.2.2');
select is(testing.times(30, $$ select testing.found('d') $$), 'nothing', 'thirty wrong codes are answered');
select matches(testing.found('d'), '^\d+ s$', 'then the address is told how long to wait');
select matches(testing.found('a'), '^\d+ s$', 'also with a right one, or the wait would tell');
select is(testing.answered('a', '7', 'x'), 'retry', 'and nothing is said by a code meanwhile');
select testing.from_address('192.0.2.3');
select is(testing.times(40, $$ select testing.found('a') $$), testing.found('a'), 'right ones have no end');
select isnt(testing.found('a'), 'nothing', 'and do find it');
select isnt(testing.times(29, $$ select testing.found('d') $$), null, 'nor do they count');
select is(testing.found('d'), 'nothing', 'as the thirtieth wrong one shows');
reset role;
update private.push_counts set since = now() - interval '10 minutes' where pusher = 'code:192.0.2.2';
select testing.from_address('192.0.2.2');
select testing.act_as('anon');
select isnt(testing.found('a'), 'nothing', 'after ten minutes one may try again');
select testing.from_address('');
select is(testing.found('d'), 'nothing', 'those whose address is not told share a count');

select * from finish();
rollback;
