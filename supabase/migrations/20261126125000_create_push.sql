-- The write side. A device sends what people have done as operations, some at a time, and may send them again for weeks: an
-- answer can be lost after the work was done. So each operation is claimed in a ledger by its id before it is carried out, in
-- a savepoint of its own, and answers the same for ever. Which operations there are is told by rows, so that each capability
-- brings its own.

create table private.op_kinds (
  kind text primary key check (kind ~ '^[a-z]+\.[a-z]+(-[a-z]+)*$'),
  stream text not null references public.streams (stream),
  handler text not null check (handler ~ '^[a-z_]+$')
);
comment on table private.op_kinds is 'The operations that can be pushed, the stream each writes to, and the function that carries it out.';
comment on column private.op_kinds.handler is
  'A function of schema private that takes the payload and returns the result. It acts for auth.uid(), and refuses by private.refuse.';

create table private.op_ledger (
  op_id uuid primary key,
  actor uuid not null,
  fingerprint text not null,
  client integer,
  answer jsonb,
  at timestamptz not null default now()
);
comment on table private.op_ledger is 'Every operation that has been answered for good. What it was about is not kept here.';
comment on column private.op_ledger.actor is 'The user who pushed it.';
comment on column private.op_ledger.fingerprint is 'private.op_fingerprint of its kind and payload.';
comment on column private.op_ledger.client is 'The version of the app that pushed it.';
comment on column private.op_ledger.answer is 'The first answer. Null only while the operation is being carried out.';

create table private.push_counts (
  pusher text primary key,
  since timestamptz not null default now(),
  count integer not null check (count >= 0)
);
comment on table private.push_counts is 'How many operations each user and each address has pushed in its ten minutes. Removed soon after them.';
comment on column private.push_counts.pusher is '`user:<id>` or `address:<address>`.';
comment on column private.push_counts.since is 'When its ten minutes began.';
create index push_counts_by_age on private.push_counts (since);

revoke all on private.op_kinds, private.op_ledger, private.push_counts from public, anon, authenticated, service_role;
alter table private.op_kinds enable row level security;
alter table private.op_ledger enable row level security;
alter table private.push_counts enable row level security;

-- How an operation is refused -----------------------------------------------------------------------------------------------

create function private.refuse(code text, field text default null) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  raise exception '%', code using errcode = 'FB400', detail = coalesce(field, '');
end
$$;
comment on function private.refuse is 'Ends an operation with a rejection, and undoes what it has done so far.';

create function private.refuse_conflict(fields jsonb) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  raise exception 'conflict' using errcode = 'FB409', detail = fields::text;
end
$$;
comment on function private.refuse_conflict is 'Ends an operation with a conflict: {<field>: {mine, theirs, rev}}.';

-- What a payload holds ------------------------------------------------------------------------------------------------------

create function private.only_keys(payload jsonb, known text[], inside text default null) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  stranger text;
begin
  if jsonb_typeof(payload) is distinct from 'object' then
    perform private.refuse('invalid', inside);
  end if;
  select k into stranger from jsonb_object_keys(payload) k where k <> all (known) order by k limit 1;
  if found then
    perform private.refuse('invalid', concat_ws('.', inside, stranger));
  end if;
end
$$;
comment on function private.only_keys is 'Refuses what is no object, or has keys that are not known.';

create function private.text_of(payload jsonb, field text, longest integer, needed boolean default true) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given text := payload ->> field;
begin
  if not payload ? field and not needed then
    return null;
  end if;
  if jsonb_typeof(payload -> field) is distinct from 'string' or btrim(given, E' \t\r\n') = '' then
    perform private.refuse('invalid', field);
  end if;
  if length(given) > longest then
    perform private.refuse('too-large', field);
  end if;
  return given;
end
$$;
comment on function private.text_of is 'A text that is not blank and at most so many characters, exactly as it was written; null when it may be left out and is.';

create function private.uuid_of(payload jsonb, field text) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not pg_input_is_valid(private.text_of(payload, field, 36), 'uuid') then
    perform private.refuse('invalid', field);
  end if;
  return (payload ->> field)::uuid;
