-- How many have reported where district and service meet: told from five on, in steps of five, to everyone, and by the chore alone.
begin;
select plan(31);

select table_privs_are('public', 'report_counts', who, array['SELECT'], who || ' may only read the counts') from unnest(array['anon', 'authenticated', 'service_role']) as who;
select policies_are('public', 'report_counts', array['Everyone reads the counts that are told']);
select private.lock_stream('register');
select throws_ok($$ insert into public.report_counts (year, district, service, reports) values (2031, 'BAL', 'skole', 4) $$, '23514', null, 'less than five is never kept');
select throws_ok($$ insert into public.report_counts (year, district, service, reports) values (2031, 'Alna', 'skole', 5) $$, '23514', null, 'nor a place in words of somebody''s own');
create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-000000000' || persona, 'is_anonymous', persona < '900')::text end, true)
$$;
create sequence testing.serial;
-- Reports by the writers of these numbers.
create function testing.report(writers int4range, place jsonb default '{"district": "BAL", "service": "skole"}', form text default 'hindring', year integer default 2031, hide boolean default false, status text default 'received')
returns void language sql as $$
  insert into public.reports (id, owner, number, year, serial, form, form_version, answers, place, hide_place, status)
  select gen_random_uuid(), ('00000000-0000-4000-8000-000000000' || lpad(writer::text, 3, '0'))::uuid, format('M-%s-%s', report.year, n), report.year, n, report.form, 1, '{}', report.place, report.hide, report.status
  from (select writer, nextval('testing.serial') as n from generate_series(lower(writers), upper(writers) - 1) writer) one
$$;
create function testing.told() returns text language sql as $$
  select coalesce(string_agg(r.slug || ' ' || (r.data ->> 'reports'), ', ' order by r.slug collate "C"), '') from public.register_rows r where r.kind = 'reportCount'
$$;
grant execute on all functions in schema testing to public;
grant usage on sequence testing.serial to public;

-- The chore takes the register's lock, which cannot be had after that of mine: the reports are put there without.
alter table public.reports disable trigger require_stream_lock;
alter table public.report_events disable trigger require_stream_lock;

-- From five writers on
select is(private.refresh_report_counts(), 0, 'where nothing is reported nothing is told');
select testing.report('[1,4]'); select testing.report('[1,4]');
select private.refresh_report_counts();
select is(testing.told(), '', 'four who have reported twice are told nothing of');
select testing.report('[5,6]', status => 'withdrawn'); select testing.report('[5,6]', form => 'erfaring'); select testing.report('[5,6]', hide => true); select testing.report('[5,6]', year => 2030);
select private.refresh_report_counts();
select is(testing.told(), '', 'nor does what was taken back count, nor how well it goes, nor who keeps the place back, nor another year');
select testing.report('[5,6)', form => 'gjelder-oss-ogsa');
select is(testing.told(), '', 'a report alone changes nothing');
select is(private.refresh_report_counts(), 1, 'with the fifth writer');
select is(testing.told(), '2031/BAL/skole 5', 'the cell has its number');
select results_eq($$ select data, published, partition from public.register_rows where kind = 'reportCount' $$,
  $$ values ('{"year": 2031, "district": "BAL", "service": "skole", "reports": 5}'::jsonb, true, 'public') $$, 'and tells no more than that');
select is(private.refresh_report_counts(), 0, 'asked again, nothing changes');
select is((select s.head from public.streams s where s.stream = 'register'), (select max(c.rev) from public.report_counts c), 'and nothing is sent again');
select is((select array[p.count, p.digest] from public.stream_partitions p where p.stream = 'register' and p.partition = 'public'),
  (select array[count(*), mod(sum(private.row_digest(id, rev)), 2147483647)::bigint] from public.register_rows where partition = 'public'), 'count and digest take it in');

-- In steps of five
select testing.report('[11,14]');
select is(private.refresh_report_counts(), 0, 'four more are not told of');
select testing.report('[15,15]');
select is(private.refresh_report_counts(), 1, 'but five are');
select is(testing.told(), '2031/BAL/skole 10', 'as they are by then');
select is((select array[p.count, p.digest] from public.stream_partitions p where p.stream = 'register' and p.partition = 'public'),
  (select array[count(*), mod(sum(private.row_digest(id, rev)), 2147483647)::bigint] from public.register_rows where partition = 'public'), 'count and digest follow');
update public.reports set status = 'withdrawn' where year = 2031;
select is(private.refresh_report_counts(), 0, 'what was told stays when all of it is taken back: that it fell would tell of those who did');
select is(testing.told(), '2031/BAL/skole 10', 'whole');

-- Where it is about
select testing.report('[1,5]', '{"organisation": "BSR", "service": "barnehage"}');
select testing.report('[1,5]', '{"organisation": "BSR", "district": "BGO", "service": "barnehage"}');
select testing.report('[1,9]', '{"organisation": "UDE", "service": "barnehage"}');
select testing.report('[1,9]', '{"organisation": "Frelsesarmeen", "service": "barnehage"}');
select testing.report('[1,9]', '{"district": "BSN"}'); select testing.report('[1,9]', '{"service": "nav"}'); select testing.report('[1,9]', null);
select testing.report('[1,9]', '{"district": "BSN", "service": "noe stygt"}');
select private.refresh_report_counts();
select is(testing.told(), '2031/BAL/skole 10, 2031/BGO/barnehage 5, 2031/BSR/barnehage 5', 'the district that is told holds before the organisation; what names no district and service of the lists is counted nowhere');
select testing.report('[1,5]', '{"district": "BBJ", "service": "ppt"}', status => 'declined');
update public.reports set redacted_at = now() where place ->> 'service' = 'ppt';
select private.refresh_report_counts();
select is(testing.told(), '2031/BAL/skole 10, 2031/BBJ/ppt 5, 2031/BGO/barnehage 5, 2031/BSR/barnehage 5', 'what led to no obstacle has been reported, also without its words');

-- Who reads and who refreshes
select testing.act_as(who), is(testing.told(), '2031/BAL/skole 10, 2031/BBJ/ppt 5, 2031/BGO/barnehage 5, 2031/BSR/barnehage 5', who || ' reads the counts') from unnest(array['anon', '001', '901']) as who;
select is((select count(*) from jsonb_array_elements(public.pull('register') -> 'rows') r where r ->> 'kind' = 'reportCount'), 4::bigint, 'and pulls them with the register');
select throws_ok($$ select private.refresh_report_counts() $$, '42501', null, 'who only uses the app does not run the chore');
select throws_ok($$ select * from private.counted_places() $$, '42501', null, 'nor counts');
reset role;
select private.run_chores();
select is((select count(*) from public.report_counts), 4::bigint, 'the chore is among the others');

select * from finish();
rollback;
