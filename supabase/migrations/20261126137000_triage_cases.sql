-- What those who work with reports do with them: read one, ask its writer, connect it to an obstacle, or decline it with a
-- reason. Several may be at it at once, some of them without a network: what two have decided differently is for a person to
-- choose between, and what they agree on is done once.

alter table private.op_kinds add column locks text[] not null default '{}';
comment on column private.op_kinds.stream is 'The stream in which it leaves its mark: that one''s head is answered.';
comment on column private.op_kinds.locks is 'The other streams that it writes to.';

create or replace function private.admit(ops jsonb[], out allowed integer, out after integer)
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  needed text;
  address text := private.request_address();
  shared record;
begin
  for needed in
    select s.stream from public.streams s
    where s.stream in (select unnest(k.stream || k.locks) from unnest(ops) o join private.op_kinds k on k.kind = o ->> 'kind')
    order by s.number
  loop
    perform private.lock_stream(needed);
  end loop;
  select c.allowed, c.after into allowed, after from private.count_ops('user:' || auth.uid(), cardinality(ops), 300) c;
  if address is not null and allowed > 0 then
    -- A hall at a seminar shares one.
    select c.allowed, c.after into shared from private.count_ops('address:' || address, allowed, 5000) c;
    after := case when shared.allowed < allowed then shared.after else after end;
    allowed := shared.allowed;
  end if;
  delete from private.push_counts where pusher in (
    select c.pusher from private.push_counts c where c.since <= now() - interval '10 minutes' limit 20 for update skip locked
  );
exception when lock_not_available or deadlock_detected then
  allowed := 0;
  after := 5;
end
$$;

create type private.judged_case as (report public.reports, acting jsonb);
comment on type private.judged_case is 'A report that the caller may work with, and in which role.';

create function private.own_case(payload jsonb) returns private.judged_case
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  wanted uuid := private.uuid_of(payload, 'report');
  report public.reports := (select r from public.reports r where r.id = wanted);
  acting jsonb := private.acting_role(private.case_organisations(report.place), '{}');
begin
  if not (private.is_office() or cardinality(private.own_organisations()) > 0) then
    perform private.refuse('forbidden');
  elsif report.id is null then
    perform private.refuse('not-found', 'report');
  elsif acting is null then
    perform private.refuse('forbidden');
  -- Its writer has taken it back: then there is nothing to work with, and nothing is told of it.
  elsif report.status = 'withdrawn' then
    perform private.refuse('not-found', 'report');
  elsif report.redacted_at is not null then
    perform private.refuse('not-allowed', 'report');
  end if;
  return row(report, acting)::private.judged_case;
end
$$;
comment on function private.own_case is 'The report that the payload names, for one of the office or a developer of where it comes from.';

create function private.dispute(report public.reports, payload jsonb, wanted jsonb) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  now_is jsonb := jsonb_strip_nulls(jsonb_build_object('status', report.status, 'obstacle', report.obstacle, 'reason', report.reason));
  seen jsonb := payload -> 'seen';
begin
  perform private.only_keys(seen, array['status', 'obstacle', 'reason'], 'seen');
  if now_is = wanted then
    return true;
  elsif report.status in ('connected', 'declined') and now_is <> seen then
    perform private.refuse_conflict(jsonb_build_object('judgement', jsonb_build_object('mine', wanted, 'theirs', now_is, 'rev', report.rev)));
  end if;
  return false;
end
$$;
comment on function private.dispute is
  'Whether a report has been judged so already. Refuses with both judgements when it has been judged otherwise since the writer of the operation saw it.';

create function private.read_case(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  judged private.judged_case := private.own_case(payload);
begin
  perform private.only_keys(payload, array['report']);
  update public.reports r set status = 'read' where r.id = (judged.report).id and r.status = 'received';
  return '{}';
end
$$;
comment on function private.read_case is 'case.read: somebody has read it. Read once, however many do.';

create function private.ask_reporter(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  judged private.judged_case := private.own_case(payload);
  report public.reports := judged.report;
begin
  perform private.only_keys(payload, array['id', 'report', 'text', 'cleared']);
  perform private.guard(payload -> 'text', private.cleared_of(payload), 'text');
  insert into public.report_messages (id, report, owner, author, text)
  values (private.new_id_of(payload, 'id', 'mine'), report.id, report.owner, judged.acting ->> 'role', private.text_of(payload, 'text', 4000));
  update public.reports r set status = 'read' where r.id = report.id and r.status = 'received';
  return '{}';
end
$$;
comment on function private.ask_reporter is 'case.ask: a word to the one who reported it.';

create function private.connect_case(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  judged private.judged_case := private.own_case(payload);
  report public.reports := judged.report;
  wanted uuid := private.uuid_of(payload, 'obstacle');
  about public.obstacles := (select o from public.obstacles o where o.id = wanted);
begin
  perform private.only_keys(payload, array['report', 'obstacle', 'seen']);
  -- One that the caller may not see is not told apart from one that does not exist.
  if about.id is null or not (about.published or private.acting_role(about.organisations, '{}') is not null) then
    perform private.refuse('not-found', 'obstacle');
  end if;
  if not private.dispute(report, payload, jsonb_build_object('status', 'connected', 'obstacle', about.number)) then
    update public.reports r set status = 'connected', obstacle = about.number, reason = null where r.id = report.id;
  end if;
  return jsonb_build_object('obstacle', about.number);
end
$$;
comment on function private.connect_case is 'case.connect: it is about this obstacle, which the caller works with or everyone may read.';

create function private.decline_case(payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  judged private.judged_case := private.own_case(payload);
  report public.reports := judged.report;
  given text := private.text_of(payload, 'reason', 1000);
begin
  perform private.only_keys(payload, array['report', 'reason', 'seen', 'cleared']);
  perform private.guard(payload -> 'reason', private.cleared_of(payload), 'reason');
  if not private.dispute(report, payload, jsonb_build_object('status', 'declined', 'reason', given)) then
    update public.reports r set status = 'declined', reason = given, obstacle = null where r.id = report.id;
  end if;
  return '{}';
end
$$;
comment on function private.decline_case is 'case.decline: it leads to no obstacle, for a reason that its writer is told.';

insert into private.op_kinds (kind, stream, handler, locks) values
  ('case.read', 'inbox', 'read_case', '{mine}'),
  ('case.ask', 'inbox', 'ask_reporter', '{mine}'),
  ('case.connect', 'inbox', 'connect_case', '{mine}'),
  ('case.decline', 'inbox', 'decline_case', '{mine}');

revoke execute on all functions in schema private from public;