end
$$;
comment on function private.uuid_of is 'An id.';

create function private.new_id_of(payload jsonb, field text, stream text) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given uuid := private.uuid_of(payload, field);
begin
  if exists (select from public.stream_rows r where r.stream = new_id_of.stream and r.id = given) then
    perform private.refuse('already', field);
  end if;
  return given;
end
$$;
comment on function private.new_id_of is 'An id that no row of the stream has yet, of whatever kind: devices keep a stream''s rows by id alone.';

create function private.number_of(payload jsonb, field text) returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if jsonb_typeof(payload -> field) is distinct from 'number' or payload ->> field !~ '^\d{1,15}$' then
    perform private.refuse('invalid', field);
  end if;
  return (payload ->> field)::bigint;
end
$$;
comment on function private.number_of is 'A whole number, not negative.';

create function private.flag_of(payload jsonb, field text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if jsonb_typeof(payload -> field) is distinct from 'boolean' then
    perform private.refuse('invalid', field);
  end if;
  return (payload -> field)::boolean;
end
$$;
comment on function private.flag_of is 'True or false.';

create function private.list_of(payload jsonb, field text) returns text[]
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  given jsonb := payload -> field;
  list text[];
begin
  if jsonb_typeof(given) is distinct from 'array' or exists (select from jsonb_array_elements(given) t where jsonb_typeof(t) <> 'string') then
    perform private.refuse('invalid', field);
  end if;
  list := private.texts(given);
  if cardinality(list) <> (select count(distinct t) from unnest(list) t) then
    perform private.refuse('invalid', field);
  end if;
  return list;
end
$$;
comment on function private.list_of is 'A list of texts, none of them twice.';

create function private.date_of(payload jsonb, field text) returns date
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if private.text_of(payload, field, 10) !~ '^\d{4}-\d{2}-\d{2}$' or not pg_input_is_valid(payload ->> field, 'date') then
    perform private.refuse('invalid', field);
  end if;
  return (payload ->> field)::date;
end
$$;
comment on function private.date_of is 'A date that exists, written YYYY-MM-DD.';

-- One operation -------------------------------------------------------------------------------------------------------------

create function private.op_fingerprint(kind text, payload jsonb) returns text
language sql immutable parallel safe security invoker set search_path = ''
as $$ select encode(sha256(convert_to(jsonb_build_array(kind, payload)::text, 'UTF8')), 'hex') $$;
comment on function private.op_fingerprint is 'The same for the same operation, in whatever order its keys come.';

create function private.perform_op(kind text, payload jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  known private.op_kinds := (select k from private.op_kinds k where k.kind = perform_op.kind);
  result jsonb;
  code text;
  detail text;
  field text;
begin
  if known.kind is null then
    perform private.refuse('unknown-kind');
  end if;
  execute format('select private.%I($1)', known.handler) into result using payload;
  return (
    select jsonb_build_object('status', 'applied', 'stream', s.stream, 'epoch', s.epoch, 'rev', s.head, 'result', coalesce(result, '{}'))
    from public.streams s where s.stream = known.stream
  );
exception
  when sqlstate 'FB400' then
    get stacked diagnostics code = message_text, detail = pg_exception_detail;
    return jsonb_strip_nulls(jsonb_build_object('status', 'rejected', 'code', code, 'field', nullif(detail, '')));
  when sqlstate 'FB409' then
    get stacked diagnostics detail = pg_exception_detail;
    return jsonb_build_object('status', 'conflict', 'fields', detail::jsonb);
  when check_violation then
    get stacked diagnostics detail = table_name, code = constraint_name;
    field := (regexp_match(code, '^' || detail || '_(.+)_check$'))[1];
    if not coalesce(payload ? field or payload -> 'fields' ? field, false) then
      raise;
    end if;
    return jsonb_build_object('status', 'rejected', 'code', 'invalid', 'field', field);
end
$$;
comment on function private.perform_op is 'Carries out an operation whole or not at all, and returns its answer. A value that its table''s check of that name refuses is invalid.';

create function private.answer_again(op_id uuid, fingerprint text) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select case
    when l.actor <> auth.uid() or l.fingerprint <> answer_again.fingerprint then '{"status": "rejected", "code": "op-reused"}'
    -- A new epoch has begun since: what was done is part of it, up to its head.
    when l.answer ->> 'epoch' <> s.epoch::text then jsonb_build_object('status', 'duplicate', 'first', l.answer || jsonb_build_object('epoch', s.epoch, 'rev', s.head))
    else jsonb_build_object('status', 'duplicate', 'first', l.answer)
  end
  from private.op_ledger l left join public.streams s on s.stream = l.answer ->> 'stream'
  where l.op_id = answer_again.op_id
$$;
comment on function private.answer_again is 'What to tell someone who pushes an operation whose id is in the ledger.';

create function private.take_op(op jsonb, client integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  fingerprint text := private.op_fingerprint(op ->> 'kind', op -> 'payload');
  told jsonb;
begin
  insert into private.op_ledger (op_id, actor, fingerprint, client) values ((op ->> 'op_id')::uuid, auth.uid(), fingerprint, client)
  on conflict do nothing;
  if not found then
    return private.answer_again((op ->> 'op_id')::uuid, fingerprint);
  end if;
  told := case
    when op -> 'op_v' is distinct from '1' then '{"status": "rejected", "code": "unknown-kind"}'
    else private.perform_op(op ->> 'kind', op -> 'payload') end;
  -- These may answer otherwise another time: when a role is given, or the server is newer.
  if told ->> 'code' in ('forbidden', 'unknown-kind') then
    delete from private.op_ledger l where l.op_id = (op ->> 'op_id')::uuid;
  else
    update private.op_ledger l set answer = told where l.op_id = (op ->> 'op_id')::uuid;
  end if;
  return told;
end
$$;
comment on function private.take_op is 'Answers an operation: claims its id, so that it is carried out once however often it is pushed, and at whatever time.';

create function private.try_op(op jsonb, client integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  state text;
  place text;
begin
  if not coalesce(pg_input_is_valid(op ->> 'op_id', 'uuid'), false) then
    return '{"status": "rejected", "code": "invalid", "field": "op_id"}';
  end if;
  return private.take_op(op, client);
exception
  when lock_not_available or deadlock_detected or serialization_failure then
    return '{"status": "retry", "after": 5}';
  when others then
    get stacked diagnostics state = returned_sqlstate, place = pg_exception_context;
    raise warning 'operation % failed with %', op ->> 'op_id', state using detail = place;
    return '{"status": "rejected", "code": "unexpected"}';
end
$$;
comment on function private.try_op is 'Answers an operation whatever happens, so that a bad one stops no other. What was not foreseen goes to the log, without what people wrote.';

-- A batch -------------------------------------------------------------------------------------------------------------------

create function private.readable(body json) returns json
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  -- What must stay is first put out of reach, in control characters that JSON never has as such: \\, and whole characters in two halves.
  select case when pg_input_is_valid(body::text, 'jsonb') then body else replace(replace(
      regexp_replace(kept.text, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'gi'), chr(2), '\u'), chr(1), '\\')::json end
  from (
    select regexp_replace(replace(body::text, '\\', chr(1)),
      '\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})', chr(2) || '\1' || chr(2) || '\2', 'gi') as text
  ) kept
$$;
comment on function private.readable is
  'What was sent, with U+FFFD for the zero characters and halves of characters in it, which JSON has and our texts have not: one of them would otherwise stop all that is sent with it, for ever.';

create function private.check_size(sent json) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if octet_length(sent::text) > 524288 then
    raise exception 'batch-too-large' using errcode = 'PT413', detail = 'All operations together have at most 512 kB.';
  end if;
end
$$;
comment on function private.check_size is 'Refuses what is larger than a batch may be, before it is read.';

create function private.check_batch(ops json) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if json_typeof(ops) is distinct from 'array' then
    raise exception 'ops is a list of operations' using errcode = '22023';
  end if;
  if json_array_length(ops) > 50 then
    raise exception 'too-many' using errcode = 'PT413', detail = 'At most 50 operations at a time.';
  end if;
  if exists (select from json_array_elements(ops) o where octet_length((o -> 'payload')::text) > 65536) then
    raise exception 'payload-too-large' using errcode = 'PT413', detail = 'A payload has at most 64 kB.';
  end if;
end
$$;
comment on function private.check_batch is 'Refuses what is no batch, or has more or larger operations than it may. Sizes are those of the text that was sent.';

create function private.count_ops(pusher text, pushed integer, most integer, out allowed integer, out after integer)
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  period constant interval := '10 minutes';
  counted private.push_counts;
begin
  insert into private.push_counts as c (pusher, count) values (count_ops.pusher, 0)
  on conflict on constraint push_counts_pkey do update
    set since = case when c.since <= now() - period then now() else c.since end,
        count = case when c.since <= now() - period then 0 else c.count end
  returning * into counted;
  allowed := least(pushed, greatest(0, most - counted.count));
  after := greatest(1, ceil(extract(epoch from counted.since + period - now())));
  update private.push_counts c set count = c.count + allowed where c.pusher = count_ops.pusher;
end
$$;
comment on function private.count_ops is 'Counts operations against a limit per ten minutes: how many of them are within it, and in how many seconds more will be.';

create function private.request_address() returns text
language sql stable security invoker set search_path = ''
as $$
  select case when pg_input_is_valid(told.address, 'inet') then told.address end
  from (
    select btrim(split_part(nullif(current_setting('request.headers', true), '')::json ->> 'x-forwarded-for', ',', 1)) as address
  ) told
$$;
comment on function private.request_address is 'The address the request came from, as the edge in front tells it; null when it does not.';

create function private.admit(ops jsonb[], out allowed integer, out after integer)
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  needed text;
  address text := private.request_address();
  shared record;
begin
  for needed in
    select s.stream from public.streams s
    where s.stream in (select k.stream from unnest(ops) o join private.op_kinds k on k.kind = o ->> 'kind')
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
comment on function private.admit is
  'Takes the locks of the streams these operations write to, in their order, and then counts the operations: how many of them are carried out now, and in how many seconds the others may come again. A lock that is not to be had in time puts them all off; then none is held.';

create function private.take_batch(body json) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  readable json;
  batch jsonb[];
  admitted record;
  answers jsonb := '[]';
begin
  if auth.uid() is null then
    raise exception 'operations are pushed by users' using errcode = '42501';
  end if;
  perform private.check_size(body);
  readable := private.readable(body);
  perform private.check_batch(readable -> 'ops');
  batch := array(select o.op from jsonb_array_elements((readable -> 'ops')::jsonb) with ordinality as o (op, place) order by o.place);
  admitted := private.admit(batch);
  for place in 1 .. cardinality(batch) loop
    answers := answers || (jsonb_build_object('op_id', batch[place] -> 'op_id') || case
      when place <= admitted.allowed then private.try_op(batch[place], (readable ->> 'client')::integer)
      else jsonb_build_object('status', 'retry', 'after', admitted.after) end);
  end loop;
  return jsonb_build_object('uid', auth.uid(), 'answers', answers);
end
$$;
comment on function private.take_batch is 'Answers a batch of operations, one by one and in order.';

-- Without a name, the parameter is the body as it was sent. Taken apart by name, a single character that no text can hold would
-- refuse the batch before it gets here. And the function's own body is read when it is made, not when it is called: so callers
-- need no way into the private schema.
create function public.push(json) returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '20s'
return private.take_batch($1);
comment on function public.push is
  'Carries out what people have done, at most 50 operations at a time: {client, ops: [{op_id, op_v, kind, payload}]}. Answers {uid, answers}, one for each: applied, duplicate, conflict, rejected or retry.';

revoke execute on all functions in schema private from public;
revoke execute on function public.push from public, anon, authenticated, service_role;
grant execute on function public.push, private.take_batch to authenticated;
