-- Forms are items of the library, so that they are on a device before they are needed. What a person answers is judged by the
-- device as it is typed, and again here, by the same rules (src/domain/forms.ts), for what comes from elsewhere or from an app
-- that has gone wrong. A refusal tells what is wrong with each answer, so that a person can mend it.

alter table public.documents drop constraint documents_kind_check;
alter table public.documents add constraint documents_kind_check
  check (kind in ('model', 'handbook', 'chapter', 'seminar', 'project', 'insight', 'form'));
comment on column public.documents.data is 'The item as DocumentData, or a form as Form, of src/domain/.';

-- The rules -----------------------------------------------------------------------------------------------------------------

create function private.fixed_list(name text) returns text[]
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select case name
    when 'services' then array['helsestasjon', 'apen-barnehage', 'barnehage', 'skole', 'aks', 'skolehelsetjeneste', 'ppt', 'barnevern',
      'oslohjelpa', 'oppfolgingstjenesten', 'videregaende', 'nav', 'politi', 'kriminalomsorg', 'frivillighet', 'fritid']
    when 'districts' then array['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN']
    when 'organisations' then array['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN', 'UDE', 'DOU']
    when 'ages' then array['0-1', '1-5', '6-12', '13-15', '16-19', '20-25', 'foreldre', 'ansatte']
    when 'themes' then array['sprak', 'overganger', 'foreldresamarbeid', 'samhandling', 'informasjonsdeling', 'ansvar', 'forankring',
      'kompetanse', 'rekruttering', 'ressurser', 'inkludering', 'psykisk-helse', 'fritid', 'kriminalitetsforebygging',
      'gjennomforing', 'digitale-verktoy']
    when 'levels' then array['organisation', 'municipality', 'state']
  end
$$;
comment on function private.fixed_list is 'A list of src/domain/vocabulary.ts that a form can offer.';

create function private.trimmed(given text) returns text
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select btrim(given, E' \t\n\u000B\f\r\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF')
$$;
comment on function private.trimmed is 'A text without the white space around it, of all kinds that JavaScript trims.';

