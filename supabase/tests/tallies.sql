-- How many have reported: told from five writers on, to everyone, and made by the chore alone.
begin;
select plan(31);

select table_privs_are('public', 'tallies', who, array['SELECT'], who || ' may only read tallies') from unnest(array['anon', 'authenticated', 'service_role']) as who;
select policies_are('public', 'tallies', array['Everyone reads the tallies']);
select private.lock_stream('register');
select throws_ok($$ insert into public.tallies (ref, reports) values ('model:a', 4) $$, '23514', null, 'less than five is never kept');
create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-000000000' || persona, 'is_anonymous', persona < '900')::text end, true)
$$;
-- A report by the writer of that number.
create function testing.report(serial integer, writer integer, context jsonb, form text default 'hindring', more jsonb default '{}') returns void language sql as $$
  insert into public.reports (id, owner, number, year, serial, form, form_version, answers, context, place, hide_place, obstacle, status)
  values (('00000000-0000-4000-9000-000000000' || lpad(report.serial::text, 3, '0'))::uuid, ('00000000-0000-4000-8000-000000000' || lpad(writer::text, 3, '0'))::uuid,
    'M-2031-' || report.serial, 2031, report.serial, report.form, 1, '{}', report.context, '{"workplace": "Lia", "district": "BAL"}', coalesce((more ->> 'hidePlace')::boolean, false),
    more ->> 'obstacle', coalesce(more ->> 'status', 'received'))
$$;
create function testing.told() returns text language sql as $$
  select coalesce(string_agg(r.slug || ' ' || (r.data ->> 'reports'), ', ' order by r.slug collate "C"), '') from public.register_rows r where r.kind = 'tally'
$$;
grant execute on all functions in schema testing to public;

-- The chore takes the register's lock, which cannot be had after that of mine: the reports are put there without.
alter table public.reports disable trigger require_stream_lock;
alter table public.report_events disable trigger require_stream_lock;
insert into public.obstacles (id, number, year, serial, title, description, kind, reviewed, as_of, published) values
  ('00000000-0000-4000-9000-000000000a01', 'H-2031-901', 2031, 901, 'Ingen tolk', '…', 'structural', '2026-11-26', '2026-11-26', true),
  ('00000000-0000-4000-9000-000000000a02', 'H-2031-902', 2031, 902, 'Hemmelig', '…', 'structural', '2026-11-26', '2026-11-26', false);
alter table public.documents disable trigger require_stream_lock;
insert into public.documents (id, kind, slug, data, published) values
  ('00000000-0000-4000-9000-000000000b01', 'model', 'm', '{"title": "M", "components": [{"id": "del-a", "title": "A", "text": "…"}, {"id": "del-b", "title": "B", "text": "…"}]}', true),
  ('00000000-0000-4000-9000-000000000b02', 'chapter', 'bok/kap', '{"title": "K", "handbook": "bok", "sections": [{"id": "start", "title": "Start", "body": "…"}]}', true),
  ('00000000-0000-4000-9000-000000000b03', 'seminar', 's', '{"title": "S"}', true),
  ('00000000-0000-4000-9000-000000000b04', 'model', 'skjult', '{"title": "Skjult"}', false);

-- A page
select is(private.refresh_tallies(), 0, 'where nothing is reported nothing is told');
select testing.report(n, n, '{"ref": "model:m"}') from generate_series(1, 4) n;
select testing.report(5, 4, '{"ref": "model:m"}');
select private.refresh_tallies();
select is(testing.told(), '', 'four who have reported five times are told nothing of');
select testing.report(6, 6, '{"ref": "model:m"}', more => '{"status": "withdrawn"}');
select testing.report(7, 7, '{"ref": "model:m"}', 'erfaring');
select private.refresh_tallies();
select is(testing.told(), '', 'nor does what was taken back count, nor how well it goes');
select testing.report(8, 8, '{"ref": "model:m"}', more => '{"hidePlace": true}');
select is(testing.told(), '', 'a report alone changes nothing');
select is(private.refresh_tallies(), 1, 'with the fifth writer');
select is(testing.told(), 'model:m 5', 'the page has its number, whether they tell their place or not');
select is(private.refresh_tallies(), 0, 'asked again, nothing changes');
select is((select s.head from public.streams s where s.stream = 'register'), (select max(t.rev) from public.tallies t), 'and nothing is sent again');
select results_eq($$ select t.rev from public.tallies t $$, $$ select max(r.rev) from public.register_rows r $$, 'which has a revision of the stream');
select results_eq($$ select data, published, partition from public.register_rows where kind = 'tally' $$,
  $$ values ('{"ref": "model:m", "reports": 5}'::jsonb, true, 'public') $$, 'and tells no more than that');
