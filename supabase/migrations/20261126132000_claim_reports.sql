-- Someone who has reported without an account, and then signs in to one they have from before, keeps their cases. The device
-- fetches a ticket as the anonymous user, while it still is that user, and hands it in as the account: then what was the
-- anonymous user's is the account's, and so is what that user may have had on its way.

create table private.claim_tickets (
  ticket text primary key check (ticket ~ '^[0-9a-f]{64}$'),
  source uuid not null,
  made timestamptz not null default now()
);
comment on table private.claim_tickets is 'What lets an account claim what an anonymous user has reported. Removed some time after they are no longer good.';
comment on column private.claim_tickets.ticket is 'SHA-256 of the ticket, in hex. The ticket itself is on the device alone.';
comment on column private.claim_tickets.source is 'The anonymous user who was given it.';
create index claim_tickets_by_age on private.claim_tickets (made);

create table private.claimed_users (
  source uuid primary key,
  account uuid not null references auth.users (id) on delete cascade,
  at timestamptz not null default now()
);
comment on table private.claimed_users is 'The anonymous users whose reports an account has claimed. What they push after that is the account''s.';
comment on column private.claimed_users.source is 'The anonymous user, who may be gone from auth.users.';
create index claimed_users_by_account on private.claimed_users (account);

comment on column private.push_counts.pusher is '`user:<id>` or `address:<address>`; `claim:<id>` for the tickets a user has tried.';

revoke all on private.claim_tickets, private.claimed_users from public, anon, authenticated, service_role;
alter table private.claim_tickets enable row level security;
alter table private.claimed_users enable row level security;

create function private.ticket_hash(ticket text) returns text
language sql immutable strict parallel safe security invoker set search_path = ''
as $$ select encode(sha256(convert_to(ticket, 'UTF8')), 'hex') $$;
comment on function private.ticket_hash is 'What is kept of a ticket. It has 256 random bits, so nothing is gained by trying them.';

create function private.begin_claim() returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  ticket text := encode(extensions.gen_random_bytes(32), 'hex');
begin
  if auth.uid() is null or private.signed_in_user() is not null then
    raise exception 'only an anonymous user is claimed' using errcode = '42501';
  end if;
  -- As many as one user can have any use for: an answer may be lost, and two tabs may ask at once.
  if (private.count_ops('claim:' || auth.uid(), 1, 20)).allowed = 0 then
    raise exception 'too-many' using errcode = 'PT429', detail = 'At most 20 tickets in ten minutes.';
  end if;
  insert into private.claim_tickets (ticket, source) values (private.ticket_hash(ticket), auth.uid());
  delete from private.claim_tickets where claim_tickets.ticket in (
    select t.ticket from private.claim_tickets t where t.made <= now() - interval '30 days' limit 20 for update skip locked
  );
  return jsonb_build_object('uid', auth.uid(), 'ticket', ticket);
end
$$;
comment on function private.begin_claim is 'Gives the calling anonymous user a ticket, good for thirty days.';

