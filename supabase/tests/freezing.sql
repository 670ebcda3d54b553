-- Freezing the register: who may, what is kept, who sees it, and that nobody changes it.
begin;
select plan(37);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' when 'owner' then 'postgres' when 'service' then 'service_role' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}' when 'service' then '{"role": "service_role"}' when 'owner' then '{"role": "postgres"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.frozen(n integer, more jsonb default '{}') returns text language plpgsql as $$
begin
  return (
    select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field')
    from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', 'register.freeze',
      'payload', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || n, 'name', 'Til styret') || more)))) p,
      jsonb_array_elements(p -> 'answers') a
  );
end $$;
create function testing.seen() returns text language plpgsql as $$
begin
  return (select coalesce(string_agg(r.data ->> 'name', ', ' order by r.data ->> 'name'), '') from public.stream_rows r where r.kind = 'snapshot');
end $$;
create function testing.held(n integer) returns text language plpgsql as $$
begin
  return (
    select string_agg(concat_ws(' ', r ->> 'kind', r ->> 'slug', r ->> 'published', r -> 'data' ->> 'title'), ', ' order by r ->> 'kind', r ->> 'slug')
    from jsonb_array_elements(nullif(public.snapshot(('00000000-0000-4000-9000-00000000000' || n)::uuid) -> 'rows', 'null')) r where r ->> 'kind' <> 'event'
  );
end $$;
create function testing.given(title text) returns jsonb language sql as $$
  select jsonb_build_array(jsonb_build_object('id', '00000000-0000-4000-9000-000000000005', 'name', 'Årsrapport 2024', 'takenAt', '2024-12-31',
    'rows', jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'rev', 0, 'kind', 'obstacle', 'slug', 'H-2024-1', 'published', true, 'data', jsonb_build_object('title', title)))))
$$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000' || u)::uuid, u like 'a%'
  from unnest(array['a1', 'b1', 'c1', 'd1', 'e1', 'f1']) u;
select private.lock_stream('register');
insert into public.bodies (id, name, level) values ('hls', 'Byrådsavdeling for helse', 'municipality');
insert into public.annex_rows (id, key, year, "order", label, owners, owner_text, projects, follow_up, sources, as_of, published) values
  (gen_random_uuid(), 'rad', 2026, 1, 'Rad', '{BAL}', 'BAL', '{}', 'Fulgt opp', '[]', '2026-11-26', true),
  (gen_random_uuid(), 'borte', 2026, 2, 'Borte', '{BAL}', 'BAL', '{}', null, '[]', '2026-11-26', false);
insert into public.obstacles (id, number, year, serial, title, description, kind, organisations, addressed_to, reviewed, as_of, published) values
  ('00000000-0000-4000-9000-000000000a01', 'H-2026-901', 2026, 901, 'Åpen', 'd', 'structural', '{BAL}', '{hls}', '2026-11-26', '2026-11-26', true),
  ('00000000-0000-4000-9000-000000000a02', 'H-2026-902', 2026, 902, 'Intern', 'd', 'structural', '{BAL}', '{hls}', '2026-11-26', '2026-11-26', false);
insert into public.tallies (ref, reports) values ('obstacle:H-2026-901', 7), ('model:sprakstart', 9);
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000b1', 'staff', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000c1', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000d1', 'office', null, null),
  ('00000000-0000-4000-8000-0000000000e1', 'recipient', null, 'hls'),
  ('00000000-0000-4000-8000-0000000000f1', 'office', null, null);
delete from public.role_assignments where user_id = '00000000-0000-4000-8000-0000000000f1';

-- Who may -------------------------------------------------------------------------------------------------------------------
select testing.act_as('a1');
select is(testing.frozen(1), 'rejected forbidden', 'someone without an account may not freeze the register');
select testing.act_as('b1');
select is(testing.frozen(1), 'rejected forbidden', 'nor a member of staff');
select testing.act_as('c1');
select is(testing.frozen(1), 'rejected forbidden', 'nor a developer');
select testing.act_as('e1');
select is(testing.frozen(1), 'rejected forbidden', 'nor a recipient');
select testing.act_as('f1');
select is(testing.frozen(1), 'rejected forbidden', 'nor who was of the office before');
select testing.act_as('anon');
select throws_ok($$ select testing.frozen(1) $$, '42501', null, 'nor anyone without a user');
select testing.act_as('d1');
select is(testing.frozen(1), 'applied', 'the office may');
select is(testing.frozen(1), 'rejected already id', 'once for each id');
select is(testing.frozen(2, '{"id": "00000000-0000-4000-9000-000000000a01"}'), 'rejected already id', 'and not by the id of something else in the register');
select is(testing.frozen(2, '{"name": "  "}'), 'rejected invalid name', 'it has a name');
select is(testing.frozen(2, jsonb_build_object('name', repeat('x', 101))), 'rejected too-large name', 'that is not too long');
select is(testing.frozen(2, '{"name": "Sak 15889200038"}'), 'rejected identity-number name', 'and holds no identity number');
select is(testing.frozen(2, '{"name": "Sak 15889200038", "cleared": ["15889200038"]}'), 'applied', 'unless it is said to be none');
select is(testing.frozen(3, '{"public": true}'), 'rejected invalid public', 'it cannot be shown to everyone');

