-- The office gives and takes roles by e-mail address, in the app. An address is its holder's once they have confirmed it, and
-- not before: until then an invitation waits, and becomes a role in the same stroke as the address is confirmed. What is given
-- and taken is told in a history.

create function private.is_address(address text) returns boolean
language sql immutable parallel safe security invoker set search_path = ''
as $$ select coalesce(address = lower(address) and length(address) <= 254 and address ~ '^[^\s@"<>(),:;\\]+@[^\s@."<>(),:;\\]+(\.[^\s@."<>(),:;\\]+)+$', false) $$;
comment on function private.is_address is 'Whether it looks like an e-mail address in the form Auth keeps one in; whether it is one, only an e-mail tells.';

create table private.invitations (
  id uuid primary key default gen_random_uuid(),
  email text not null check (private.is_address(email)),
  role text not null check (role in ('staff', 'developer', 'office', 'recipient')),
  organisation text check (organisation in ('BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN', 'UDE', 'DOU')),
  body text references public.bodies (id),
  at timestamptz not null default now(),
  unique nulls not distinct (email, role, organisation, body),
  check (role <> 'developer' or organisation is not null),
  check ((role = 'recipient') = (body is not null)),
  check (role in ('staff', 'developer') or organisation is null)
);
comment on table private.invitations is 'Roles that wait for somebody to confirm an address. The rules are those of public.role_assignments.';

create table public.role_changes (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  type text not null check (type in ('invited', 'joined', 'given', 'taken', 'uninvited', 'erased')),
  role text,
  organisation text,
  body text,
  email text,
  holder uuid,
  by text,
  by_user uuid,
  check ((type = 'erased') = (role is null))
);
comment on table public.role_changes is 'What has been given to whom, and taken from whom. Nothing of it is changed or removed, but for the addresses of those who are erased.';
comment on column public.role_changes.type is
  'invited: a role waits for an address. joined: its holder came. given: to one who was there. taken: a role. uninvited: an invitation. erased: somebody at their own wish, whose roles went with them.';
comment on column public.role_changes.email is 'Whose role it is; null once they are erased.';
comment on column public.role_changes.holder is 'The user, where there was one.';
comment on column public.role_changes.by is 'Who did it; null for the database''s owner, for whoever does it to themselves, and for those who are erased.';
create index role_changes_by_time on public.role_changes (at);

revoke all on private.invitations, public.role_changes from public, anon, authenticated, service_role;
grant select on public.role_changes to authenticated;
alter table private.invitations enable row level security;
alter table public.role_changes enable row level security;
create policy "The office reads what was given and taken" on public.role_changes
  for select to authenticated using ((select private.is_office()));

