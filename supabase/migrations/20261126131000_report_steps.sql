-- What becomes of a report is told to its writer by events, added by whatever moves it and never changed. A report may say from
-- the start which known obstacle it is about; it may be corrected until somebody has read it; and it may be given a code by
-- which its writer finds it again on another device.

alter table public.reports add column follow_up text unique check (follow_up ~ '^[0-9a-f]{64}$');
comment on column public.reports.obstacle is 'The number of the obstacle it was connected to, by whoever works with it or by its writer.';
comment on column public.reports.follow_up is 'SHA-256 of its follow-up code, in hex. The code itself never comes here.';

alter table public.reports add column redacted_at timestamptz;
alter table public.reports add constraint reports_redacted_check
  check (redacted_at is null or (answers = '{}' and cleared = '{}' and follow_up is null and reason is null));
comment on column public.reports.redacted_at is 'When its words were removed. From then on it has none, and gets none.';
comment on column public.reports.answers is 'The answers by question; none once it is redacted.';

create table public.report_events (
  id uuid primary key default gen_random_uuid(),
  report uuid not null references public.reports (id),
  owner uuid not null,
  type text not null check (type in ('corrected', 'read', 'connected', 'declined', 'withdrawn', 'redacted')),
  at timestamptz not null default now(),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  partition text not null,
  rev bigint not null,
  updated timestamptz not null
);
comment on table public.report_events is 'What became of the reports. Added to, and never changed or removed, but for words that are let go of.';
comment on column public.report_events.owner is 'The owner of the report.';
comment on column public.report_events.type is 'What happened; a status of the report is an event of the same name.';
comment on column public.report_events.at is 'By the server''s clock.';
comment on column public.report_events.detail is
  '{obstacle} of connected, {reason} of declined until the report is redacted, {why} of redacted: `age` or `own-wish`.';
comment on column public.report_events.partition is 'Its partition of the mine stream; given on every write.';

create unique index report_events_by_partition_and_rev on public.report_events (partition, rev);
create unique index report_events_by_partition_and_id on public.report_events (partition, id) include (rev);
create index report_events_by_report on public.report_events (report);

revoke all on public.report_events from public, anon, authenticated, service_role;
grant select on public.report_events to anon, authenticated, service_role;
alter table public.report_events enable row level security;
create policy "Users read what became of their own reports" on public.report_events
  for select to authenticated using (owner = (select auth.uid()));

