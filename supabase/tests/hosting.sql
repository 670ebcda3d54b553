-- Making seminars in the app: by the office, and by developers for their organisation.
begin;
select plan(59);

create schema testing;
grant usage on schema testing to public;
create function testing.act_as(persona text) returns text language sql as $$
  select set_config('role', case persona when 'anon' then 'anon' else 'authenticated' end, true)
    || set_config('request.jwt.claims', case persona when 'anon' then '{"role": "anon"}'
      else json_build_object('role', 'authenticated', 'sub', '00000000-0000-4000-8000-0000000000' || persona, 'is_anonymous', persona = 'a1')::text end, true)
$$;
create function testing.answer(kind text, payload jsonb) returns jsonb language sql as $$
  select p -> 'answers' -> 0
  from public.push(json_build_object('client', 1, 'ops', json_build_array(json_build_object('op_id', gen_random_uuid(), 'op_v', 1, 'kind', kind, 'payload', payload)))) p
$$;
create function testing.pushed(kind text, payload jsonb) returns text language sql as $$
  select concat_ws(' ', a ->> 'status', a ->> 'code', a ->> 'field', a -> 'result' ->> 'slug', (select string_agg(k, ',') from jsonb_object_keys(a -> 'fields') k)) from testing.answer(kind, payload) a
$$;
create function testing.id(n integer) returns uuid language sql as $$ select ('00000000-0000-4000-9000-00000000000' || n)::uuid $$;
create function testing.make(n integer, host text, more jsonb default '{}') returns text language sql as $$
  select testing.pushed('seminar.create', jsonb_build_object('id', testing.id(n), 'host', host, 'title', 'Språk på ålreit vis', 'type', 'seminar', 'date', '2026-12-04') || more)
$$;
create function testing.edit(n integer, base bigint, fields jsonb, more jsonb default '{}') returns text language sql as $$
  select testing.pushed('seminar.edit', jsonb_build_object('seminar', testing.id(n), 'base', base, 'fields', fields) || more)
$$;
create function testing.fits(fields jsonb) returns text language sql as $$ select testing.edit(1, (select rev from public.documents where id = testing.id(1)), fields) $$;
grant execute on all functions in schema testing to public;

insert into auth.users (id, is_anonymous) select ('00000000-0000-4000-8000-0000000000a' || n)::uuid, n = 1 from generate_series(1, 7) n;
select private.lock_stream('library');
select private.lock_stream('register');
select private.lock_stream('mine');
insert into public.bodies (id, name, level) values ('nav', 'NAV', 'state');
insert into public.role_assignments (user_id, role, organisation, body) values
  ('00000000-0000-4000-8000-0000000000a3', 'staff', 'BAL', null), ('00000000-0000-4000-8000-0000000000a4', 'developer', 'BAL', null),
  ('00000000-0000-4000-8000-0000000000a5', 'developer', 'BBJ', null), ('00000000-0000-4000-8000-0000000000a6', 'office', null, null),
  ('00000000-0000-4000-8000-0000000000a7', 'recipient', null, 'nav');
insert into public.documents (id, kind, slug, data, published) values
  (testing.id(9), 'seminar', 'fra-filene', '{"title": "Fra filene", "date": "2024-01-01"}', true), (testing.id(8), 'model', 'en-modell', '{}', true);

