-- What people have written is let go of in time: whose words go when, what stays to count by, and that nobody gets them back.
begin;
select plan(45);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}' when 'service' then '{"role": "service_role"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.id(n text) returns uuid language sql as $$ select ('00000000-0000-4000-9000-0000000000' || n)::uuid $$;
create function testing.said(n text, text text default 'Mer om det') returns text language sql as $$
  select testing.pushed('report.message', jsonb_build_object('id', gen_random_uuid(), 'report', testing.id(n), 'text', said.text))
$$;
create function testing.steps(n text) returns text language sql as $$
  select coalesce(string_agg(e.type || coalesce(' ' || nullif(e.detail, '{}')::text, ''), ', ' order by e.rev), '') from public.report_events e where e.report = testing.id(n)
$$;
-- A report that was sent so long ago and has come to this status, by the report's own events, some time later.
create function testing.report(n text, status text, sent interval, closed interval default null, obstacle text default null) returns void language plpgsql as $$
begin
  insert into public.reports (id, owner, number, year, serial, form, form_version, answers, place, context, hide_place, cleared, follow_up, status, obstacle, reason, sent_at)
  values (testing.id(n), '00000000-0000-4000-8000-0000000000a1', 'M-2020-9' || n, 2020, ('9' || n)::integer, 'meld', 1, '{"hva": "Ingen tolk"}',
    '{"service": "barnehage", "district": "BSR", "workplace": "Eikenga barnehage", "function": "styrer"}', '{"ref": "model:sprakstart"}', true, '{15889200038}',
    repeat(n, 32), 'received', obstacle, null, now() - sent);
  insert into public.report_messages (id, report, owner, author, text)
  values (gen_random_uuid(), testing.id(n), '00000000-0000-4000-8000-0000000000a1', 'reporter', 'Den fra Eikenga'),
    (gen_random_uuid(), testing.id(n), '00000000-0000-4000-8000-0000000000a1', 'developer', 'Takk, Amina');
  if status <> 'received' then
    insert into public.report_events (report, owner, type, at, detail)
    values (testing.id(n), '00000000-0000-4000-8000-0000000000a1', status, now() - closed,
      case status when 'declined' then '{"reason": "Gjelder Amina"}' when 'connected' then jsonb_build_object('obstacle', obstacle) else '{}'::jsonb end);
    -- Past the trigger that would tell it again, now.
    alter table public.reports disable trigger tell_status;
    update public.reports r set status = report.status, reason = case report.status when 'declined' then 'Gjelder Amina' end where r.id = testing.id(n);
    alter table public.reports enable trigger tell_status;
  end if;
end $$;
create function testing.redacted() returns text language sql as $$
  select coalesce(string_agg(right(r.number, 2), ' ' order by r.number), '') from public.reports r where r.redacted_at is not null
$$;
grant execute on all functions in schema testing to public;

select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true);
select private.lock_stream('register');
insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published, status) values
  ('00000000-0000-4000-9000-000000000a01', 'H-2020-901', 2020, 901, 'Åpen', '…', 'structural', '2026-11-26', '2026-11-26', true, 'following-up'),
  ('00000000-0000-4000-9000-000000000a02', 'H-2020-902', 2020, 902, 'Løst for lenge siden', '…', 'structural', '2026-11-26', '2026-11-26', true, 'resolved'),
  ('00000000-0000-4000-9000-000000000a03', 'H-2020-903', 2020, 903, 'Lukket nylig', '…', 'structural', '2026-11-26', '2026-11-26', true, 'closed'),
  ('00000000-0000-4000-9000-000000000a04', 'H-2020-904', 2020, 904, 'Løst, uten å ha blitt flyttet her', '…', 'structural', '2026-11-26', '2026-11-26', true, 'resolved');