create function private.keep_report_event() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  given constant text[] := array['owner', 'partition', 'rev', 'updated', 'detail'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - given = to_jsonb(old) - given and old.detail @> new.detail then
    return new;
  end if;
  raise exception 'an event is neither changed nor removed' using errcode = '55000';
end
$$;
comment on function private.keep_report_event is
  'Refuses, whoever asks, everything but giving an event to whom its report is given, and taking words out of it.';
create trigger keep_event before update or delete on public.report_events
  for each row execute function private.keep_report_event();
create trigger place_row before insert or update on public.report_events
  for each row execute function private.place_owned_row();
select private.follow_stream('public.report_events', 'mine');

create function private.tell_status() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  insert into public.report_events (report, owner, type, detail)
  values (new.id, new.owner, new.status, jsonb_strip_nulls(case new.status
    when 'connected' then jsonb_build_object('obstacle', new.obstacle)
    when 'declined' then jsonb_build_object('reason', new.reason) else '{}' end));
  return null;
end
$$;
comment on function private.tell_status is 'Tells the writer of a report that it has come to another status, whoever brought it there.';
create trigger tell_first_status after insert on public.reports
  for each row when (new.status <> 'received') execute function private.tell_status();
-- One that is connected or declined anew is told of again: its status alone does not show it.
create trigger tell_status after update of status, obstacle, reason on public.reports
  -- A reason that goes with the words of a report that is let go of is no new judgement.
  for each row when (
    (new.status, new.obstacle, new.reason) is distinct from (old.status, old.obstacle, old.reason) and new.status <> 'received'
    and (new.status <> old.status or new.redacted_at is not distinct from old.redacted_at)
  )
  execute function private.tell_status();

create or replace view public.mine_rows with (security_invoker = true) as
  select r.id, r.rev, 'report'::text as kind, r.number as slug,
    jsonb_build_object(
      'number', r.number, 'form', r.form, 'formVersion', r.form_version, 'answers', r.answers, 'status', r.status,
      'sentAt', r.sent_at, 'hidePlace', r.hide_place
    ) || jsonb_strip_nulls(jsonb_build_object(
      'context', r.context, 'obstacle', r.obstacle, 'reason', r.reason, 'place', r.place, 'redactedAt', r.redacted_at
    )) as data,
    r.partition, r.updated
  from public.reports r
  union all
  select m.id, m.rev, 'message'::text, m.id::text,
    jsonb_build_object('report', m.report, 'author', m.author, 'text', m.text, 'at', m.at), m.partition, m.updated
  from public.report_messages m
  union all
  select e.id, e.rev, 'event'::text, e.id::text,
    e.detail || jsonb_build_object('report', e.report, 'type', e.type, 'at', e.at), e.partition, e.updated
  from public.report_events e
  union all
  select j.id, j.rev, 'membership'::text, j.seminar,
    jsonb_build_object('seminar', j.seminar, 'joinedAt', j.joined_at), j.partition, j.updated
  from public.memberships j
  union all
  select a.id, a.rev, 'role'::text, a.id::text,
    jsonb_strip_nulls(jsonb_build_object('role', a.role, 'organisation', a.organisation, 'body', a.body)), a.partition, a.updated
  from public.role_assignments a;

-- Taking in ---------------------------------------------------------------------------------------------------------------

create or replace function private.submit_report(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  id uuid;
  report public.reports;
  given private.number_counters;
begin
  perform private.only_keys(payload, array['id', 'form', 'formVersion', 'answers', 'context', 'place', 'hidePlace', 'cleared', 'obstacle', 'followUp']);
  id := private.new_id_of(payload, 'id', 'mine');
  report := private.report_in(payload);
  report.obstacle := private.text_of(payload, 'obstacle', 30, needed => false);
  report.follow_up := private.text_of(payload, 'followUp', 64, needed => false);
  if report.obstacle is not null then
    if not exists (select from public.obstacles o where o.number = report.obstacle and o.published) then
      perform private.refuse('not-found', 'obstacle');
    elsif exists (select from public.reports r where r.owner = auth.uid() and r.obstacle = report.obstacle and r.form = report.form and r.status <> 'withdrawn') then
      perform private.refuse('already', 'obstacle');
    end if;
  end if;
  if report.follow_up !~ '^[0-9a-f]{64}$' or exists (select from public.reports r where r.follow_up = report.follow_up) then
    perform private.refuse('invalid', 'followUp');
  end if;
  given := private.next_number('M');
  insert into public.reports (id, owner, number, year, serial, form, form_version, answers, context, place, hide_place, cleared, obstacle, status, follow_up)
  values (id, auth.uid(), format('M-%s-%s', given.year, given.last), given.year, given.last, report.form, report.form_version,
    report.answers, report.context, report.place, report.hide_place, report.cleared, report.obstacle,
    case when report.obstacle is null then 'received' else 'connected' end, report.follow_up);
  return jsonb_build_object('number', format('M-%s-%s', given.year, given.last));
end
$$;
comment on function private.submit_report is
  'report.submit: takes in a report and gives it its number. One about a known obstacle is connected to it at once, and given once by each of its writers.';

create function private.correct_report(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  before public.reports := private.own_report(private.uuid_of(payload, 'report'));
  report public.reports;
begin
  perform private.only_keys(payload, array['report', 'formVersion', 'answers', 'place', 'hidePlace', 'cleared']);
  if before.status <> 'received' or before.redacted_at is not null then
    perform private.refuse('not-allowed');
  end if;
  report := private.report_in(payload || jsonb_build_object('form', before.form));
  update public.reports r
    set form_version = report.form_version, answers = report.answers, place = report.place, hide_place = report.hide_place, cleared = report.cleared
    where r.id = before.id;
  insert into public.report_events (report, owner, type) values (before.id, before.owner, 'corrected');
  return '{}';
end
$$;
comment on function private.correct_report is 'report.correct: says one''s own report otherwise, as long as nobody has read it.';

create or replace function private.withdraw_report(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  report public.reports := private.own_report(private.uuid_of(payload, 'report'));
begin
  perform private.only_keys(payload, array['report']);
  if report.status = 'withdrawn' then
    perform private.refuse('already');
  -- One who said that a known obstacle is theirs too may take that back: it was they who connected it.
  elsif report.status not in ('received', 'read') and not (report.status = 'connected' and report.form = 'gjelder-oss-ogsa') then
    perform private.refuse('not-allowed');
  end if;
  update public.reports r set status = 'withdrawn' where r.id = report.id;
  return '{}';
end
$$;
comment on function private.withdraw_report is
  'report.withdraw: takes back one''s own report, as long as nobody has done more than read it, or that a known obstacle is one''s own too.';

insert into private.op_kinds (kind, stream, handler) values ('report.correct', 'mine', 'correct_report');

revoke execute on all functions in schema private from public;