create function private.is_blank(answer jsonb) returns boolean
language sql immutable parallel safe security invoker set search_path = ''
as $$
  select coalesce(answer in ('null', 'false', '[]') or (jsonb_typeof(answer) = 'string' and private.trimmed(answer #>> '{}') = ''), true)
$$;
comment on function private.is_blank is 'Whether an answer is none at all.';

create function private.condition_holds(condition jsonb, given jsonb) returns boolean
language plpgsql immutable parallel safe security invoker set search_path = ''
as $$
declare
  answer jsonb := given -> (condition ->> 'question');
begin
  return case
    when condition ? 'all' then (select coalesce(bool_and(private.condition_holds(c, given)), true) from jsonb_array_elements(condition -> 'all') c)
    when condition ? 'any' then (select coalesce(bool_or(private.condition_holds(c, given)), false) from jsonb_array_elements(condition -> 'any') c)
    when condition ? 'not' then not private.condition_holds(condition -> 'not', given)
    when condition ? 'answered' then answer is not null
    when condition ? 'equals' then coalesce(answer = condition -> 'equals', false)
    else coalesce(jsonb_typeof(answer) = 'array' and answer ? (condition ->> 'includes'), false) end;
end
$$;
comment on function private.condition_holds is 'Whether a condition of a form holds by what has been answered before: {<question>: <answer>}, without what is blank or not shown.';

create function private.answer_fault(question jsonb, answer jsonb) returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  kind text := question ->> 'kind';
  type text := jsonb_typeof(answer);
  plain text := answer #>> '{}';
  options text[];
begin
  if type is distinct from (case kind when 'manyOf' then 'array' when 'scale' then 'number' when 'consent' then 'boolean' else 'string' end) then
    return 'wrong-type';
  end if;
  if kind in ('oneOf', 'manyOf') then
    options := case when question ? 'list' then private.fixed_list(question ->> 'list')
      else array(select o ->> 'id' from jsonb_array_elements(question -> 'options') o) end;
  end if;
  case kind
    when 'shortText', 'longText' then
      return case
        when char_length(private.trimmed(plain)) > (question ->> 'maxLength')::integer then 'too-long'
        when char_length(private.trimmed(plain)) < (question ->> 'minLength')::integer then 'too-short' end;
    when 'oneOf' then
      return case when plain <> all (options) then 'not-an-option' end;
    when 'manyOf' then
      return case
        when exists (select from jsonb_array_elements(answer) a where jsonb_typeof(a) <> 'string')
          or (select count(distinct a) from jsonb_array_elements(answer) a) < jsonb_array_length(answer) then 'wrong-type'
        when not private.texts(answer) <@ options then 'not-an-option'
        when jsonb_array_length(answer) > (question ->> 'most')::integer then 'too-many' end;
    when 'scale' then
      return case
        when trunc(plain::numeric) <> plain::numeric then 'wrong-type'
        when plain::numeric not between (question ->> 'from')::numeric and (question ->> 'to')::numeric then 'out-of-range' end;
    when 'date' then
      if plain !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' or not pg_input_is_valid(plain, 'date') then
        return 'not-a-date';
      end if;
      return case when plain::date < (question ->> 'earliest')::date or plain::date > (question ->> 'latest')::date then 'out-of-range' end;
    else
      return null;
  end case;
end
$$;
comment on function private.answer_fault is 'What is wrong with an answer that is not blank to a question that is shown; null when it fits.';

create function private.check_answers(definition jsonb, answers jsonb) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  question jsonb;
  id text;
  answer jsonb;
  fault text;
  given jsonb := '{}';
  known text[] := '{}';
  faults jsonb := '{}';
begin
  for question in
    select q.question from jsonb_array_elements(definition -> 'steps') with ordinality as s (step, place)
    cross join lateral jsonb_array_elements(s.step -> 'questions') with ordinality as q (question, place)
    where q.question ->> 'kind' <> 'heading' order by s.place, q.place
  loop
    id := question ->> 'id';
    known := known || id;
    answer := answers -> id;
    if question ? 'showWhen' and not private.condition_holds(question -> 'showWhen', given) then
      fault := case when not private.is_blank(answer) then 'not-shown' end;
    elsif not private.is_blank(answer) then
      fault := private.answer_fault(question, answer);
      given := given || jsonb_build_object(id, answer);
    else
      fault := case when question -> 'required' = 'true' then 'required'
        when question ? 'required' and private.condition_holds(question -> 'required', given) then 'required' end;
    end if;
    if fault is not null then
      faults := faults || jsonb_build_object(id, fault);
    end if;
  end loop;
  return faults || coalesce((select jsonb_object_agg(a, 'unknown-question') from jsonb_object_keys(answers) a where a <> all (known)), '{}');
end
$$;
comment on function private.check_answers is 'What is wrong with the answers to a version of a form: {<question>: <code>}, empty when they fit. checkAnswers in src/domain/forms.ts says the same.';

-- What a refusal tells ------------------------------------------------------------------------------------------------------

create function private.refuse_fields(field text, fields jsonb) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  raise exception 'invalid' using errcode = 'FB400', detail = field, hint = fields::text;
end
$$;
comment on function private.refuse_fields is 'Ends an operation with a rejection as private.refuse does, and tells what is wrong with each part of a field: {<part>: <code>}.';

create or replace function private.perform_op(kind text, payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  known private.op_kinds := (select k from private.op_kinds k where k.kind = perform_op.kind);
  result jsonb;
  code text;
  detail text;
  hint text;
  field text;
begin
  if known.kind is null then
    perform private.refuse('unknown-kind');
  end if;
  execute format('select private.%I($1)', known.handler) into result using payload;
  return (
    select jsonb_build_object('status', 'applied', 'stream', s.stream, 'epoch', s.epoch, 'rev', s.head, 'result', coalesce(result, '{}'))
    from public.streams s where s.stream = known.stream
  );
exception
  when sqlstate 'FB400' then
    get stacked diagnostics code = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return jsonb_strip_nulls(jsonb_build_object('status', 'rejected', 'code', code, 'field', nullif(detail, ''), 'fields', nullif(hint, '')::jsonb));
  when sqlstate 'FB409' then
    get stacked diagnostics detail = pg_exception_detail;
    return jsonb_build_object('status', 'conflict', 'fields', detail::jsonb);
  when check_violation then
    get stacked diagnostics detail = table_name, code = constraint_name;
    field := (regexp_match(code, '^' || detail || '_(.+)_check$'))[1];
    if not coalesce(payload ? field or payload -> 'fields' ? field, false) then
      raise;
    end if;
    return jsonb_build_object('status', 'rejected', 'code', 'invalid', 'field', field);
end
$$;

create function private.fit_answers(form text, form_version integer, answers jsonb) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  versions jsonb := (select d.data -> 'versions' from public.documents d where d.kind = 'form' and d.slug = fit_answers.form and d.published);
  definition jsonb := (select v from jsonb_array_elements(versions) v where v -> 'version' = to_jsonb(form_version));
  faults jsonb;
begin
  if versions is null then
    perform private.refuse('not-found', 'form');
  elsif definition is null then
    perform private.refuse('invalid', 'formVersion');
  -- The refusal is kept, and must neither keep what somebody wrote nor grow with it: names that no question can have are not
  -- told, nor more of them than any form has.
  elsif (select count(*) > 500 or bool_or(a !~ '^[a-z0-9-]{1,50}$') from jsonb_object_keys(answers) a) then
    perform private.refuse('invalid', 'answers');
  end if;
  faults := private.check_answers(definition, answers);
  if faults <> '{}' then
    perform private.refuse_fields('answers', faults);
  end if;
end
$$;
comment on function private.fit_answers is 'Refuses answers that do not fit the version of the published form that they were given to.';

revoke execute on all functions in schema private from public;
