-- The reports as those see them who work with them: the office all of them, developers those from where they work. They are a
-- stream of their own, since a row of it is not what its writer holds: a writer may keep back where it comes from, and then a
-- developer is sent the service and the district and no more. The rows follow the reports by triggers, and nothing else
-- writes them. A report that is taken back is nobody's to read any more.

create or replace function private.lock_stream(stream text) returns void
language plpgsql volatile security invoker set search_path = '' set lock_timeout = '5s'
as $$
declare
  wanted integer := (select s.number from public.streams s where s.stream = lock_stream.stream);
begin
  if wanted is null then
    raise exception 'unknown stream: %', stream using errcode = '22023';
  elsif private.holds_stream(stream) then
    return;
  elsif exists (select from public.streams s where s.number > wanted and private.holds_stream(s.stream)) then
    raise exception 'lock % before the streams that come after it', stream using errcode = '55000';
  end if;
  perform pg_advisory_xact_lock(4217, wanted);
end
$$;

insert into public.streams (stream, number) values ('inbox', 4);
create sequence private.inbox_rev as bigint;
comment on sequence private.inbox_rev is 'Revisions of the inbox stream; drawn under its lock.';

alter table public.stream_partitions drop constraint stream_partitions_check;
alter table public.stream_partitions drop constraint if exists stream_partitions_organisations_check;
alter table public.stream_partitions add constraint stream_partitions_organisations_check
  check (stream in ('register', 'inbox') or organisations is null);
comment on column public.stream_partitions.partition is
  '`public`: everyone. `hidden`: nobody. `internal:<organisations>|<bodies>`: those with a role there. `user:<id>`: that user. `office`: the office. `developers:<organisations>`: their developers.';

create table public.inbox_cases (
  id uuid primary key,
  report uuid not null references public.reports (id),
  audience text not null check (audience in ('office', 'developer')),
  organisations text[] not null check (audience = 'developer' or organisations = '{}'),
  number text not null,
  data jsonb not null,
  partition text not null,
  rev bigint not null,
  updated timestamptz not null,
  unique (report, audience)
);
comment on table public.inbox_cases is 'The reports as those who work with them see them. Follows public.reports; nothing else writes it.';
comment on column public.inbox_cases.audience is 'Whom it is for: what the two are told of a place may differ.';
comment on column public.inbox_cases.organisations is 'Those whose developers see it.';
comment on column public.inbox_cases.data is 'The report with its thread, as Case in src/domain/own-records.ts. Never who wrote it.';
comment on column public.inbox_cases.partition is 'Its partition of the inbox stream; given on every write.';

create unique index inbox_cases_by_partition_and_rev on public.inbox_cases (partition, rev);
create unique index inbox_cases_by_partition_and_id on public.inbox_cases (partition, id) include (rev);

revoke all on public.inbox_cases from public, anon, authenticated, service_role;
grant select on public.inbox_cases to anon, authenticated, service_role;
alter table public.inbox_cases enable row level security;
create policy "Those who work with reports read theirs" on public.inbox_cases for select to authenticated using (
  case audience when 'office' then (select private.is_office()) else organisations && (select private.own_organisations()) end
);

create function private.place_case() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := case new.audience when 'office' then 'office' else 'developers:' || array_to_string(new.organisations, ',') end;
  insert into public.stream_partitions (stream, partition, organisations, bodies) values ('inbox', new.partition, new.organisations, '{}')
  on conflict do nothing;
  return new;
end
$$;
comment on function private.place_case is 'Puts a case where the office sees it, or the developers of its organisations.';
create trigger place_row before insert or update on public.inbox_cases
  for each row execute function private.place_case();
select private.follow_stream('public.inbox_cases', 'inbox');

create function private.case_organisations(place jsonb) returns text[]
language sql immutable parallel safe security invoker set search_path = ''
as $$
  select coalesce(array_agg(told), '{}') from (select coalesce(place ->> 'organisation', place ->> 'district') as told) one
  where told = any (private.fixed_list('organisations'))
$$;
comment on function private.case_organisations is
  'Whose developers a report from this place is for: the organisation it comes from, or else that of its district. Nobody''s when neither is told.';

