-- What is a user's own: read by that user alone, and written through functions alone.
begin;
select plan(51);

select table_privs_are('public', t, who, array['SELECT'], who || ' may only read ' || t)
  from unnest(array['reports', 'report_messages', 'memberships', 'mine_rows']) as t, unnest(array['anon', 'authenticated', 'service_role']) as who;
select policies_are('public', 'reports', array['Users read their own reports']);
select policies_are('public', 'report_messages', array['Users read the threads of their own reports']);
select policies_are('public', 'memberships', array['Users read which seminars they have joined']);

select throws_ok($$
  insert into public.memberships (id, owner, seminar) values (gen_random_uuid(), gen_random_uuid(), 'host-2024')
$$, '55000', null, 'even the owner is refused without the lock');
select private.lock_stream('mine');
insert into public.reports (id, owner, number, year, serial, form, form_version, answers, context, place, hide_place)
select ('00000000-0000-4000-8000-00000000001' || n)::uuid, ('00000000-0000-4000-8000-0000000000a' || n)::uuid, 'M-2026-' || n, 2026, n, 'meld', 1,
  '{"hva": null}', case n when 1 then '{"ref": "model:sprakstart"}'::jsonb end, '{"workplace": "Stovner barnehage"}', true from generate_series(1, 2) n;
insert into public.report_messages (id, report, owner, author, text)
select ('00000000-0000-4000-8000-00000000002' || n)::uuid, ('00000000-0000-4000-8000-00000000001' || n)::uuid, ('00000000-0000-4000-8000-0000000000a' || n)::uuid,
  'reporter', 'Mer' from generate_series(1, 2) n;
insert into public.memberships (id, owner, seminar)
select ('00000000-0000-4000-8000-00000000003' || n)::uuid, ('00000000-0000-4000-8000-0000000000a' || n)::uuid, 'host-2024' from generate_series(1, 2) n;

create schema testing;
grant usage on schema testing to public;
create function testing.refuses_writing(who text) returns setof text language plpgsql as $$
declare
  written text;
begin
  foreach written in array array['reports', 'report_messages', 'memberships'] loop
    return next throws_ok(format('insert into public.%I (id) values (gen_random_uuid())', written), '42501', null, who || ' adds nothing to ' || written);
    return next throws_ok(format('update public.%I set owner = auth.uid()', written), '42501', null, who || ' changes nothing in ' || written);
    return next throws_ok(format('delete from public.%I', written), '42501', null, who || ' removes nothing from ' || written);
  end loop;
end $$;

set local role anon;
set local "request.jwt.claims" to '{"role": "anon"}';
select is_empty($$ select * from public.mine_rows $$, 'anon is shown nothing');
select testing.refuses_writing('anon');
select throws_ok($$ select public.pull('mine') $$, '42501', null, 'anon has nothing to pull');
select throws_ok($$ select public.manifest('mine') $$, '42501', null, 'no manifest');
select throws_ok($$ select public.rows('mine', '{}') $$, '42501', null, 'and no rows');

set local role authenticated;
set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a1", "is_anonymous": true}';
select set_eq($$ select slug from public.mine_rows $$, array['M-2026-1', '00000000-0000-4000-8000-000000000021', 'host-2024'], 'an anonymous user sees what is theirs');
select testing.refuses_writing('an anonymous user');
select is(public.pull('mine') ->> 'count', '3', 'pulls it');
select is(jsonb_array_length(public.manifest('mine') -> 'rows'), 3, 'and has it on the manifest');
select is(public.rows('mine', array['00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000012']::uuid[]) #>> '{rows,0,slug}', 'M-2026-1', 'an id brings one''s own');
select is(jsonb_array_length(public.rows('mine', array['00000000-0000-4000-8000-000000000012']::uuid[]) -> 'rows'), 0, 'and not another''s');
select is(
  (public.rows('mine', array['00000000-0000-4000-8000-000000000011']::uuid[]) #> '{rows,0,data}') - 'sentAt',
  '{"number": "M-2026-1", "form": "meld", "formVersion": 1, "answers": {"hva": null}, "status": "received", "hidePlace": true,
    "context": {"ref": "model:sprakstart"}, "place": {"workplace": "Stovner barnehage"}}', 'a report is as it was written, with what the server adds');

set local "request.jwt.claims" to '{"role": "authenticated", "sub": "00000000-0000-4000-8000-0000000000a3", "is_anonymous": false}';
select is_empty($$ select * from public.mine_rows $$, 'another user sees nothing of it');
select is(public.pull('mine') - array['epoch', 'access_epoch', 'next', 'min_client'],
  jsonb '{"uid": "00000000-0000-4000-8000-0000000000a3", "after": 0, "rows": [], "has_more": false, "count": 0, "digest": 0}', 'and pulls an empty stream');
reset role;

delete from public.memberships where owner = '00000000-0000-4000-8000-0000000000a1';
select is((select count from public.stream_partitions where partition = 'user:00000000-0000-4000-8000-0000000000a1'), 2::bigint, 'what is left is not counted');
select is((select count from public.stream_partitions where partition = 'user:00000000-0000-4000-8000-0000000000a2'), 3::bigint, 'and nobody else''s count changes');

-- Numbers
select results_eq($$ select year, last from private.next_number('M') $$, $$ select extract(year from now() at time zone 'Europe/Oslo')::integer, 1 $$, 'a series begins at 1 in each year in Oslo');
select is((select last from private.next_number('M')), 2, 'and goes on');
select is((select last from private.next_number('H')), 1, 'each series by itself');

select * from finish();
rollback;
