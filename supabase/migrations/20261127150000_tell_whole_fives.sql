-- What one person thinks of a seminar is never told by what changes: a five in which somebody has taken theirs back, or been
-- erased, is told no more as a whole, and nobody fills a five twice or says otherwise what they have said.

create or replace function private.answers_told(seminar text) returns table (report uuid, answers jsonb)
language sql stable security invoker set search_path = ''
as $$
  with
    -- Those taken back keep their place: another's answer coming in for one of them would be known for that other's.
    given as (
      select r.id, r.answers, r.status = 'withdrawn' or r.redacted_at is not null as is_gone, (row_number() over (order by r.year, r.serial) - 1) / 5 as five, count(*) over () as total
      from public.reports r
      where r.form = 'evaluering' and r.context ->> 'ref' = 'seminar:' || seminar
    ),
    told as (select g.id, g.answers, bool_or(g.is_gone) over (partition by g.five) as is_broken from given g where g.five < g.total / 5)
  select t.id, t.answers from told t where not t.is_broken
$$;
comment on function private.answers_told is
  'The evaluations of a seminar that its hosts are told of: in whole fives as they came in, but for those fives of which somebody has gone; none of fewer than five.';

create or replace function private.take_evaluation() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  seminar jsonb := (private.page_of(new.context ->> 'ref')).data;
begin
  -- What was answered in time without a network has a week to come in.
  if (now() at time zone 'Europe/Oslo')::date > (seminar ->> 'evaluationCloses')::date + 7 then
    perform private.refuse('not-allowed', 'context');
  elsif exists (select from public.reports r where r.owner = new.owner and r.form = new.form and r.context ->> 'ref' = new.context ->> 'ref') then
    perform private.refuse('already', 'context');
  end if;
  return new;
end
$$;
comment on function private.take_evaluation is
  'Lets each evaluate a seminar once, also who has taken it back, until the day its hosts have set; without such a day for ever.';

create or replace function private.correct_report(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  before public.reports := private.own_report(private.uuid_of(payload, 'report'));
  report public.reports;
begin
  perform private.only_keys(payload, array['report', 'formVersion', 'answers', 'place', 'hidePlace', 'cleared']);
  if before.status <> 'received' or before.redacted_at is not null or private.is_evaluation(before) then
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
comment on function private.correct_report is
  'report.correct: says one''s own report otherwise, as long as nobody has read it. What was thought of a seminar its hosts have counted.';

revoke execute on all functions in schema private from public;