-- Making one
select testing.act_as('a1');
select is(testing.make(1, 'office'), 'rejected forbidden', 'an anonymous user makes none');
select testing.act_as('a3');
select is(testing.make(1, 'BAL'), 'rejected forbidden', 'nor does staff');
select testing.act_as('a7');
select is(testing.make(1, 'office'), 'rejected forbidden', 'nor a recipient');
select testing.act_as('a4');
select is(testing.make(1, 'BBJ'), 'rejected forbidden host', 'a developer makes none for another organisation');
select is(testing.make(1, 'office'), 'rejected forbidden host', 'nor for the office');
select is(testing.make(1, 'BAL'), 'applied sprak-pa-alreit-vis-2026', 'but for the own');
select is(testing.make(1, 'BAL'), 'rejected already id', 'each id once');
select is(testing.make(2, 'BAL'), 'applied sprak-pa-alreit-vis-2026-2', 'one more of that name has an address of its own');
select testing.act_as('a6');
select is(testing.make(3, 'office', '{"title": "!"}'), 'applied seminar-2026', 'the office makes one, whatever it is called');
select is(testing.make(4, 'BBJ', '{"title": "Kort 2026"}'), 'applied kort-2026', 'also for an organisation');
select is(testing.make(5, 'NAV'), 'rejected invalid host', 'but for none there is not');
select is(testing.make(5, 'office', '{"title": " "}'), 'rejected invalid title', 'not without a title');
select is(testing.make(5, 'office', '{"date": "2026-02-30"}'), 'rejected invalid date', 'nor on a day there is not');
select is(testing.make(5, 'office', '{"type": "fest"}'), 'rejected invalid type', 'nor of a kind there is not');
select is(testing.make(5, 'office', '{"title": "For 15889200038"}'), 'rejected identity-number title', 'nor with an identity number');
select is(testing.make(5, 'office', '{"published": true}'), 'rejected invalid published', 'nor published at once');
select results_eq($$ select slug, published, partition from public.documents where host is not null order by slug $$, $$ values
  ('kort-2026', false, 'seminar:kort-2026@BBJ'), ('seminar-2026', false, 'seminar:seminar-2026@office'),
  ('sprak-pa-alreit-vis-2026', false, 'seminar:sprak-pa-alreit-vis-2026@BAL'), ('sprak-pa-alreit-vis-2026-2', false, 'seminar:sprak-pa-alreit-vis-2026-2@BAL') $$, 'they are their hosts''');

-- Editing
select testing.act_as('a5');
select is(testing.edit(1, 1, '{"title": "Mitt"}'), 'rejected forbidden', 'another organisation''s developer edits none of them');
select is(testing.edit(4, (select rev from public.documents where id = testing.id(4)), '{"place": "Vollebekk"}'), 'applied', 'but one the own organisation hosts');
select is(testing.edit(9, 1, '{"place": "Vollebekk"}'), 'rejected forbidden', 'and none from the files');
select testing.act_as('a3');
select is(testing.edit(1, 1, '{"title": "Mitt"}'), 'rejected forbidden', 'staff edits none');
select testing.act_as('a1');
select is(testing.edit(1, 1, '{"title": "Mitt"}'), 'rejected forbidden', 'nor an anonymous user');
select testing.act_as('a6');
select is(testing.edit(9, (select rev from public.documents where id = testing.id(9)), '{"place": "Rådhuset"}'), 'applied', 'the office edits those from the files too');
select is(testing.edit(8, 1, '{"title": "Mitt"}'), 'rejected not-found seminar', 'but what is no seminar is none');
select is(testing.edit(7, 1, '{"title": "Mitt"}'), 'rejected not-found seminar', 'nor what there is not');

create temporary table seen as select rev from public.documents where id = testing.id(1);
grant select on seen to public;
select is(testing.edit(1, (select rev from seen), '{"place": "Lindeberg", "summary": "Kort sagt"}'), 'applied', 'the office edits a developer''s');
select testing.act_as('a4');
select is(testing.edit(1, (select rev from seen), '{"organiser": "Bydel Alna"}'), 'applied', 'who edits another field from what was seen before keeps both');
select is(testing.edit(1, (select rev from seen), '{"place": "Furuset", "title": "Annet"}'), 'conflict place', 'the same field is for a person to choose');
select is((select data ->> 'title' from public.documents where id = testing.id(1)), 'Språk på ålreit vis', 'and nothing of that edit is done');
select is(testing.answer('seminar.edit', jsonb_build_object('seminar', testing.id(1), 'base', (select rev from seen), 'fields', '{"place": "Furuset"}'::jsonb)) -> 'fields' -> 'place' ->> 'theirs', 'Lindeberg', 'both values are told');
select is(testing.edit(1, (select rev from seen), '{"place": "Lindeberg"}'), 'applied', 'the same value is no conflict');
select is(testing.edit(1, (select rev from seen), '{"organiser": "Bydel Alna og skolen"}'), 'applied', 'what one has changed oneself is for oneself to change again');
select is(testing.edit(1, (select rev from public.documents where id = testing.id(1)), '{"place": null, "summary": null}'), 'applied', 'what may be missing is taken away');
select is((select data ? 'place' from public.documents where id = testing.id(1)), false, 'whole');
select is((select data ->> 'summary' from public.documents where id = testing.id(1)), '', 'or left empty');
select is(testing.edit(1, 9999999, '{"summary": "Nytt"}'), 'conflict summary', 'a revision that was never given is of a time before a restore');

