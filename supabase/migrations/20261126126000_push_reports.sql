-- What anyone with a user may do, also an anonymous one: report something, write more about it, take it back, and join or
-- leave a seminar. All of it is the user's own, so there is nothing to merge.

create function private.short_texts(payload jsonb, field text, keys text[]) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given jsonb := payload -> field;
begin
  if given is null then
    return null;
  end if;
  perform private.only_keys(given, keys, field);
  perform private.text_of(given, k, 300) from jsonb_object_keys(given) k;
  return given;
end
$$;
comment on function private.short_texts is 'An object of short texts with some of these keys; null when it is left out.';

create function private.submit_report(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  report public.reports;
  given private.number_counters;
begin
  perform private.only_keys(payload, array['id', 'form', 'formVersion', 'answers', 'context', 'place', 'hidePlace']);
  report.id := private.new_id_of(payload, 'id', 'mine');
  report.form := private.text_of(payload, 'form', 100);
  report.form_version := least(private.number_of(payload, 'formVersion'), 2147483647);
  report.answers := payload -> 'answers';
  report.context := private.short_texts(payload, 'context', array['ref', 'section']);
  report.place := private.short_texts(payload, 'place', array['organisation', 'workplace', 'service', 'function', 'district']);
  report.hide_place := private.flag_of(payload, 'hidePlace');
  if report.form !~ '^[a-z0-9]+(-[a-z0-9]+)*$' then
    perform private.refuse('invalid', 'form');
  elsif report.form_version = 0 then
    perform private.refuse('invalid', 'formVersion');
  elsif jsonb_typeof(report.answers) is distinct from 'object' then
    perform private.refuse('invalid', 'answers');
  elsif report.context is not null and not report.context ? 'ref' then
    perform private.refuse('invalid', 'context.ref');
  end if;
  given := private.next_number('M');
  insert into public.reports (id, owner, number, year, serial, form, form_version, answers, context, place, hide_place)
  values (report.id, auth.uid(), format('M-%s-%s', given.year, given.last), given.year, given.last, report.form, report.form_version,
    report.answers, report.context, report.place, report.hide_place);
  return jsonb_build_object('number', format('M-%s-%s', given.year, given.last));
end
$$;
comment on function private.submit_report is 'report.submit: takes in a report and gives it its number.';

create function private.own_report(id uuid) returns public.reports
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  report public.reports := (select r from public.reports r where r.id = own_report.id and r.owner = auth.uid());
begin
  if report.id is null then
    perform private.refuse('not-found', 'report');
  end if;
  return report;
end
$$;
comment on function private.own_report is 'The caller''s report with this id; another''s is not found.';

create function private.write_message(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  about public.reports := private.own_report(private.uuid_of(payload, 'report'));
begin
  perform private.only_keys(payload, array['id', 'report', 'text']);
  insert into public.report_messages (id, report, owner, author, text)
  values (private.new_id_of(payload, 'id', 'mine'), about.id, about.owner, 'reporter', private.text_of(payload, 'text', 4000));
  return '{}';
end
$$;
comment on function private.write_message is 'report.message: adds to the thread of one''s own report.';

create function private.withdraw_report(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  report public.reports := private.own_report(private.uuid_of(payload, 'report'));
begin
  perform private.only_keys(payload, array['report']);
  if report.status = 'withdrawn' then
    perform private.refuse('already');
  elsif report.status not in ('received', 'read') then
    perform private.refuse('not-allowed');
  end if;
  update public.reports r set status = 'withdrawn' where r.id = report.id;
  return '{}';
end
$$;
comment on function private.withdraw_report is 'report.withdraw: takes back one''s own report, as long as nobody has done more than read it.';

create function private.join_seminar(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  membership uuid;
  wanted text := private.text_of(payload, 'seminar', 100);
  existing uuid := (select m.id from public.memberships m where m.owner = auth.uid() and m.seminar = wanted);
begin
  perform private.only_keys(payload, array['id', 'seminar']);
  if existing is not null then
    return jsonb_build_object('id', existing);
  end if;
  if not exists (select from public.documents d where d.kind = 'seminar' and d.slug = wanted and d.published) then
    perform private.refuse('not-found', 'seminar');
  end if;
  membership := private.new_id_of(payload, 'id', 'mine');
  insert into public.memberships (id, owner, seminar) values (membership, auth.uid(), wanted);
  return jsonb_build_object('id', membership);
end
$$;
comment on function private.join_seminar is 'seminar.join: once however often it is asked for.';

create function private.leave_seminar(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  unwanted text := private.text_of(payload, 'seminar', 100);
begin
  perform private.only_keys(payload, array['seminar']);
  delete from public.memberships m where m.owner = auth.uid() and m.seminar = unwanted;
  return '{}';
end
$$;
comment on function private.leave_seminar is 'seminar.leave: also for one who is not in it.';

insert into private.op_kinds (kind, stream, handler) values
  ('report.submit', 'mine', 'submit_report'),
  ('report.message', 'mine', 'write_message'),
  ('report.withdraw', 'mine', 'withdraw_report'),
  ('seminar.join', 'mine', 'join_seminar'),
  ('seminar.leave', 'mine', 'leave_seminar');

revoke execute on all functions in schema private from public;
