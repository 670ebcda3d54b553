-- By its follow-up code a report is found again from any device, without a user: what its writer sees of it, and a word to add to
-- its thread. Who calls knows the code's hash alone; a code has 85 bits of chance, so the count of wrong ones is a fence around
-- the whole and no lock. Both functions answer and never raise: what is raised would roll the count back.

comment on column private.push_counts.pusher is
  '`user:<id>` or `address:<address>` for what is pushed; `code:<address>` for follow-up codes that were none, `answers:<report>` for what was said by one.';

create function private.report_by_code(code_hash text, out report public.reports, out after integer)
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  asker text := 'code:' || coalesce(private.request_address(), '');
  counted record;
begin
  -- Counted before it is looked for, so that asking many times at once is no way round the count.
  counted := private.count_ops(asker, 1, 30);
  if counted.allowed = 0 then
    after := counted.after;
    return;
  end if;
  report := (select r from public.reports r where r.follow_up = code_hash);
  if report.id is not null then
    update private.push_counts c set count = c.count - 1 where c.pusher = asker and c.count > 0;
  end if;
end
$$;
comment on function private.report_by_code is
  'The report with this follow-up code, if any. Of codes that are none an address may try 30 in ten minutes; then nothing is looked for, and it is told in how many seconds it will be.';

create function private.case_by_code(code_hash text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  found record := private.report_by_code(code_hash);
  about public.reports := found.report;
begin
  if found.after is not null then
    return jsonb_build_object('after', found.after);
  end if;
  return jsonb_build_object('rows', (
    select coalesce(jsonb_agg(to_jsonb(p) order by p.rev), '[]')
    from (
      select m.id, m.rev, m.kind, m.slug, m.data, null::timestamptz as first_published, m.updated
      from public.mine_rows m
      where m.partition = about.partition and (m.id = about.id or m.data ->> 'report' = about.id::text)
    ) p
  ));
end
$$;
comment on function private.case_by_code is 'See public.case_by_code.';

create function private.answer_by_code(code_hash text, id uuid, text text, cleared jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  payload constant jsonb := jsonb_build_object('text', text, 'cleared', coalesce(cleared, '[]'));
  found record;
  about public.reports;
  before public.report_messages;
  counted record;
  code text;
  detail text;
begin
  perform private.lock_stream('mine');
  found := private.report_by_code(code_hash);
  about := found.report;
  if found.after is not null then
    return jsonb_build_object('status', 'retry', 'after', found.after);
  elsif about.id is null then
    return '{"status": "rejected", "code": "not-found"}';
  end if;
  before := (select m from public.report_messages m where m.id = answer_by_code.id);
  if before.report = about.id and before.author = 'reporter' and before.text = answer_by_code.text then
    return '{"status": "applied"}';
  end if;
  counted := private.count_ops('answers:' || about.id, 1, 20);
  if counted.allowed = 0 then
    return jsonb_build_object('status', 'retry', 'after', counted.after);
  end if;
  begin
    perform private.guard(payload -> 'text', private.cleared_of(payload), 'text');
    insert into public.report_messages (id, report, owner, author, text)
    values (private.new_id_of(jsonb_build_object('id', answer_by_code.id), 'id', 'mine'), about.id, about.owner, 'reporter', private.text_of(payload, 'text', 4000));
  exception when sqlstate 'FB400' then
    get stacked diagnostics code = message_text, detail = pg_exception_detail;
    return jsonb_strip_nulls(jsonb_build_object('status', 'rejected', 'code', code, 'field', nullif(detail, '')));
  end;
  return '{"status": "applied"}';
exception when lock_not_available or deadlock_detected then
  return '{"status": "retry", "after": 5}';
end
$$;
comment on function private.answer_by_code is 'See public.answer_by_code.';

create function public.case_by_code(code_hash text) returns jsonb
language sql volatile security invoker set search_path = ''
return private.case_by_code(code_hash);
comment on function public.case_by_code is
  'The report with the follow-up code of this SHA-256, in hex, with its thread and events: {rows}, of which there are none when no report has it. {after} when the address has tried too many that none has: in so many seconds it may try again.';

create function public.answer_by_code(code_hash text, id uuid, text text, cleared jsonb default null) returns jsonb
language sql volatile security invoker set search_path = ''
return private.answer_by_code(code_hash, id, text, cleared);
comment on function public.answer_by_code is
  'Adds a word of its writer to the thread of the report with this follow-up code, once for each id: applied, rejected with a code and field, or retry after so many seconds. At most 20 in ten minutes.';

revoke execute on all functions in schema private from public;
revoke execute on function public.case_by_code, public.answer_by_code from public, anon, authenticated, service_role;
grant execute on function public.case_by_code, public.answer_by_code, private.case_by_code, private.answer_by_code to anon, authenticated;