insert into public.obstacle_events (id, obstacle, number, type, at, by, open) values
  (gen_random_uuid(), '00000000-0000-4000-9000-000000000a01', 'H-2020-901', 'moved', now() - interval '5 years', '{"role": "office"}', true),
  (gen_random_uuid(), '00000000-0000-4000-9000-000000000a02', 'H-2020-902', 'moved', now() - interval '25 months', '{"role": "office"}', true),
  (gen_random_uuid(), '00000000-0000-4000-9000-000000000a03', 'H-2020-903', 'moved', now() - interval '5 years', '{"role": "office"}', true),
  (gen_random_uuid(), '00000000-0000-4000-9000-000000000a03', 'H-2020-903', 'moved', now() - interval '23 months', '{"role": "office"}', true);
select private.lock_stream('mine');

-- Which
select testing.report('10', 'declined', '30 months', '25 months');
select testing.report('11', 'declined', '30 months', '23 months');
select testing.report('12', 'withdrawn', '30 months', '25 months');
select testing.report('13', 'withdrawn', '26 months', '23 months');
select testing.report('20', 'connected', '6 years', '5 years', 'H-2020-901');
select testing.report('21', 'connected', '6 years', '5 years', 'H-2020-902');
select testing.report('22', 'connected', '6 years', '5 years', 'H-2020-903');
select testing.report('23', 'connected', '6 years', '1 month', 'H-2020-902');
select testing.report('24', 'connected', '6 years', '25 months', 'H-2020-904');
select testing.report('30', 'received', '37 months');
select testing.report('31', 'received', '35 months');
select testing.report('32', 'read', '37 months', '36 months');
select is(private.kept_after_closing(), interval '24 months', 'words are kept for two years after a case is closed');
select is(private.kept_after_sending(), interval '36 months', 'and for three when it never is');
select is(private.redact_closed_reports(), 6, 'six are old enough');
select is(testing.redacted(), '10 12 21 24 30 32', 'declined and taken back long ago, connected to what has ended, and never closed; none that somebody may work with');
select is(private.redact_closed_reports(), 0, 'once more finds nothing');
select is(testing.steps('10'), 'declined, redacted {"why": "age"}', 'it is told once, and the reason is gone from the history');
select is(private.redact_closed_reports(interval '22 months'), 3, 'with a shorter time more are old enough');
select is(testing.redacted(), '10 11 12 13 21 22 24 30 32', 'but what is never closed goes by its own');

-- What stays
select results_eq($$ select answers, place, cleared, follow_up, reason, status, hide_place, context from public.reports where number = 'M-2020-910' $$,
  $$ values ('{}'::jsonb, '{"service": "barnehage", "district": "BSR"}'::jsonb, '{}'::text[], null::text, null::text, 'declined', true, '{"ref": "model:sprakstart"}'::jsonb) $$,
  'service and district stay, and how it went; nothing anybody wrote');
select results_eq($$ select distinct text from public.report_messages where report = testing.id('10') $$, array[''], 'messages are empty, whoever wrote them');
select is((select count(*) from public.report_messages where report = testing.id('10')), 2::bigint, 'and are still there');
select is(testing.steps('21'), 'connected {"obstacle": "H-2020-902"}, redacted {"why": "age"}', 'what it was connected to is still told');
select is((select obstacle from public.reports where id = testing.id('21')), 'H-2020-902', 'and counts');
select is_empty($$ select 1 from public.stream_rows s where s.stream = 'mine' and s.data::text ~ 'Amina|Eikenga|tolk' and (s.data ->> 'report' = any (array(select id::text from public.reports where redacted_at is not null)) or s.data ? 'redactedAt') $$, 'no row that devices pull holds a word of it');
select isnt_empty($$ select 1 from public.mine_rows where data ->> 'text' = 'Takk, Amina' $$, 'those that are not old enough are whole');
select is(private.counted_place(given), left_of, 'of the place ' || coalesce(given::text, 'nothing')) from (values
  ('{"service": "skole"}'::jsonb, '{"service": "skole"}'::jsonb), ('{"service": "Amina", "district": "BSR"}', '{"district": "BSR"}'),
  ('{"organisation": "UDE", "workplace": "x"}', null), ('{}', null), (null, null)) as t (given, left_of);
