-- An account claims what an anonymous user has reported: by a ticket that only that user could fetch, once, and for good.
begin;
select plan(46);

create schema testing;
grant usage on schema testing to public;
-- a1, a2 and a3 are anonymous; c1 and c2 have an account.
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona like 'a%')::text end, true)
$$;
create function testing.claimed(ticket text) returns text language sql as $$
  select concat_ws(' ', c ->> 'status', c ->> 'uid') from public.claim(ticket) c
$$;
create function testing.pushed(kind text, payload jsonb, op_id uuid default gen_random_uuid()) returns text language sql as $$
  select concat_ws(' ', right(p ->> 'uid', 2), a ->> 'status', a #>> '{first,status}', a ->> 'code')
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', op_id, 'op_v', 1, 'kind', kind, 'payload', payload)))) p,
    jsonb_array_elements(p -> 'answers') a
$$;
create function testing.report(id text, op_id uuid default gen_random_uuid()) returns text language sql as $$
  select testing.pushed('report.submit', jsonb_build_object('id', '00000000-0000-4000-9000-00000000000' || id, 'form', 'meld', 'formVersion', 1,
    'answers', '{"hva": "Ingen tolk"}'::jsonb, 'hidePlace', false), op_id)
$$;
create function testing.sees() returns text language sql as $$
  select coalesce(string_agg(r.kind || ' ' || right(case r.kind when 'membership' then r.slug else r.id::text end, 6), ', ' order by r.kind, r.id), '') from public.mine_rows r where r.kind <> 'event'
$$;
grant execute on all functions in schema testing to public;
create table testing.tickets (of text primary key, ticket text);
grant select, insert on testing.tickets to public;

insert into auth.users (id, is_anonymous) values
  ('00000000-0000-4000-8000-0000000000a1', true), ('00000000-0000-4000-8000-0000000000a2', true), ('00000000-0000-4000-8000-0000000000a3', true),
  ('00000000-0000-4000-8000-0000000000c1', false), ('00000000-0000-4000-8000-0000000000c2', false);
select private.lock_stream('library');
insert into public.documents (id, kind, slug, data, published) values ('00000000-0000-4000-9000-0000000000f0', 'form', 'meld',
  '{"title": {"nb": "Meld", "nn": "Meld"}, "reviewed": "2026-11-26", "versions": [{"version": 1, "steps": [{"id": "s", "questions": [
    {"id": "hva", "kind": "longText", "label": {"nb": "Hva", "nn": "Kva"}, "required": true, "maxLength": 2000}]}]}]}', true);
insert into public.documents (id, kind, slug, data, published)
  select gen_random_uuid(), 'seminar', slug, '{}', true from unnest(array['host-2024', 'var-2025']) slug;

-- Who may do what
select table_privs_are('private', t, who, array[]::text[], who || ' does not get at ' || t)
  from unnest(array['claim_tickets', 'claimed_users']) as t, unnest(array['anon', 'authenticated', 'service_role']) as who;
select testing.act_as('anon');
select throws_ok($$ select public.begin_claim() $$, '42501', null, 'anon has nothing to be claimed');
select throws_ok($$ select public.claim('x') $$, '42501', null, 'and claims nothing');
select testing.act_as('c1');
select throws_ok($$ select public.begin_claim() $$, '42501', 'only an anonymous user is claimed', 'an account gives no ticket to itself');
select testing.act_as('a1');
select throws_ok($$ select public.claim('x') $$, '42501', 'only someone signed in claims', 'an anonymous user claims nothing');

-- What there is to claim
select testing.report('1', '00000000-0000-4000-9000-00000000b001');
select testing.pushed('report.message', '{"id": "00000000-0000-4000-9000-000000000021", "report": "00000000-0000-4000-9000-000000000001", "text": "Fortsatt ingen"}');
select testing.pushed('seminar.join', jsonb_build_object('id', '00000000-0000-4000-9000-00000000003' || n, 'seminar', slug))
  from (values ('1', 'host-2024'), ('2', 'var-2025')) t (n, slug);
select testing.report('2');
select testing.pushed('report.withdraw', '{"report": "00000000-0000-4000-9000-000000000002"}');
select is(testing.sees(), 'membership t-2024, membership r-2025, message 000021, report 000001, report 000002', 'an anonymous user has reported and joined');
select testing.act_as('c1');
select testing.pushed('seminar.join', '{"id": "00000000-0000-4000-9000-000000000039", "seminar": "host-2024"}');
select testing.report('9');

-- The ticket
select testing.act_as('a1');
insert into testing.tickets select 'a1', t ->> 'ticket' from public.begin_claim() t;
insert into testing.tickets select 'a1 again', t ->> 'ticket' from public.begin_claim() t;
select matches((select ticket from testing.tickets where of = 'a1'), '^[0-9a-f]{64}$', 'a ticket has 256 bits');
select testing.act_as('a2');
select testing.report('7');
insert into testing.tickets select 'a2', t ->> 'ticket' from public.begin_claim() t;
reset role;
select is((select count(*) from private.claim_tickets t join testing.tickets g on t.ticket = g.ticket), 0::bigint, 'what is kept is not the ticket');
select is((select count(*) from private.claim_tickets t join testing.tickets g on t.ticket = private.ticket_hash(g.ticket)), 3::bigint, 'but its hash');

