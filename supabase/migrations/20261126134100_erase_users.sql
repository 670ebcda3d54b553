-- Whoever has reported something may have all of it erased, also one without an address. Their words go as they do with age;
-- what nobody has worked with yet is taken back; what is connected to an obstacle still counts, and says nothing more. Then the
-- user is removed, and with it sessions and roles.

create table private.erased_users (
  user_id uuid primary key,
  at timestamptz not null default now()
);
comment on table private.erased_users is
  'Users who have been erased. A token outlives its user by up to an hour, and until then it must write nothing more; a backup outlives them by weeks, and after a restore they must be erased again. Removed after 30 days.';

revoke all on private.erased_users from public, anon, authenticated, service_role;
alter table private.erased_users enable row level security;

create index op_ledger_by_actor on private.op_ledger (actor);

create function private.erase_user(gone uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform private.lock_stream('mine');
  -- With an account go the anonymous users it has claimed: what they still push would be nobody's.
  insert into private.erased_users (user_id) select gone union select c.source from private.claimed_users c where c.account = gone
    on conflict do nothing;
  delete from private.claim_tickets t where t.source = gone or t.source in (select c.source from private.claimed_users c where c.account = gone);
  delete from private.claimed_users c where gone in (c.account, c.source);
  update public.reports r set status = 'withdrawn' where r.owner = gone and r.status in ('received', 'read');
  perform private.redact_reports(array(select r.id from public.reports r where r.owner = gone and r.redacted_at is null), 'own-wish');
  delete from public.memberships m where m.owner = gone;
  delete from private.op_ledger l where l.actor = gone;
  delete from private.push_counts c where c.pusher = 'user:' || gone;
  update private.obstacle_changes c set actor = null where c.actor = gone;
  delete from auth.users u where u.id = gone;
end
$$;
comment on function private.erase_user is
  'Erases a user at their own wish: redacts what they wrote, takes back what nobody has worked with, and removes the user and every trace that names it. Once more changes nothing.';

create function private.erase_caller() returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  if auth.uid() is null then
    raise exception 'only users can be erased' using errcode = '42501';
  end if;
  perform private.erase_user(auth.uid());
end
$$;
comment on function private.erase_caller is 'Erases the user who calls, and nobody else.';

create function public.erase_me() returns void
language sql volatile security invoker set search_path = '' set statement_timeout = '20s'
begin atomic
  select private.erase_caller();
end;
comment on function public.erase_me is 'Erases the user who calls, also an anonymous one, for good. It may be asked for again when no answer came.';

create or replace function private.pusher(caller uuid) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  -- The answer is that of a token that is no longer good: sign in again.
  if exists (select from private.erased_users e where e.user_id = pusher.caller) then
    raise exception 'the user has been erased' using errcode = 'PT401';
  end if;
  return coalesce((select c.account from private.claimed_users c where c.source = pusher.caller), caller);
end
$$;
comment on function private.pusher is
  'The user for whom is done what the caller pushes; nobody, once the caller has been erased. Asked under the locks of the batch, which a claim and erasing take too.';

revoke execute on all functions in schema private from public;
revoke execute on function public.erase_me from public, anon, authenticated, service_role;
grant execute on function public.erase_me, private.erase_caller to authenticated;
