-- Guesses are counted so that one who guesses stops nobody else, and by the network they come from: whoever has one address of
-- IPv6 has 2^64 of them.

create or replace function private.request_address() returns text
language sql stable security invoker set search_path = ''
as $$
  select case
      when not pg_input_is_valid(told.address, 'inet') then null
      when family(told.address::inet) = 6 and not told.address::inet <<= '::ffff:0:0/96' then host(network(set_masklen(told.address::inet, 64)))
      else told.address
    end
  from (
    select btrim(coalesce(h.headers ->> 'cf-connecting-ip', split_part(h.headers ->> 'x-forwarded-for', ',', 1))) as address
    from (select nullif(current_setting('request.headers', true), '')::json as headers) h
  ) told
$$;
comment on function private.request_address is
  'The address the request came from, as the edge in front tells it, of IPv6 its network of 64 bits; null when it does not.';

create or replace function private.join_by_code(typed text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  caller constant uuid := auth.uid();
  member uuid;
  askers constant text[] := array['joining:' || caller, 'joining:' || coalesce(private.request_address(), '')];
  wait integer;
  found private.seminar_codes;
begin
  if caller is null then
    raise exception 'only users join' using errcode = '42501';
  end if;
  -- Counted before it is looked for, so that asking many times at once is no way round the count; the user first, since who has
  -- asked too often is not to use up what others behind the same address have. Of a hall that shares an address only what is
  -- no code counts, and there is room for many slips.
  wait := coalesce(private.too_many_tries(askers[1], 20), private.too_many_tries(askers[2], 200));
  if wait is not null then
    return jsonb_build_object('status', 'later', 'after', wait);
  end if;
  found := (select c from private.seminar_codes c where c.code = private.read_seminar_code(typed));
  if found.code is null then
    return '{"status": "unknown"}';
  end if;
  update private.push_counts c set count = c.count - 1 where c.pusher = any (askers) and c.count > 0;
  if found.closed_at is not null or found.closes <= now() then
    return '{"status": "closed"}';
  elsif found.opens > now() then
    return jsonb_build_object('status', 'early', 'opens', found.opens);
  end if;
  perform private.lock_stream('mine');
  -- The account that has claimed the caller meanwhile, and nobody when the caller has been erased.
  member := private.pusher(caller);
  insert into public.memberships (id, owner, seminar)
  select gen_random_uuid(), member, found.seminar
  where not exists (select from public.memberships m where m.owner = member and m.seminar = found.seminar);
  return jsonb_build_object('status', 'joined', 'seminar', found.seminar);
exception when lock_not_available or deadlock_detected then
  return '{"status": "later", "after": 5}';
end
$$;

revoke execute on all functions in schema private from public;