select is((select array[p.count, p.digest] from public.stream_partitions p where p.stream = 'register' and p.partition = 'public'),
  (select array[count(*), mod(sum(private.row_digest(id, rev)), 2147483647)::bigint] from public.register_rows where partition = 'public'), 'count and digest take it in');
select testing.report(9, 9, '{"ref": "model:m"}');
select private.refresh_tallies();
select is(testing.told(), 'model:m 6', 'it follows what is reported');
update public.reports set status = 'withdrawn' where serial = any (array[8, 9]) and year = 2031;
select is(private.refresh_tallies(), 1, 'and what is taken back');
select is(testing.told(), '', 'and goes when there are fewer than five');
select is((select array[p.count, p.digest] from public.stream_partitions p where p.stream = 'register' and p.partition = 'public'),
  (select array[count(*), mod(sum(private.row_digest(id, rev)), 2147483647)::bigint] from public.register_rows where partition = 'public'), 'from count and digest as well');

-- What a device says it is about
select testing.report(20 + n, n, case n % 3 when 0 then '{"ref": "model:skjult"}'::jsonb when 1 then '{"ref": "model:finnes-ikke"}' else '{"ref": "model:m:skriv noe stygt her"}' end) from generate_series(1, 18) n;
select private.refresh_tallies();
select is(testing.told(), '', 'what is not published, or is no page, is told nothing of');

-- Parts of a page
select testing.report(40 + n, n, '{"ref": "chapter:bok/kap", "section": "start"}') from generate_series(1, 5) n;
select testing.report(50 + n, n, '{"ref": "chapter:bok/kap", "section": "noe helt annet"}') from generate_series(1, 5) n;
select private.refresh_tallies();
select is(testing.told(), 'chapter:bok/kap 5, chapter:bok/kap#start 5', 'a part of a page is told of where it is one');
select testing.report(60, 60, '{"ref": "chapter:bok/kap"}');
select private.refresh_tallies();
select is(testing.told(), 'chapter:bok/kap 6', 'but not where what is left would be fewer than five');
select testing.report(60 + n, 60 + n, '{"ref": "chapter:bok/kap"}') from generate_series(1, 4) n;
select private.refresh_tallies();
select is(testing.told(), 'chapter:bok/kap 10, chapter:bok/kap#start 5', 'with five left it is told again');
select testing.report(70 + n, n, '{"ref": "model:m", "section": "del-b"}') from generate_series(1, 5) n;
select private.refresh_tallies();
select is(testing.told(), 'chapter:bok/kap 10, chapter:bok/kap#start 5, model:m 5, model:m#del-b 5', 'a component is a part, too');

-- Seminars and obstacles
update public.reports set status = 'withdrawn' where year = 2031;
select testing.report(100 + n, n, '{"ref": "seminar:s"}', 'evaluering') from generate_series(1, 5) n;
select testing.report(110 + n, n, null, 'gjelder-oss-ogsa', '{"obstacle": "H-2031-901", "status": "connected"}') from generate_series(1, 4) n;
select testing.report(120, 5, null, 'hindring', '{"obstacle": "H-2031-901", "status": "connected"}');
select testing.report(120 + n, n, null, 'hindring', '{"obstacle": "H-2031-902", "status": "connected"}') from generate_series(1, 5) n;
select private.refresh_tallies();
select is(testing.told(), 'obstacle:H-2031-901 5, seminar:s 5', 'those who have evaluated a seminar are told of, and those who have reported a published obstacle');

-- Who reads and who refreshes
select testing.act_as(who), is(testing.told(), 'obstacle:H-2031-901 5, seminar:s 5', who || ' reads the tallies') from unnest(array['anon', '001', '901']) as who;
select is((select count(*) from jsonb_array_elements(public.pull('register') -> 'rows') r where r ->> 'kind' = 'tally'), 2::bigint, 'and pulls them with the register');
select throws_ok($$ select private.refresh_tallies() $$, '42501', null, 'who only uses the app does not run the chore');
reset role;

select * from finish();
rollback;
