-- What people write is looked through before it is taken in. Answers must fit the form they were given to; and a national
-- identity number is refused, unless the writer has said of that very number that it is none. Then the report says so to those
-- who work with it.

alter table public.reports add column cleared text[] not null default '{}';
comment on column public.reports.cleared is 'Digits in it that the writer says are no identity number.';

create function private.cleared_of(payload jsonb) returns text[]
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  cleared text[] := case when payload ? 'cleared' then private.list_of(payload, 'cleared') else '{}' end;
begin
  if cardinality(cleared) > 20 or exists (select from unnest(cleared) one where one !~ '^[0-9]{11,12}$') then
    perform private.refuse('invalid', 'cleared');
  end if;
  return cleared;
end
$$;
comment on function private.cleared_of is 'The numbers that the writer of an operation says are no identity numbers, as digits alone.';

create function private.guard(written jsonb, cleared text[], field text) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if private.has_identity_number(written, cleared) then
    perform private.refuse('identity-number', field);
  end if;
end
$$;
comment on function private.guard is 'Refuses what holds a national identity number that the writer has not said is none.';

create function private.report_in(payload jsonb) returns public.reports
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  report public.reports;
begin
  report.form := private.text_of(payload, 'form', 100);
  report.form_version := least(private.number_of(payload, 'formVersion'), 2147483647);
  report.answers := payload -> 'answers';
  report.context := private.short_texts(payload, 'context', array['ref', 'section']);
  report.place := private.short_texts(payload, 'place', array['organisation', 'workplace', 'service', 'function', 'district']);
  report.hide_place := private.flag_of(payload, 'hidePlace');
  report.cleared := private.cleared_of(payload);
  if report.form !~ '^[a-z0-9]+(-[a-z0-9]+)*$' then
    perform private.refuse('invalid', 'form');
  elsif report.form_version = 0 then
    perform private.refuse('invalid', 'formVersion');
  elsif jsonb_typeof(report.answers) is distinct from 'object' then
    perform private.refuse('invalid', 'answers');
  elsif report.context is not null and not report.context ? 'ref' then
    perform private.refuse('invalid', 'context.ref');
  end if;
  perform private.fit_answers(report.form, report.form_version, report.answers);
  perform private.guard(report.answers, report.cleared, 'answers');
  perform private.guard(report.place, report.cleared, 'place');
  perform private.guard(report.context, report.cleared, 'context');
  return report;
end
$$;
comment on function private.report_in is 'What a person has reported, looked through; refused where it does not fit its form or holds an identity number.';

create or replace function private.write_message(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  about public.reports := private.own_report(private.uuid_of(payload, 'report'));
begin
  perform private.only_keys(payload, array['id', 'report', 'text', 'cleared']);
  perform private.guard(payload -> 'text', private.cleared_of(payload), 'text');
  insert into public.report_messages (id, report, owner, author, text)
  values (private.new_id_of(payload, 'id', 'mine'), about.id, about.owner, 'reporter', private.text_of(payload, 'text', 4000));
  return '{}';
end
$$;

revoke execute on all functions in schema private from public;