create function private.case_data(report public.reports, audience text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'report', report.id, 'number', report.number, 'form', report.form, 'formVersion', report.form_version, 'answers', report.answers,
    'status', report.status, 'sentAt', report.sent_at, 'hidePlace', report.hide_place, 'cleared', to_jsonb(report.cleared),
    'messages', (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'author', m.author, 'text', m.text, 'at', m.at) order by m.rev), '[]')
      from public.report_messages m where m.report = report.id
    ),
    'events', (
      select coalesce(jsonb_agg(e.detail || jsonb_build_object('type', e.type, 'at', e.at) order by e.rev), '[]')
      from public.report_events e where e.report = report.id
    )
  ) || jsonb_strip_nulls(jsonb_build_object(
    'context', report.context, 'obstacle', report.obstacle, 'reason', report.reason, 'redactedAt', report.redacted_at,
    'place', case when audience = 'developer' and report.hide_place
      then nullif(report.place - array['organisation', 'workplace', 'function'], '{}') else report.place end
  ))
$$;
comment on function private.case_data is 'A report and its thread as this audience is told of them.';

create function private.refresh_case(report uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  told public.reports := (select r from public.reports r where r.id = refresh_case.report);
  owners text[] := private.case_organisations(told.place);
  reader text;
begin
  perform private.lock_stream('inbox');
  delete from public.inbox_cases c
    where c.report = told.id and (told.status = 'withdrawn' or (c.audience = 'developer' and owners = '{}'));
  if told.status = 'withdrawn' then
    return;
  end if;
  foreach reader in array case when owners = '{}' then array['office'] else array['office', 'developer'] end loop
    update public.inbox_cases c
      set organisations = case reader when 'office' then '{}' else owners end, data = private.case_data(told, reader)
      where c.report = told.id and c.audience = reader;
    if not exists (select from public.inbox_cases c where c.report = told.id and c.audience = reader) then
      insert into public.inbox_cases (id, report, audience, organisations, number, data)
      values (case reader when 'office' then told.id else md5('developer:' || told.id)::uuid end, told.id, reader,
        case reader when 'office' then '{}' else owners end, told.number, private.case_data(told, reader));
    end if;
  end loop;
end
$$;
comment on function private.refresh_case is 'Makes what is told of a report what it is by now. The caller holds the lock of the mine stream.';

create function private.follow_report() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  perform private.refresh_case(case tg_table_name when 'reports' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'report')::uuid end);
  return null;
end
$$;
comment on function private.follow_report is 'Lets a case follow what becomes of its report.';
create trigger follow_report after insert or update on public.reports
  for each row execute function private.follow_report();
create trigger follow_report after insert or update on public.report_messages
  for each row execute function private.follow_report();
create trigger follow_report after insert on public.report_events
  for each row execute function private.follow_report();

create or replace view public.stream_rows with (security_invoker = true) as
  select 'library'::text as stream, d.id, d.rev, d.kind, d.slug, d.data, d.published, d.first_published, d.updated, d.partition
  from public.documents d
  union all
  select 'register'::text, r.id, r.rev, r.kind, r.slug, r.data, r.published, r.first_published, r.updated, r.partition
  from public.register_rows r
  union all
  select 'mine'::text, m.id, m.rev, m.kind, m.slug, m.data, false, null::timestamptz, m.updated, m.partition
  from public.mine_rows m
  union all
  select 'inbox'::text, c.id, c.rev, 'case'::text, c.number, c.data, false, null::timestamptz, c.updated, c.partition
  from public.inbox_cases c;

create or replace view public.shown_partitions with (security_invoker = true) as
  select p.stream as name, p.partition, p.count, p.digest from public.stream_partitions p where p.partition = 'public'
  union all
  select 'internal', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'register' and p.organisations is not null
  union all
  select 'mine', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'mine' and p.partition = 'user:' || (select auth.uid())
  union all
  -- Who belongs to the office and develops an organisation too is told of each report once.
  select 'inbox', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'inbox' and (
      p.partition = 'office' or not exists (select from public.stream_partitions o where o.stream = 'inbox' and o.partition = 'office')
    );
comment on view public.shown_partitions is
  'What the caller is shown under each name that devices pull by: `internal` is the part of the register that is not published and that the caller works with, `inbox` the reports.';

-- What has been reported already.
do $$
begin
  perform private.lock_stream('mine');
  perform private.refresh_case(r.id) from public.reports r order by r.year, r.serial;
end
$$;

revoke execute on all functions in schema private from public;
