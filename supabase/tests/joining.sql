-- Seminars that are not for everyone: their members and hosts read them, and one becomes a member by a code.
begin;
select plan(59);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona in ('a1', 'a2'))::text end, true)
$$;
create function testing.from_address(address text) returns text language sql as $$
  select set_config('request.headers', json_build_object('x-forwarded-for', address)::text, true)
$$;
create function testing.joined(code text) returns text language sql as $$
  select concat_ws(' ', j ->> 'status', j ->> 'seminar', case when j ? 'after' then 'after' end) from public.join_by_code(code) j
$$;
create function testing.seen() returns text language sql as $$
  select coalesce(string_agg(r ->> 'slug', ' ' order by r ->> 'slug'), '') from jsonb_array_elements(public.pull('joined') -> 'rows') r
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

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || n)::uuid, n < 3 from generate_series(1, 7) n;
select private.lock_stream('library');
select private.lock_stream('mine');
insert into public.role_assignments (user_id, role, organisation) values
  ('00000000-0000-4000-8000-0000000000a3', 'staff', 'BAL'), ('00000000-0000-4000-8000-0000000000a4', 'developer', 'BAL'),
  ('00000000-0000-4000-8000-0000000000a5', 'developer', 'BBJ'), ('00000000-0000-4000-8000-0000000000a6', 'office', null);
insert into public.documents (id, kind, slug, data, published, host) values
  ('00000000-0000-4000-9000-000000000001', 'seminar', 'apent', '{}', true, null),
  ('00000000-0000-4000-9000-000000000002', 'seminar', 'bjerke-internt', '{}', false, 'BBJ'),
  ('00000000-0000-4000-9000-000000000003', 'seminar', 'kontorets', '{}', false, 'office'),
  ('00000000-0000-4000-9000-000000000004', 'seminar', 'borte', '{}', false, null);

select results_eq($$ select slug, partition from public.documents order by slug $$,
  $$ values ('apent', 'public'), ('bjerke-internt', 'seminar:bjerke-internt@BBJ'), ('borte', 'hidden'), ('kontorets', 'seminar:kontorets@office') $$, 'each stands where it is read');
select throws_ok($$ insert into public.documents (id, kind, slug, data, host) values (gen_random_uuid(), 'model', 'm', '{}', 'office') $$, '23514', null, 'only a seminar has a host');
select function_privs_are('public', name, args, who, privileges, format('%s: %s', who, name)) from
  (values ('join_by_code', array['text']), ('seminar_codes', array['text']), ('close_seminar_code', array['text']),
    ('make_seminar_code', array['text', 'timestamp with time zone', 'timestamp with time zone'])) f (name, args),
  (values ('anon', array[]::text[]), ('authenticated', array['EXECUTE']), ('service_role', array[]::text[])) w (who, privileges);

-- Who reads them before anybody has joined
select testing.act_as('anon');
select set_eq($$ select slug from public.documents $$, array['apent'], 'everyone reads what is published, and no other');
select throws_ok($$ select public.pull('joined') $$, '42501', null, 'anon has joined nothing');
select throws_ok($$ select public.manifest('joined') $$, '42501', null, 'no manifest');
select throws_ok($$ select public.rows('joined', '{}') $$, '42501', null, 'and no rows');
select testing.act_as('a1');
select is(testing.seen(), '', 'an anonymous user sees none');
select testing.act_as('a3');
select is(testing.seen(), '', 'nor does staff');
select testing.act_as('a4');
select is(testing.seen(), '', 'nor a developer of another organisation');
select testing.act_as('a5');
select is(testing.seen(), 'bjerke-internt', 'a developer sees those the own organisation hosts');
select testing.act_as('a6');
select is(testing.seen(), 'bjerke-internt kontorets', 'the office sees them all, but none that is nobody''s');

