-- What people think of a seminar is answered once by each, until a day; it is no case for anyone to treat, and its hosts are told
-- of it as counts and as words that stand by themselves. Of fewer than five nothing is told, and of more in whole fives, so that
-- who watches the answers come in cannot tell what the last one said; nor does any change afterwards tell what one of them did.

create function private.is_evaluation(report public.reports) returns boolean
language sql immutable parallel safe security invoker set search_path = ''
as $$ select (report).form = 'evaluering' and coalesce((report).context ->> 'ref' like 'seminar:%', false) $$;
comment on function private.is_evaluation is 'Whether a report is what somebody thinks of a seminar.';

create function private.take_evaluation() returns trigger
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
create trigger take_evaluation before insert on public.reports
  for each row when (private.is_evaluation(new)) execute function private.take_evaluation();
create index reports_by_evaluated on public.reports ((context ->> 'ref'), serial) where form = 'evaluering';

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

create or replace function private.follow_report() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  report public.reports := (select r from public.reports r where r.id = case tg_table_name when 'reports' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'report')::uuid end);
begin
  if not private.is_evaluation(report) then
    perform private.refresh_case(report.id);
  end if;
  return null;
end
$$;
comment on function private.follow_report is 'Lets a case follow what becomes of its report. What somebody thinks of a seminar is none.';

do $$
begin
  perform private.lock_stream('mine');
  perform private.lock_stream('inbox');
  delete from public.inbox_cases c using public.reports r where r.id = c.report and private.is_evaluation(r);
end
$$;

create function private.answers_told(seminar text) returns table (report uuid, answers jsonb)
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

create function private.evaluation_for_host(seminar text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  with
    told as (select t.report, a.key as question, a.value as answer from private.answers_told(seminar) t, jsonb_each(t.answers) a where not private.is_blank(a.value)),
    -- A question of text is known by its form: a choice is a text too.
    written as (
      select distinct q ->> 'id' as question from public.documents d, jsonb_path_query(d.data, '$.versions[*].steps[*].questions[*] ? (@.kind == "shortText" || @.kind == "longText")') q
      where d.kind = 'form' and d.slug = 'evaluering'
    ),
    counted as (
      select t.question, c.value, count(*) as times
      from told t cross join lateral jsonb_array_elements(case jsonb_typeof(t.answer) when 'array' then t.answer else jsonb_build_array(t.answer) end) c
      where t.question not in (select w.question from written w) group by 1, 2
    )
  select jsonb_build_object(
    'joined', (select count(*) from public.memberships m where m.seminar = evaluation_for_host.seminar),
    'answered', (select count(*) from public.reports r where r.form = 'evaluering' and r.context ->> 'ref' = 'seminar:' || seminar and r.status <> 'withdrawn'),
    'told', (select count(distinct t.report) from told t),
    'counts', (select coalesce(jsonb_agg(jsonb_build_object('question', c.question, 'answer', c.value, 'times', c.times) order by c.question, c.value), '[]') from counted c),
    -- In an order of their own for each question: what one person wrote in one place is not to be put beside what they wrote in another.
    'texts', (select coalesce(jsonb_agg(jsonb_build_object('question', t.question, 'text', t.answer) order by t.question, md5(t.question || t.answer)), '[]')
      from told t where t.question in (select w.question from written w))
  )
$$;
comment on function private.evaluation_for_host is 'See public.evaluation. The caller has found out that it is a host that asks.';

create function private.evaluation_if_host(seminar text) returns jsonb
language sql stable security definer set search_path = ''
as $$ select case when private.hosts_seminar(seminar) then jsonb_build_object('status', 'shown') || private.evaluation_for_host(seminar) else '{"status": "forbidden"}' end $$;
comment on function private.evaluation_if_host is 'See public.evaluation.';

create function public.evaluation(seminar text) returns jsonb
language sql stable security invoker set search_path = ''
return jsonb_build_object('uid', auth.uid()) || private.evaluation_if_host(seminar);
comment on function public.evaluation is
  'For hosts: {uid, status: shown, joined, answered, told, counts: [{question, answer, times}], texts: [{question, text}]}. How many have joined and answered is as it is by now; what they answered is of the first `told` of them, in whole fives. `forbidden` for others.';

revoke execute on all functions in schema private from public;
revoke execute on function public.evaluation from public, anon, authenticated, service_role;
grant execute on function public.evaluation, private.evaluation_if_host to authenticated;