create function private.keep_role_change() returns trigger
language plpgsql security invoker set search_path = ''
as $$
declare
  people constant text[] := array['email', 'holder', 'by', 'by_user'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - people = to_jsonb(old) - people and to_jsonb(old) @> jsonb_strip_nulls(to_jsonb(new)) then
    return new;
  end if;
  raise exception 'what was given and taken is neither changed nor removed' using errcode = '55000';
end
$$;
comment on function private.keep_role_change is 'Refuses, whoever asks, everything but forgetting people.';
create trigger keep_change before update or delete on public.role_changes
  for each row execute function private.keep_role_change();

create function private.note_role(type text, email text, holder uuid, role text, organisation text, body text) returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into public.role_changes (type, email, holder, role, organisation, body, by, by_user)
  values (note_role.type, note_role.email, note_role.holder, note_role.role, note_role.organisation, note_role.body,
    (select lower(u.email) from auth.users u where u.id = auth.uid()), auth.uid())
$$;
comment on function private.note_role is 'Tells in the history what happened to a role, and that it was the caller who did it.';

-- Giving and taking -----------------------------------------------------------------------------------------------------------

create function private.lock_address(address text) returns void
language sql volatile security invoker set search_path = '' set lock_timeout = '5s'
as $$ select pg_advisory_xact_lock(4218, hashtext(address)) $$;
comment on function private.lock_address is
  'Held by whoever gives this address a role and whoever confirms it, so that neither misses the other. Taken before the lock of mine.';

create function private.give_role(email text, role text, organisation text default null, body text default null) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  address text := lower(btrim(email));
  holder uuid;
begin
  if not private.is_address(address) then
    return 'invalid-email';
  end if;
  perform private.lock_address(address);
  perform private.lock_stream('mine');
  holder := (
    select u.id from auth.users u
    where lower(u.email) = address and u.email_confirmed_at is not null and not u.is_anonymous and not u.is_sso_user and u.deleted_at is null
    order by u.created_at limit 1
  );
  if holder is null then
    insert into private.invitations (email, role, organisation, body)
    values (address, give_role.role, give_role.organisation, give_role.body) on conflict do nothing;
  else
    insert into public.role_assignments (user_id, role, organisation, body)
    values (holder, give_role.role, give_role.organisation, give_role.body) on conflict do nothing;
  end if;
  if not found then
    return 'already';
  end if;
  perform private.note_role(case when holder is null then 'invited' else 'given' end, address, holder, role, organisation, body);
  return case when holder is null then 'invited' else 'given' end;
exception when integrity_constraint_violation then
  return 'invalid';
end
$$;
comment on function private.give_role is
  'Gives a role to whoever has confirmed the address, or invites them until they do. Answers given, invited, already, invalid-email, or invalid when there is no such role.';

create function private.take_role(id uuid) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  role public.role_assignments;
  invitation private.invitations;
begin
  perform private.lock_stream('mine');
  role := (select a from public.role_assignments a where a.id = take_role.id);
  -- Somebody who can give roles must be left, or nobody could in the app any more. An invitation may never be taken up.
  if role.role = 'office' and not exists (select from public.role_assignments a where a.role = 'office' and a.id <> role.id) then
    return 'last-of-office';
  elsif role.id is not null then
    delete from public.role_assignments a where a.id = role.id;
    perform private.note_role('taken', (select lower(u.email) from auth.users u where u.id = role.user_id), role.user_id, role.role, role.organisation, role.body);
    return 'taken';
  end if;
  delete from private.invitations i where i.id = take_role.id returning * into invitation;
  if invitation.id is null then
    return 'gone';
  end if;
  perform private.note_role('uninvited', invitation.email, null, invitation.role, invitation.organisation, invitation.body);
  return 'taken';
end
$$;
comment on function private.take_role is
  'Takes a role or an invitation away. Answers taken, gone when it was already, or last-of-office when nobody would be left who can give roles.';

create function private.take_up_invitations() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  address text := lower(new.email);
  invitation private.invitations;
begin
  perform private.lock_address(address);
  -- Nearly everyone who confirms an address is invited to nothing, and waits for nobody.
  if not exists (select from private.invitations i where i.email = address) then
    return null;
  end if;
  perform private.lock_stream('mine');
  for invitation in delete from private.invitations i where i.email = address returning * loop
    insert into public.role_assignments (user_id, role, organisation, body)
    values (new.id, invitation.role, invitation.organisation, invitation.body) on conflict do nothing;
    perform private.note_role('joined', address, new.id, invitation.role, invitation.organisation, invitation.body);
  end loop;
  return null;
end
$$;
comment on function private.take_up_invitations is
  'Makes what an address is invited to the roles of the user who has just confirmed it. When it cannot be done, the address is not confirmed either, and the code is good still.';
-- Auth writes the address and that it is confirmed, and that one is not anonymous any more, in one statement or in several.
create trigger take_up_invitations_of_new after insert on auth.users
  for each row when (new.email_confirmed_at is not null and new.email <> '' and not new.is_anonymous and not new.is_sso_user and new.deleted_at is null)
  execute function private.take_up_invitations();
create trigger take_up_invitations after update of email, email_confirmed_at, is_anonymous on auth.users
  for each row when (
    new.email_confirmed_at is not null and new.email <> '' and not new.is_anonymous and not new.is_sso_user and new.deleted_at is null
    and (new.email, new.email_confirmed_at, new.is_anonymous) is distinct from (old.email, old.email_confirmed_at, old.is_anonymous)
  )
  execute function private.take_up_invitations();

-- What the office may ask for -------------------------------------------------------------------------------------------------

create function private.people_for_office() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(p)) order by p.email, p.since, p.id), '[]')
  from (
    select a.id, lower(u.email) as email, a.role, a.organisation, a.body, a.updated as since, false as waiting
    from public.role_assignments a join auth.users u on u.id = a.user_id
    union all
    select i.id, i.email, i.role, i.organisation, i.body, i.at, true from private.invitations i
  ) p
  where private.is_office()
