-- A device must know without a network what its user may do, and must stop showing it when that is taken away: so roles are
-- rows of what is a user's own, like everything else that is theirs.

alter table public.role_assignments add column partition text;
alter table public.role_assignments add column rev bigint;
alter table public.role_assignments add column updated timestamptz;
comment on column public.role_assignments.partition is 'Its partition of the mine stream; given on every write.';

create function private.lock_for_roles() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  perform private.lock_stream('mine');
  return null;
end
$$;
comment on function private.lock_for_roles is
  'Takes the stream''s lock for whoever writes a role, since a user may also be removed from outside, and their roles go with them.';
create trigger a_lock_stream before insert or update or delete on public.role_assignments
  for each statement execute function private.lock_for_roles();

create function private.place_role() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := private.user_partition(new.user_id);
  return new;
end
$$;
comment on function private.place_role is 'Puts a role among what is its holder''s.';
create trigger place_row before insert or update on public.role_assignments
  for each row execute function private.place_role();
select private.follow_stream('public.role_assignments', 'mine');
update public.role_assignments set rev = 0;
alter table public.role_assignments alter column partition set not null;
alter table public.role_assignments alter column rev set not null;
alter table public.role_assignments alter column updated set not null;
create unique index role_assignments_by_partition_and_rev on public.role_assignments (partition, rev);
create unique index role_assignments_by_partition_and_id on public.role_assignments (partition, id) include (rev);

-- One view serves every stream, so anon may ask, and is shown nothing: no policy is for anon.
grant select on public.role_assignments to anon;

revoke execute on all functions in schema private from public;
