-- What people have written is kept as long as it is worked with, and a while after. Then it is redacted: the words go, and what
-- can be counted without them stays. That it was done is told by an event of its own, so that the history has no hole; and all
-- of it goes by the stream, so that no device keeps what the server has let go of.

-- For how long. src/domain/retention.ts tells people the same, and a test holds the two together.
create function private.kept_after_closing() returns interval
language sql immutable parallel safe security invoker set search_path = ''
as $$ select interval '24 months' $$;
comment on function private.kept_after_closing is 'For how long the words of a report are kept once nobody works with it any more.';

create function private.kept_after_sending() returns interval
language sql immutable parallel safe security invoker set search_path = ''
as $$ select interval '36 months' $$;
comment on function private.kept_after_sending is
  'For how long the words of a report are kept that is never closed, such as what somebody thought of a seminar.';

alter table public.report_messages drop constraint report_messages_text_check;
comment on column public.report_messages.text is 'Never blank when written; empty once its report is redacted.';

create function private.refuse_redacted() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  if exists (select from public.reports r where r.id = new.report and r.redacted_at is not null) then
    perform private.refuse('not-allowed', 'report');
  end if;
  return new;
end
$$;
comment on function private.refuse_redacted is 'Refuses a message about a report whose words are gone: nobody would come back to remove it.';
create trigger refuse_redacted before insert on public.report_messages
  for each row execute function private.refuse_redacted();

create function private.counted_place(place jsonb) returns jsonb
language sql immutable parallel safe security invoker set search_path = ''
as $$
  select jsonb_object_agg(p.key, p.value) from jsonb_each_text(place) p
  where p.key in ('service', 'district') and p.value = any (private.fixed_list(p.key || 's'))
$$;
comment on function private.counted_place is 'What of a place is kept to count by: service and district, as far as they are ours; null when there is neither.';

create function private.redact_reports(chosen uuid[], why text) returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  redacted integer;
begin
  update public.report_messages m set text = '' where m.report = any (chosen);
  update public.report_events e set detail = jsonb_strip_nulls(jsonb_build_object('obstacle', e.detail -> 'obstacle')) where e.report = any (chosen);
  update public.reports r
    set answers = '{}', place = private.counted_place(r.place), cleared = '{}', follow_up = null, reason = null, redacted_at = now()
    where r.id = any (chosen);
  get diagnostics redacted = row_count;
  insert into public.report_events (report, owner, type, detail)
  select r.id, r.owner, 'redacted', jsonb_build_object('why', redact_reports.why) from public.reports r where r.id = any (chosen);
  return redacted;
end
$$;
comment on function private.redact_reports is
  'Removes the words of these reports and of their threads, and tells so. The caller holds the lock of the mine stream and has seen that none of them is redacted already.';

create function private.closed_at(report public.reports) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select case
    when report.status in ('declined', 'withdrawn') then coalesce(told.at, report.updated)
    when report.status = 'connected' then (
      select greatest(coalesce(told.at, report.sent_at), max(e.at))
      from public.obstacles o left join public.obstacle_events e on e.obstacle = o.id and e.type = 'moved'
      where o.number = report.obstacle and o.status in ('resolved', 'closed') group by o.id
    )
  end
  from (select max(e.at) as at from public.report_events e where e.report = report.id and e.type = report.status) told
$$;
comment on function private.closed_at is
  'Since when nobody works with a report: it was declined or taken back, or the obstacle it is connected to has been resolved or closed. Null while somebody may.';

create function private.redact_closed_reports(older interval default private.kept_after_closing()) returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform private.lock_stream('mine');
  return private.redact_reports(array(
    select r.id from public.reports r
    where r.redacted_at is null and (
      (r.sent_at < now() - older and private.closed_at(r) < now() - older)
      or (r.status in ('received', 'read') and r.sent_at < now() - private.kept_after_sending())
    )
    order by r.sent_at limit 500
  ), 'age');
end
$$;
comment on function private.redact_closed_reports is
  'Redacts reports that were closed longer ago than this, and those that were never closed and are older still; at most 500 at a time, so that nobody waits long for the lock. Answers how many.';

revoke execute on all functions in schema private from public;