-- Refused
select testing.act_as('c1');
select is(testing.claimed('nothing'), 'refused 00000000-0000-4000-8000-0000000000c1', 'an unknown ticket');
select is(testing.claimed(null), 'refused 00000000-0000-4000-8000-0000000000c1', 'none');
select is(testing.claimed(encode(sha256(convert_to(ticket, 'UTF8')), 'hex')), 'refused 00000000-0000-4000-8000-0000000000c1', 'its hash') from testing.tickets where of = 'a1';
reset role;
update private.claim_tickets set made = now() - interval '30 days' where source = '00000000-0000-4000-8000-0000000000a2';
select testing.act_as('c1');
select is(testing.claimed(ticket), 'refused 00000000-0000-4000-8000-0000000000c1', 'one that is too old') from testing.tickets where of = 'a2';
reset role;
update private.claim_tickets set made = now() - interval '29 days' where source = '00000000-0000-4000-8000-0000000000a2';
update auth.users set is_anonymous = false where id = '00000000-0000-4000-8000-0000000000a2';
select testing.act_as('c1');
select is(testing.claimed(ticket), 'refused 00000000-0000-4000-8000-0000000000c1', 'one of a user who has got an address of their own') from testing.tickets where of = 'a2';
select is(testing.sees(), 'membership t-2024, report 000009', 'and nothing was moved by any of it');

-- Claimed
select is(testing.claimed(ticket), 'claimed 00000000-0000-4000-8000-0000000000c1', 'the account claims it') from testing.tickets where of = 'a1';
select is(testing.sees(), 'membership r-2025, membership t-2024, message 000021, report 000001, report 000002, report 000009', 'and has it, with one membership of the seminar that both took part in');
select is((select id::text from public.memberships where seminar = 'host-2024'), '00000000-0000-4000-9000-000000000039', 'its own');
select is((select string_agg(type, ', ') from public.report_events), 'withdrawn', 'what became of the reports comes along');
select is(public.pull('mine') ->> 'count', (select count(*)::text from public.mine_rows), 'what is counted is what is pulled');
select testing.act_as('a1');
select is(testing.sees(), '', 'the anonymous user has nothing left');
select is(public.pull('mine') ->> 'count', '0', 'and pulls nothing');

-- Again, and by another
select testing.act_as('c1');
select is(testing.claimed(ticket), 'claimed 00000000-0000-4000-8000-0000000000c1', 'asked once more it is as it was') from testing.tickets where of = 'a1';
select is(testing.claimed(ticket), 'claimed 00000000-0000-4000-8000-0000000000c1', 'so with another ticket of the same user') from testing.tickets where of = 'a1 again';
select testing.act_as('c2');
select is(testing.claimed(ticket), 'refused 00000000-0000-4000-8000-0000000000c2', 'another account gets nothing by a used ticket') from testing.tickets where of = 'a1';
select is(testing.claimed(ticket), 'refused 00000000-0000-4000-8000-0000000000c2', 'nor by an unused one of the same user') from testing.tickets where of = 'a1 again';
select is(testing.sees(), '', 'and sees nothing');

-- What was on its way
select testing.act_as('a1');
select is(testing.report('3'), 'a1 applied', 'what the anonymous user pushes after it is answered to them');
select is(testing.pushed('report.message', '{"id": "00000000-0000-4000-9000-000000000022", "report": "00000000-0000-4000-9000-000000000001", "text": "Mer"}'), 'a1 applied', 'also about a report that is claimed');
select is(testing.report('1', '00000000-0000-4000-9000-00000000b001'), 'a1 duplicate applied', 'what they had pushed before is done already');
select is(auth.uid()::text, '00000000-0000-4000-8000-0000000000a1', 'and they are who they were');
select is(testing.sees(), '', 'nothing is left with them');
select testing.act_as('c1');
select is(testing.report('1', '00000000-0000-4000-9000-00000000b001'), 'c1 duplicate applied', 'pushed once more by the account it is done already');
select is(testing.sees(), 'membership r-2025, membership t-2024, message 000021, message 000022, report 000001, report 000002, report 000003, report 000009', 'and the account has all of it');
select testing.act_as('c2');
select is(testing.report('1', '00000000-0000-4000-9000-00000000b001'), 'c2 rejected op-reused', 'another account does not learn of it');

-- Too many
select is((select count(*) from generate_series(1, 25) where testing.claimed('wrong') like 'refused%'), 18::bigint, 'twenty tries in ten minutes');
select matches(testing.claimed('wrong'), '^retry', 'and then a pause');
select testing.act_as('a3');
select lives_ok($$ select public.begin_claim() from generate_series(1, 20) $$, 'an anonymous user is given some tickets');
select throws_ok($$ select public.begin_claim() $$, 'PT429', null, 'and not without end');

-- An account that is gone
reset role;
delete from auth.users where id = '00000000-0000-4000-8000-0000000000c1';
select is_empty($$ select * from private.claimed_users $$, 'what was claimed by an account that is gone is no longer told');
update private.claim_tickets set made = now() - interval '31 days';
delete from private.push_counts;
select testing.act_as('a3');
select public.begin_claim();
reset role;
select is((select count(*) from private.claim_tickets where made < now() - interval '30 days'), 3::bigint, 'old tickets are removed, twenty at a time');

select * from finish();
rollback;