select is(s.digest, mod(x.digest, 2147483647), 'count and digest are true') from public.stream_partitions s,
  (select sum(private.row_digest(m.id, m.rev))::bigint as digest from public.mine_rows m where m.partition = 'user:00000000-0000-4000-8000-0000000000a1') x
  where s.partition = 'user:00000000-0000-4000-8000-0000000000a1';

-- Who sees it, and that it stays so
select testing.act_as('a1');
select is((select data ->> 'redactedAt' is not null from public.mine_rows where slug = 'M-2020-910'), true, 'its writer is told when');
select is((select data ? 'redactedAt' from public.mine_rows where slug = 'M-2020-920'), false, 'and nothing of the kind while it is whole');
select is(testing.said('10'), 'rejected not-allowed report', 'nobody writes more about it');
select is(testing.said('20'), 'applied', 'but about another');
select is(testing.pushed('report.correct', jsonb_build_object('report', testing.id('30'), 'formVersion', 1, 'answers', '{"hva": "Amina"}'::jsonb, 'hidePlace', false)),
  'rejected not-allowed', 'nor answers again');
select testing.act_as('b1');
select is_empty('select 1 from public.mine_rows', 'another user sees nothing of it');
select testing.act_as('anon');
select is_empty('select 1 from public.mine_rows', 'nor does everyone else');
reset role;
select throws_ok($$ update public.reports set answers = '{"hva": "x"}' where id = testing.id('10') $$, '23514', null, 'the owner of the database gives it no words either');
select throws_ok($$ update public.report_events set detail = '{"reason": "x"}' where report = testing.id('10') $$, '55000', null, 'an event gets no new ones');
select throws_ok($$ update public.report_events set detail = '{}', at = now() where report = testing.id('21') $$, '55000', null, 'and keeps its time');
select throws_ok($$ delete from public.report_events where report = testing.id('10') $$, '55000', null, 'none is removed');

-- Chores
insert into private.push_counts (pusher, since, count) values ('address:192.0.2.1', now() - interval '11 minutes', 3), ('address:192.0.2.2', now() - interval '9 minutes', 3);
insert into private.erased_users (user_id, at) values ('00000000-0000-4000-8000-0000000000e1', now() - interval '31 days'), ('00000000-0000-4000-8000-0000000000e2', now() - interval '29 days');
select testing.report('40', 'withdrawn', '30 months', '25 months');
select lives_ok('select private.run_chores()', 'the chores are done');
select isnt((select redacted_at from public.reports where id = testing.id('40')), null, 'the old are redacted');
select results_eq('select pusher from private.push_counts where pusher like ''address:192%''', array['address:192.0.2.2'], 'counts are gone when their ten minutes are');
select results_eq('select right(user_id::text, 2) from private.erased_users', array['e2'], 'and who was erased, when no backup can bring them back');
create or replace function private.redact_closed_reports(older interval default private.kept_after_closing()) returns integer language plpgsql set search_path = '' as $$ begin raise exception 'broken'; end $$;
create or replace function private.refresh_tallies() returns integer language plpgsql set search_path = '' as $$ begin insert into private.push_counts (pusher, count) values ('tallied', 1); return 1; end $$;
update private.push_counts set since = now() - interval '11 minutes';
select lives_ok('select private.run_chores()', 'a chore that fails stops no other');
select results_eq('select pusher from private.push_counts', array['tallied'], 'neither what comes before it nor what comes after');

-- Who may do it
select testing.act_as(who) from (values ('b1')) as t (who);
select throws_ok('select private.' || called, '42501', null, 'a user does not call ' || called) from unnest(array['run_chores()', 'redact_closed_reports(''0'')', 'redact_reports(''{}'', ''age'')']) as called;
select testing.act_as('anon');
select throws_ok('select private.run_chores()', '42501', null, 'nor does everyone else');
select testing.act_as('service');
select throws_ok('select private.' || called, '42501', null, 'nor does the service role: ' || called) from unnest(array['run_chores()', 'redact_closed_reports(''0'')', 'redact_reports(''{}'', ''age'')']) as called;

select * from finish();
rollback;