-- What may stand in it
select is(testing.fits('{"programme": [{"id": "velkommen", "title": "Velkommen", "from": "09:00", "to": "09:15", "who": "Bydelsdirektør", "day": "2026-12-04"}, {"id": "pause", "title": "Pause"}]}'), 'applied', 'a programme with times');
select is(testing.fits('{"programme": [{"id": "a", "title": "A", "from": "9:00"}]}'), 'rejected invalid programme', 'times are HH:MM');
select is(testing.fits('{"programme": [{"id": "a", "title": "A", "from": "10:00", "to": "09:00"}]}'), 'rejected invalid programme', 'and end after they begin');
select is(testing.fits('{"programme": [{"id": "a", "title": "A", "to": "09:00"}]}'), 'rejected invalid programme', 'an end has a beginning');
select is(testing.fits('{"programme": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]}'), 'rejected invalid programme', 'no id twice');
select is(testing.fits('{"programme": [{"id": "a", "title": "A", "x": 1}]}'), 'rejected invalid programme.x', 'and nothing that is not known');
select is(testing.fits('{"programme": [{"id": 15889200038, "title": "A"}]}'), 'rejected invalid programme', 'nor what is no text, which nobody would look through');
select is(testing.fits('{"programme": [{"id": "a", "title": "A", "from": null}]}'), 'rejected invalid programme', 'nor nothing');
select is(testing.fits('{"sections": [{"id": "a", "title": "A", "body": "Tekst"}]}'), 'applied', 'text in parts');
select is(testing.fits('{"recording": {"url": "https://example.org/opptak", "text": "Opptaket"}}'), 'applied', 'a recording');
select is(testing.fits('{"recording": {"url": "javascript:alert(1)", "text": "Opptaket"}}'), 'rejected invalid recording', 'of which the address is a web address');
select is(testing.fits('{"endDate": "2026-12-01"}'), 'rejected invalid endDate', 'no end before the beginning');
select is(testing.fits('{"themes": ["sprak"], "districts": ["BAL"], "services": ["skole"], "ages": ["6-12"], "related": ["model:sprakstart"], "obstacles": ["H-2024-16"], "evaluationCloses": "2026-12-18"}'), 'applied', 'what it is about, and until when it is evaluated');
select is(testing.fits('{"themes": ["fisk"]}'), 'rejected invalid themes', 'of lists that are known');
select is(testing.fits('{"related": ["javascript:x"]}'), 'rejected invalid related', 'and pages of the library');
select is(testing.fits('{"summary": "Ring 15889200038"}'), 'rejected identity-number summary', 'no identity number');
select is(testing.fits('{"host": "BBJ"}'), 'rejected invalid fields.host', 'nor another host');

-- Publishing
select is(testing.pushed('seminar.publish', jsonb_build_object('seminar', testing.id(1), 'published', true)), 'rejected forbidden', 'a developer publishes nothing');
select testing.act_as('anon');
select is_empty($$ select slug from public.documents where host is not null $$, 'nobody else has seen any of them');
select testing.act_as('a6');
select is(testing.pushed('seminar.publish', jsonb_build_object('seminar', testing.id(1), 'published', true)), 'applied', 'the office publishes it');
select testing.act_as('anon');
select results_eq($$ select slug from public.documents where host is not null $$, array['sprak-pa-alreit-vis-2026'], 'and then everyone reads it');

reset role;
select is((select count(*) from private.document_changes where actor = '00000000-0000-4000-8000-0000000000a4') > 0, true, 'who changed a field is kept, to tell own changes from others''');
select private.erase_user('00000000-0000-4000-8000-0000000000a4');
select is((select count(*) from private.document_changes where actor = '00000000-0000-4000-8000-0000000000a4'), 0::bigint, 'until they are erased');

select * from finish();
rollback;
