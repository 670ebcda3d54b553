-- What someone may see and do beyond what everyone may is decided by roles, and a role is a row: given and taken at any time,
-- without a new token. Policies ask for the caller's roles once a statement, through functions that look them up by index.

create table public.role_assignments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('staff', 'developer', 'office', 'recipient')),
  organisation text check (organisation in ('BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN', 'UDE', 'DOU')),
  body text references public.bodies (id),
  unique nulls not distinct (user_id, role, organisation, body),
  check (role <> 'developer' or organisation is not null),
  check ((role = 'recipient') = (body is not null)),
  check (role in ('staff', 'developer') or organisation is null)
);
comment on table public.role_assignments is 'Who holds which role, and where. Written by the owner alone as yet.';
comment on column public.role_assignments.role is
  'staff works with children and young people, developer follows up an organisation''s obstacles, office all of them, recipient answers for a body.';
comment on column public.role_assignments.organisation is 'The organisation a developer works for, or a member of staff.';
comment on column public.role_assignments.body is 'The body a recipient answers for.';

create index role_assignments_by_body on public.role_assignments (body);

revoke all on public.role_assignments from public, anon, authenticated, service_role;
grant select on public.role_assignments to authenticated, service_role;

alter table public.role_assignments enable row level security;

create policy "Users read their own roles" on public.role_assignments
  for select to authenticated using (user_id = (select auth.uid()));

create function private.refuse_anonymous_holder() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  if exists (select from auth.users u where u.id = new.user_id and u.is_anonymous) then
    raise exception 'an anonymous user can hold no role' using errcode = '23514';
  end if;
  return new;
end
$$;
comment on function private.refuse_anonymous_holder is 'A role is given to someone whose address is known, or not at all.';
create trigger refuse_anonymous_holder before insert or update on public.role_assignments
  for each row execute function private.refuse_anonymous_holder();

create function private.signed_in_user() returns uuid
language sql stable security invoker set search_path = ''
as $$ select case when (auth.jwt() ->> 'is_anonymous')::boolean then null else auth.uid() end $$;
comment on function private.signed_in_user is 'The user who calls; null for nobody and for an anonymous user.';

create function private.is_office() returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select from public.role_assignments a where a.user_id = private.signed_in_user() and a.role = 'office') $$;
comment on function private.is_office is 'Whether the caller belongs to the office.';

create function private.own_organisations() returns text[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct a.organisation), '{}') from public.role_assignments a
  where a.user_id = private.signed_in_user() and a.role = 'developer'
$$;
comment on function private.own_organisations is 'The organisations whose obstacles the caller develops.';

create function private.own_bodies() returns text[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct a.body), '{}') from public.role_assignments a
  where a.user_id = private.signed_in_user() and a.role = 'recipient'
$$;
comment on function private.own_bodies is 'The bodies the caller answers for.';

-- Policies call these for the caller. Nobody else can: the schema stays closed.
revoke execute on all functions in schema private from public;
grant execute on function private.is_office, private.own_organisations, private.own_bodies to authenticated;