-- What is kept --------------------------------------------------------------------------------------------------------------
select is(testing.held(1), 'annexRow rad true, obstacle H-2026-901 true Åpen, obstacle H-2026-902 false Intern, tally obstacle:H-2026-901 true',
  'it holds the obstacles, published or not, the annex as everyone sees it, and how many have reported');
select is((select r.data - 'takenAt' from public.stream_rows r where r.kind = 'snapshot' and r.data ->> 'name' = 'Til styret'),
  '{"name": "Til styret", "obstacles": 2}'::jsonb, 'the stream tells its name and how much is in it, and no more');
select testing.act_as('owner');
select private.lock_stream('register');
update public.obstacles set title = 'Endret' where number = 'H-2026-901';
select testing.act_as('d1');
select ok(testing.held(1) like '%H-2026-901 true Åpen%', 'it is as it was when the register has changed');

-- Who sees it ---------------------------------------------------------------------------------------------------------------
select is(testing.seen(), 'Sak 15889200038, Til styret', 'the office sees that there are snapshots');
select ok((select public.pull('internal') @? '$.rows[*] ? (@.kind == "snapshot")'), 'and its devices are told');
select testing.act_as('c1');
select is(testing.seen() || coalesce(testing.held(1), ''), '', 'a developer sees none, nor what is in one');
select testing.act_as('b1');
select is(testing.seen() || coalesce(testing.held(1), ''), '', 'nor a member of staff');
select testing.act_as('e1');
select is(testing.seen() || coalesce(testing.held(1), ''), '', 'nor a recipient, though an obstacle in it is addressed to them');
select testing.act_as('f1');
select is(testing.seen() || coalesce(testing.held(1), ''), '', 'nor who was of the office before');
select testing.act_as('a1');
select is(testing.seen() || coalesce(testing.held(1), ''), '', 'nor someone without an account');
select testing.act_as('anon');
select is(testing.seen() || coalesce(testing.held(1), ''), '', 'nor anyone without a user');

-- What the content command adds ---------------------------------------------------------------------------------------------
select testing.act_as('owner');
select is(private.load_snapshots(testing.given('Slik')), 1, 'a snapshot of the content files is added');
select is(private.load_snapshots(testing.given('Annerledes')), 0, 'once');
select testing.act_as('anon');
select is(testing.seen(), 'Årsrapport 2024', 'everyone sees it');
select is(testing.held(5), 'obstacle H-2024-1 true Slik', 'and what is in it, as it was the first time');
select is((select (r.data ->> 'takenAt')::timestamptz at time zone 'Europe/Oslo' from public.stream_rows r where r.kind = 'snapshot'), '2024-12-31 12:00'::timestamp,
  'it is of the day that the files say');
select is(public.snapshot('00000000-0000-4000-9000-000000000009') -> 'rows', 'null'::jsonb, 'of one that does not exist there is nothing');

-- Nobody changes it ---------------------------------------------------------------------------------------------------------
select testing.act_as('d1');
select throws_ok($$ update public.snapshots set name = 'x' $$, '42501', null, 'the office cannot change one');
select throws_ok($$ delete from public.snapshots $$, '42501', null, 'nor remove one');
select testing.act_as('service');
select throws_ok($$ update public.snapshots set name = 'x' $$, '42501', null, 'nor the service');
select testing.act_as('owner');
select throws_ok($$ update public.snapshots set data = '[]' $$, '55000', 'a snapshot is neither changed nor removed', 'nor whom the database belongs to');
select throws_ok($$ delete from public.snapshots $$, '55000', 'a snapshot is neither changed nor removed', 'who cannot remove one either');
select lives_ok($$ update public.snapshots set rev = 0 $$, 'its row may be sent out again');

select * from finish();
rollback;
