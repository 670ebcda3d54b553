-- The privacy guard's last line. Its rules are held to the app's in tests/integration; here stands what can be told by
-- example. The numbers are synthetic, or of a year and a series that were never given out together.
begin;
select plan(52);

select function_privs_are('private', f, args, who, array[]::text[], who || ' may not call ' || f)
  from (values ('other_digits', array[]::text[]), ('plain_digits', array['text']), ('is_identity_number', array['text']), ('identity_numbers_in', array['text', 'text[]']), ('has_identity_number', array['jsonb', 'text[]'])) as t (f, args),
    unnest(array['anon', 'authenticated']) as who;

select ok(private.is_identity_number(number), kind || ' is one') from (values
  ('a number of today', '29054464876'), ('a number of 2032', '29054464892'), ('a D-number', '69054464940'), ('a help number', '29454464859'), ('Skatteetaten''s', '29854464831'),
  ('Norsk helsenett''s', '29704464833'), ('Skatteetaten''s D-number', '69854464825'), ('NAV''s D-number', '69454464842'), ('a DUF number', '199413640501'), ('one with its century', '2905194464876')) as t (kind, number);
select ok(not private.is_identity_number(number), kind || ' is none') from (values
  ('one with a wrong control', '22044361173'), ('one without a date', '35041350316'), ('an account number', '98001613189'), ('an organisation''s', '974778807'), ('a telephone', '22222222'),
  ('nothing', ''), ('text', 'abcdefghijk'), ('one digit more', '290544648761')) as t (kind, number);

select is(array(select private.identity_numbers_in(written)), found, what) from (values
  ('together', 'Gjelder 29054464876.', array['29054464876']),
  ('spaced', '290544 64876 og 29 85 44 648 31', array['29054464876', '29854464831']),
  ('with marks', '29.05.44-64876, 290544/64876, 290544 – 64876', array['29054464876', '29054464876', '29054464876']),
  ('over a line break', E'290544\r\n64876', array['29054464876']),
  ('with what is not seen', U&'290\200B544\00A064876', array['29054464876']),
  ('in other scripts', translate('290544 64876', '0123456789', U&'\FF10\FF11\FF12\FF13\FF14\FF15\FF16\FF17\FF18\FF19'), array['29054464876']),
  ('digit by digit', '2 9 0 5 4 4 6 4 8 7 6', array['29054464876']),
  ('after another number', 'tlf 22 22 22 22 290544 64876', array['29054464876']),
  ('within a longer run', '290544648761 029054464876', array[]::text[]),
  ('with words between', '290544 er ikke 64876', array[]::text[]),
  ('with two marks between', '290544--64876', array[]::text[]),
  ('in nothing', '', array[]::text[])) as t (what, written, found);
select is_empty($$ select private.identity_numbers_in(null) $$, 'in no text');
select is(array(select private.identity_numbers_in('29054464876 og 29854464831', array['29054464876'])), array['29854464831'], 'but for those allowed');
select is(array(select private.identity_numbers_in('29054464876', nothing)), array['29054464876'], 'nothing allowed allows nothing') from (values (null::text[]), (array[null::text])) t (nothing);

select is(private.has_identity_number(value::jsonb, allowed), found, what) from (values
  ('a text itself', '"290544 64876"', '{}'::text[], true),
  ('a text far within', '{"a": [1, {"b": ["x", "Nr. 290544 64876"]}]}', '{}', true),
  ('the name of a field', '{"a": {"29054464876": true}}', '{}', true),
  ('one that is allowed', '{"a": "290544 64876"}', array['29054464876'], false),
  ('one that is not among those allowed', '{"a": "290544 64876 og 298544 64831"}', array['29054464876'], true),
  ('an id', '{"id": "aaa29054-4648-4769-8abc-aaaa29054464"}', null, false),
  ('nothing', '{"a": [null, true, 29054464876, "", {}, []]}', null, false)) as t (what, value, allowed, found);

select is(private.has_identity_number(null, null), false, 'where there is no value');

select * from finish();
rollback;