$$;
comment on function private.people_for_office is 'Who has which role, and who is invited to one: [{id, email, role, organisation?, body?, since, waiting}]. Nobody, when it is not the office that asks.';

create function private.give_role_for_office(email text, role text, organisation text, body text) returns text
language sql volatile security definer set search_path = ''
as $$ select case when private.is_office() then private.give_role(email, role, organisation, body) else 'forbidden' end $$;
comment on function private.give_role_for_office is 'Gives a role when it is the office that asks.';

create function private.take_role_for_office(id uuid) returns text
language sql volatile security definer set search_path = ''
as $$ select case when private.is_office() then private.take_role(id) else 'forbidden' end $$;
comment on function private.take_role_for_office is 'Takes a role away when it is the office that asks.';

create function public.people() returns jsonb
language sql stable security invoker set search_path = '' set statement_timeout = '20s'
return jsonb_build_object('uid', auth.uid()) || case when private.is_office() then jsonb_build_object(
  'status', 'shown',
  'people', private.people_for_office(),
  'bodies', (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) order by b.id), '[]') from public.bodies b),
  'changes', (
    select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(c)) order by c.at desc), '[]')
    from (
      select h.id, h.at, h.type, h.role, h.organisation, h.body, h.email, h.by from public.role_changes h order by h.at desc limit 200
    ) c
  )
) else '{"status": "forbidden"}' end;
comment on function public.people is
  'For the office: {uid, status, people, bodies, changes}, who has which role and who is invited, the bodies there are, and the last 200 changes, newest first. `forbidden` for others.';

create function public.give_role(email text, role text, organisation text default null, body text default null) returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '20s'
return jsonb_build_object('uid', auth.uid(), 'status', private.give_role_for_office(email, role, organisation, body));
comment on function public.give_role is 'For the office: gives a role, or invites to it. Answers {uid, status} as private.give_role does, or `forbidden`.';

create function public.take_role(id uuid) returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '20s'
return jsonb_build_object('uid', auth.uid(), 'status', private.take_role_for_office(id));
comment on function public.take_role is 'For the office: takes away a role or an invitation. Answers {uid, status} as private.take_role does, or `forbidden`.';

-- Being erased ----------------------------------------------------------------------------------------------------------------

create function private.forget_roles(gone uuid) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  addresses text[] := array(
    select lower(u.email) from auth.users u where u.id = gone and u.email_confirmed_at is not null and u.email <> ''
    union select c.email from public.role_changes c where c.holder = gone and c.email is not null
  );
  told boolean := exists (select from public.role_changes c where gone in (c.holder, c.by_user) or c.email = any (addresses))
    or exists (select from public.role_assignments a where a.user_id = gone);
begin
  delete from private.invitations i where i.email = any (addresses);
  delete from public.role_assignments a where a.user_id = gone;
  update public.role_changes c set email = null, holder = null where c.holder = gone or c.email = any (addresses);
  update public.role_changes c set by = null, by_user = null where c.by_user = gone;
  if told then
    insert into public.role_changes (type) values ('erased');
  end if;
end
$$;
comment on function private.forget_roles is
  'Takes away what a user has or is invited to, and their address out of the history, which tells that somebody was erased. The caller holds the lock of mine.';

create or replace function private.erase_user(gone uuid) returns void
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
  perform private.forget_roles(gone);
  delete from auth.users u where u.id = gone;
end
$$;

comment on table public.role_assignments is 'Who holds which role, and where. Given and taken by the office, and by the database''s owner.';

revoke execute on all functions in schema private from public;
revoke execute on function public.people, public.give_role, public.take_role from public, anon, authenticated, service_role;
grant execute on function public.people, public.give_role, public.take_role,
  private.people_for_office, private.give_role_for_office, private.take_role_for_office to authenticated;
