-- What is a user's own: reports and their threads, and the seminars the user has joined. The third stream, pulled with the
-- user's token and shown to nobody else. A report outlives the account it was sent from, so its owner is no foreign key.

insert into public.streams (stream, number) values ('mine', 3);
create sequence private.mine_rev as bigint;
comment on sequence private.mine_rev is 'Revisions of the mine stream; drawn under its lock.';

alter table private.number_counters drop constraint number_counters_series_check;
alter table private.number_counters add constraint number_counters_series_check check (series in ('H', 'M'));
comment on table private.number_counters is
  'The last number given in each series and year; numbers are given under the lock of the stream they belong to, H the register''s and M that of mine.';

create table public.reports (
  id uuid primary key,
  owner uuid not null,
  number text not null unique,
  year integer not null,
  serial integer not null check (serial > 0),
  form text not null check (form ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  form_version integer not null check (form_version > 0),
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  context jsonb check (jsonb_typeof(context) = 'object'),
  place jsonb check (jsonb_typeof(place) = 'object'),
  hide_place boolean not null,
  status text not null default 'received' check (status in ('received', 'read', 'connected', 'declined', 'withdrawn')),
  obstacle text references public.obstacles (number),
  reason text,
  sent_at timestamptz not null default now(),
  partition text not null,
  rev bigint not null,
  updated timestamptz not null,
  unique (year, serial),
  check (number = 'M-' || year::text || '-' || serial::text)
);
comment on table public.reports is 'What users have reported: each an answered form.';
comment on column public.reports.owner is 'The user who sent it, anonymous or not.';
comment on column public.reports.number is 'What people call it: M-<year>-<serial>, by the year in Oslo.';
comment on column public.reports.context is 'The page it was written from: {ref, section?}.';
comment on column public.reports.place is 'Where it is about: {organisation?, workplace?, service?, function?, district?}.';
comment on column public.reports.hide_place is 'Whether its place is kept from those who work with it.';
comment on column public.reports.obstacle is 'The number of the obstacle it was connected to.';
comment on column public.reports.reason is 'Why it was declined.';
comment on column public.reports.partition is 'Its partition of the stream; given on every write, as on messages and memberships.';

create table public.report_messages (
  id uuid primary key,
  report uuid not null references public.reports (id),
  owner uuid not null,
  author text not null check (author in ('reporter', 'developer', 'office')),
  text text not null check (text <> ''),
  at timestamptz not null default now(),
  partition text not null,
  rev bigint not null,
  updated timestamptz not null
);
comment on table public.report_messages is 'The threads of the reports.';
comment on column public.report_messages.owner is 'The owner of the report, whoever wrote the message.';

create table public.memberships (
  id uuid primary key,
  owner uuid not null,
  seminar text not null check (seminar ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  joined_at timestamptz not null default now(),
  partition text not null,
  rev bigint not null,
  updated timestamptz not null,
  unique (owner, seminar)
);
comment on table public.memberships is 'The seminars that users have joined.';
comment on column public.memberships.seminar is 'The seminar''s slug.';

create unique index reports_by_partition_and_rev on public.reports (partition, rev);
create unique index reports_by_partition_and_id on public.reports (partition, id) include (rev);
create unique index report_messages_by_partition_and_rev on public.report_messages (partition, rev);
create unique index report_messages_by_partition_and_id on public.report_messages (partition, id) include (rev);
create unique index memberships_by_partition_and_rev on public.memberships (partition, rev);
create unique index memberships_by_partition_and_id on public.memberships (partition, id) include (rev);
create index reports_by_obstacle on public.reports (obstacle);
create index report_messages_by_report on public.report_messages (report);

-- anon may ask, since one view serves every stream, and is shown nothing: no policy is for anon.
revoke all on public.reports, public.report_messages, public.memberships from public, anon, authenticated, service_role;
grant select on public.reports, public.report_messages, public.memberships to anon, authenticated, service_role;

alter table public.reports enable row level security;
alter table public.report_messages enable row level security;
alter table public.memberships enable row level security;

create policy "Users read their own reports" on public.reports
  for select to authenticated using (owner = (select auth.uid()));
create policy "Users read the threads of their own reports" on public.report_messages
  for select to authenticated using (owner = (select auth.uid()));
create policy "Users read which seminars they have joined" on public.memberships
  for select to authenticated using (owner = (select auth.uid()));

create function private.place_owned_row() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := private.user_partition(new.owner);
  return new;
end
$$;
comment on function private.place_owned_row is 'Puts a row among what is its owner''s.';
create trigger place_row before insert or update on public.reports
  for each row execute function private.place_owned_row();
create trigger place_row before insert or update on public.report_messages
  for each row execute function private.place_owned_row();
create trigger place_row before insert or update on public.memberships
  for each row execute function private.place_owned_row();

select private.follow_stream('public.reports', 'mine');
select private.follow_stream('public.report_messages', 'mine');
select private.follow_stream('public.memberships', 'mine');

create view public.mine_rows with (security_invoker = true) as
  select r.id, r.rev, 'report'::text as kind, r.number as slug,
    jsonb_build_object(
      'number', r.number, 'form', r.form, 'formVersion', r.form_version, 'answers', r.answers, 'status', r.status,
      'sentAt', r.sent_at, 'hidePlace', r.hide_place
    ) || jsonb_strip_nulls(jsonb_build_object('context', r.context, 'obstacle', r.obstacle, 'reason', r.reason, 'place', r.place)) as data,
    r.partition, r.updated
  from public.reports r
  union all
  select m.id, m.rev, 'message'::text, m.id::text,
    jsonb_build_object('report', m.report, 'author', m.author, 'text', m.text, 'at', m.at), m.partition, m.updated
  from public.report_messages m
  union all
  select j.id, j.rev, 'membership'::text, j.seminar,
    jsonb_build_object('seminar', j.seminar, 'joinedAt', j.joined_at), j.partition, j.updated
  from public.memberships j;
comment on view public.mine_rows is 'What is a user''s own, as devices keep it.';

revoke all on public.mine_rows from public, anon, authenticated, service_role;
grant select on public.mine_rows to anon, authenticated, service_role;

create function private.next_number(series text) returns private.number_counters
language sql volatile security invoker set search_path = ''
as $$
  insert into private.number_counters (series, year, last)
  values (next_number.series, extract(year from now() at time zone 'Europe/Oslo')::integer, 1)
  on conflict (series, year) do update set last = number_counters.last + 1
  returning *
$$;
comment on function private.next_number is 'Gives the next number of the series, by the year in Oslo. The caller holds the lock of its stream.';

revoke execute on all functions in schema private from public;