create function private.give_to_account(source uuid, account uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  -- By its partition, which has an index; it is the owner's by another name.
  given constant text := private.user_partition(source);
begin
  delete from public.memberships m using public.memberships kept
    where m.partition = given and kept.owner = give_to_account.account and kept.seminar = m.seminar;
  update public.memberships m set owner = account where m.partition = given;
  update public.reports r set owner = account where r.partition = given;
  update public.report_messages m set owner = account where m.partition = given;
  update public.report_events e set owner = account where e.partition = given;
end
$$;
comment on function private.give_to_account is 'Makes all that is one user''s another''s. Of a seminar both take part in, the other''s own membership stays. The caller holds the lock of mine.';

create function private.claim(ticket text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  caller constant uuid := private.signed_in_user();
  claimed uuid;
  counted record;
begin
  if caller is null then
    raise exception 'only someone signed in claims' using errcode = '42501';
  end if;
  perform private.lock_stream('mine');
  counted := private.count_ops('claim:' || caller, 1, 20);
  if counted.allowed = 0 then
    return jsonb_build_object('uid', caller, 'status', 'retry', 'after', counted.after);
  end if;
  -- One who has got an address meanwhile is an account, and nobody else's.
  claimed := (
    select t.source from private.claim_tickets t
    where t.ticket = private.ticket_hash(claim.ticket) and t.made > now() - interval '30 days'
      and not exists (select from auth.users u where u.id = t.source and not u.is_anonymous)
  );
  if claimed is not null then
    insert into private.claimed_users (source, account) values (claimed, caller) on conflict do nothing;
  end if;
  if not exists (select from private.claimed_users c where c.source = claimed and c.account = caller) then
    return jsonb_build_object('uid', caller, 'status', 'refused');
  end if;
  perform private.give_to_account(claimed, caller);
  return jsonb_build_object('uid', caller, 'status', 'claimed');
end
$$;
comment on function private.claim is
  'Gives the calling account what the ticket''s anonymous user has reported; the same however often it is asked for. Refused when the ticket is unknown or too old, or the user is another account''s already.';

-- What is on its way when the claim is made ----------------------------------------------------------------------------------

create function private.act_as(uid uuid) returns void
language sql volatile security invoker set search_path = ''
as $$ select set_config('request.jwt.claims', (auth.jwt() || jsonb_build_object('sub', uid))::text, true) $$;
comment on function private.act_as is
  'Makes auth.uid() this user until the transaction ends. That the token is an anonymous user''s stays as it was, so no role comes with it.';

create function private.pusher(caller uuid) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  return coalesce((select c.account from private.claimed_users c where c.source = pusher.caller), caller);
end
$$;
comment on function private.pusher is
  'The user for whom is done what the caller pushes. Asked under the locks of the batch: a claim is made under one of them, so it is either done or waits until all of this is there to be moved.';

create or replace function private.answer_again(op_id uuid, fingerprint text) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select case
    when l.fingerprint <> answer_again.fingerprint or auth.uid() not in (
      select l.actor union all select c.account from private.claimed_users c where c.source = l.actor
    ) then '{"status": "rejected", "code": "op-reused"}'
    -- A new epoch has begun since: what was done is part of it, up to its head.
    when l.answer ->> 'epoch' <> s.epoch::text then jsonb_build_object('status', 'duplicate', 'first', l.answer || jsonb_build_object('epoch', s.epoch, 'rev', s.head))
    else jsonb_build_object('status', 'duplicate', 'first', l.answer)
  end
  from private.op_ledger l left join public.streams s on s.stream = l.answer ->> 'stream'
  where l.op_id = answer_again.op_id
$$;
comment on function private.answer_again is
  'What to tell someone who pushes an operation whose id is in the ledger. What a user pushed before they were claimed is the account''s own.';

create or replace function private.take_batch(body json) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  caller constant uuid := auth.uid();
  readable json;
  batch jsonb[];
  admitted record;
  answers jsonb := '[]';
begin
  if caller is null then
    raise exception 'operations are pushed by users' using errcode = '42501';
  end if;
  perform private.check_size(body);
  readable := private.readable(body);
  perform private.check_batch(readable -> 'ops');
  batch := array(select o.op from jsonb_array_elements((readable -> 'ops')::jsonb) with ordinality as o (op, place) order by o.place);
  admitted := private.admit(batch);
  perform private.act_as(private.pusher(caller));
  for place in 1 .. cardinality(batch) loop
    answers := answers || (jsonb_build_object('op_id', batch[place] -> 'op_id') || case
      when place <= admitted.allowed then private.try_op(batch[place], (readable ->> 'client')::integer)
      else jsonb_build_object('status', 'retry', 'after', admitted.after) end);
  end loop;
  perform private.act_as(caller);
  return jsonb_build_object('uid', caller, 'answers', answers);
end
$$;
comment on function private.take_batch is 'Answers a batch of operations, one by one and in order; those of a user who was claimed are done for the account.';

create function public.begin_claim() returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '20s'
return private.begin_claim();
comment on function public.begin_claim is
  'Gives an anonymous user {uid, ticket}: with the ticket, an account that the same person has can claim what they have reported.';

create function public.claim(ticket text) returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '20s'
return private.claim(ticket);
comment on function public.claim is
  'Moves what an anonymous user has reported to the calling account. Answers {uid, status}: claimed, refused, or retry with `after` in seconds.';

revoke execute on all functions in schema private from public;
revoke execute on function public.begin_claim, public.claim from public, anon, authenticated, service_role;
grant execute on function public.begin_claim, public.claim, private.begin_claim, private.claim to authenticated;