-- Codes are the hosts'
select is(jsonb_array_length(public.seminar_codes('kontorets') -> 'codes'), 0, 'there is no code yet');
create temporary table codes (seminar text primary key, code text);
grant all on codes to public;
insert into codes select 'kontorets', public.make_seminar_code('kontorets') ->> 'code';
select matches((select code from codes), '^[A-Z]{3}-[0-9]{4}$', 'the office makes one');
insert into codes select 'apent', public.make_seminar_code('apent', closes => now() + interval '1 day') ->> 'code';
select is(public.make_seminar_code('kontorets', closes => now() - interval '1 minute') ->> 'status', 'invalid', 'none that has closed already');
select is(public.make_seminar_code('kontorets', now() + interval '2 days', now() + interval '1 day') ->> 'status', 'invalid', 'nor one that closes before it opens');
select is(public.make_seminar_code('finnes-ikke') ->> 'status', 'forbidden', 'none for what is not there');
select testing.act_as('a5');
insert into codes select 'bjerke-internt', public.make_seminar_code('bjerke-internt', now() + interval '1 hour') ->> 'code';
select is(public.make_seminar_code('kontorets') ->> 'status', 'forbidden', 'a developer makes none for another''s seminar');
select is(public.close_seminar_code((select code from codes where seminar = 'kontorets')) ->> 'status', 'forbidden', 'and closes none of them');
select is(public.seminar_codes('kontorets') -> 'codes', '[]', 'and is shown none');
select is(jsonb_array_length(public.seminar_codes('bjerke-internt') -> 'codes'), 1, 'but the own');
select testing.act_as('a1');
select is(public.seminar_codes('kontorets') -> 'codes', '[]', 'others are shown none');
select is(public.make_seminar_code('kontorets') ->> 'status', 'forbidden', 'and make none');
select throws_ok($$ select * from private.seminar_codes $$, '42501', null, 'the codes themselves are out of reach');

-- Joining
select testing.from_address('192.0.2.1');
select is(testing.joined('ABC-0000x'), 'unknown', 'what is no code joins nothing');
select is(testing.joined(lower(replace((select code from codes where seminar = 'kontorets'), '-', ' '))), 'joined kontorets', 'a code is read however it is written');
select is(testing.seen(), 'kontorets', 'the member sees the seminar');
select is(testing.joined((select code from codes where seminar = 'kontorets')), 'joined kontorets', 'joining again is joined');
select is((select count(*) from public.memberships), 1::bigint, 'once');
select is(testing.joined((select code from codes where seminar = 'bjerke-internt')), 'early', 'a code that has not opened says so');
select is(testing.joined((select code from codes where seminar = 'apent')), 'joined apent', 'one may join what everyone reads');
select is(jsonb_array_length(public.manifest('joined') -> 'rows'), 1, 'which does not come twice');
select is(jsonb_array_length(public.rows('joined', array['00000000-0000-4000-9000-000000000003', '00000000-0000-4000-9000-000000000002']::uuid[]) -> 'rows'), 1, 'rows are given of what one has joined alone');
select testing.act_as('a2');
select is(testing.seen(), '', 'another anonymous user sees nothing of it');
select is((select count(*) from public.memberships), 0::bigint, 'nor who has joined');
select testing.act_as('anon');
select throws_ok($$ select public.join_by_code('ABC-0000') $$, '42501', null, 'nobody joins without a user');

-- Closing
select testing.act_as('a6');
select is(public.close_seminar_code((select code from codes where seminar = 'kontorets')) ->> 'status', 'closed', 'the office closes a code');
select testing.act_as('a2');
select is(testing.joined((select code from codes where seminar = 'kontorets')), 'closed', 'by which nobody joins any more');
select testing.act_as('a1');
select is(testing.seen(), 'kontorets', 'who has joined stays');

-- Guessing
select testing.act_as('a2');
select is(testing.times(19, $$ select testing.joined('AAA-0000') $$), 'unknown', 'a user may slip');
select is(testing.times(2, $$ select testing.joined('AAA-0000') $$), 'later after', 'but not go on guessing');
select is(testing.joined((select code from codes where seminar = 'apent')), 'later after', 'then no code is looked for');
select is(testing.times(300, $$ select testing.joined('AAA-0000') $$), 'later after', 'however often');
select testing.act_as('a3');
select is(testing.joined((select code from codes where seminar = 'apent')), 'joined apent', 'others at the same address join');
select is(testing.times(300, format('select testing.joined(%L)', (select code from codes where seminar = 'apent'))), 'joined apent', 'a hall that shares an address is not kept out by its number');

-- Published, and taken back
reset role;
update public.documents set published = true where slug = 'kontorets';
select is((select partition from public.documents where slug = 'kontorets'), 'public', 'published, it is everyone''s');
update public.documents set published = false where slug = 'kontorets';
select testing.act_as('a1');
select is(testing.seen(), 'kontorets', 'taken back, it is its members''');

-- Erased
reset role;
insert into private.erased_users (user_id) values ('00000000-0000-4000-8000-0000000000a3');
select testing.act_as('a3');
select throws_ok(format('select public.join_by_code(%L)', (select code from codes where seminar = 'apent')), 'PT401', null, 'who has been erased joins nothing by a token that lives on');

select * from finish();
rollback;
