-- The last place that an identity number can be stopped before it is stored. The app stops it while it is written; a device
-- with an old app, or something that is no app of ours, does not. The rules are those of src/domain/privacy-guard, and
-- tests/integration/privacy-guard.test.ts holds the two together.

create function private.other_digits() returns text
language sql immutable parallel safe security invoker set search_path = ''
as $$
  -- The zero of every row of decimal digits in Unicode 17 but our own: the other nine follow it.
  select string_agg(chr(('x' || lpad(zero, 8, '0'))::bit(32)::integer + digit), '' order by place, digit)
  from string_to_table('0660 06f0 07c0 0966 09e6 0a66 0ae6 0b66 0be6 0c66 0ce6 0d66 0de6 0e50 0ed0 0f20 1040 1090 17e0 1810 1946 19d0 '
    '1a80 1a90 1b50 1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10 104a0 10d30 10d40 11066 110f0 11136 111d0 112f0 11450 114d0 11650 '
    '116c0 116d0 116da 11730 118e0 11950 11bf0 11c50 11d50 11da0 11de0 11f50 16130 16a60 16ac0 16b50 16d70 1ccf0 1d7ce 1d7d8 1d7e2 1d7ec '
    '1d7f6 1e140 1e2f0 1e4f0 1e5f1 1e950 1fbf0', ' ') with ordinality as z (zero, place), generate_series(0, 9) digit
$$;
comment on function private.other_digits is 'The decimal digits of all scripts but ours, 0 to 9 of each.';

create function private.plain_digits(written text) returns text
language plpgsql immutable parallel safe security invoker set search_path = ''
as $$
declare
  spaces constant text := E'\t\n\u000b\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
  marks constant text := E'./_\u00b7\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\uff0e\uff0f';
  unseen constant text := E'\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff';
begin
  -- The long table takes its time, and few texts need it.
  if written ~ '[\u0660-\u1fff\ua620-\uabff\uff10-\uff19\U00010000-\U0010ffff]' then
    written := translate(written, private.other_digits(), repeat('0123456789', 76));
  end if;
  return translate(written, spaces || marks || unseen, repeat(' ', length(spaces)) || repeat('-', length(marks)));
end
$$;
comment on function private.plain_digits is
  'The text with plain digits for those of other scripts, a space for whatever is blank, a hyphen for what parts the groups of a number, and without what is not seen.';

create function private.is_identity_number(digits text) returns boolean
language plpgsql immutable parallel safe security invoker set search_path = ''
as $$
declare
  -- By month: as it is, plus 40 (help numbers, NAV's synthetic ones), 65 (Norsk helsenett's) or 80 (Skatteetaten's).
  month integer;
  day integer;
  d integer[];
begin
  if digits ~ '^(19|20)[0-9]{10}$' then
    d := string_to_array(digits, null)::integer[];
    return (4 * d[1] + 6 * d[2] + 3 * d[3] + 2 * d[4] + 4 * d[5] + 6 * d[6] + 3 * d[7] + 2 * d[8] + 7 * d[9] + 5 * d[10]) % 11 = right(digits, 2)::integer;
  elsif digits ~ '^[0-9]{4}(18|19|20)[0-9]{7}$' then
    return private.is_identity_number(left(digits, 4) || right(digits, 7));
  elsif digits !~ '^[0-9]{11}$' then
    return false;
  end if;
  month := substr(digits, 3, 2)::integer;
  month := month - case when month > 80 then 80 when month > 65 then 65 when month > 40 then 40 else 0 end;
  day := left(digits, 2)::integer;
  day := day - case when day > 40 then 40 else 0 end;
  if month not between 1 and 12 or day not between 1 and (array[31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month] then
    return false;
  end if;
  d := string_to_array(digits, null)::integer[];
  return (3 * d[1] + 7 * d[2] + 6 * d[3] + d[4] + 8 * d[5] + 9 * d[6] + 4 * d[7] + 5 * d[8] + 2 * d[9] + d[10]) % 11 <= 3
    and (5 * d[1] + 4 * d[2] + 3 * d[3] + 2 * d[4] + 7 * d[5] + 6 * d[6] + 5 * d[7] + 4 * d[8] + 3 * d[9] + 2 * d[10] + d[11]) % 11 = 0;
end
$$;
comment on function private.is_identity_number is
  'Whether these digits are built as a fødselsnummer (also with its century), D-number, help number, synthetic or DUF number. The first control may leave 0 to 3, as in numbers given out from 2032 on: https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/';

create function private.identity_numbers_in(text text, allowed text[] default '{}') returns setof text
language plpgsql immutable parallel safe security invoker set search_path = ''
as $$
declare
  stretch text;
  groups text[];
  first integer;
  last integer;
  digits text;
  number text;
  after integer;
begin
  for stretch in
    select m[1] from regexp_matches(private.plain_digits(text), '[0-9]+(?: *-? *[0-9]+)*', 'g') m
  loop
    groups := regexp_split_to_array(stretch, '[ -]+');
    first := 1;
    while first <= cardinality(groups) loop
      digits := '';
      number := null;
      last := first;
      after := first + 1;
      while last <= cardinality(groups) and (length(groups[last]) = 1) = (length(groups[first]) = 1) loop
        digits := digits || groups[last];
        exit when length(digits) > 13;
        if length(digits) >= 11 and private.is_identity_number(digits) then
          number := digits;
          after := last + 1;
        end if;
        last := last + 1;
      end loop;
      if number is not null and not coalesce(number = any (allowed), false) then
        return next number;
      end if;
      first := after;
    end loop;
  end loop;
end
$$;
comment on function private.identity_numbers_in is
  'The digits of each identity number in a text, in order: whole groups of digits with no more than spaces and one mark between. Single digits make one only among themselves, and the longest counts. Those allowed, given as plain digits, are passed over whole.';

create function private.has_identity_number(value jsonb, allowed text[]) returns boolean
language sql immutable parallel safe security invoker set search_path = ''
as $$
  with parts as (select part from jsonb_path_query(value, 'strict $.**') part),
  texts as (
    select part #>> '{}' as written from parts where jsonb_typeof(part) = 'string'
    union all
    select k from parts, jsonb_object_keys(case jsonb_typeof(part) when 'object' then part else '{}' end) k
  )
  select exists (
    -- An id is no text, and one in some thousands would look as if it held a number.
    select from texts, private.identity_numbers_in(written, allowed)
    where written !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  )
$$;
comment on function private.has_identity_number is
  'Whether an identity number that is not allowed (as plain digits) stands in any text of the value, at any depth, or in the name of a field. Ids are passed over.';

revoke execute on all functions in schema private from public;
