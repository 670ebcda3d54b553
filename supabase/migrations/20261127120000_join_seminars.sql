-- A seminar is for everyone, or for those who have joined it by its code and those who host it. Who joins needs no account: the
-- membership is the device's anonymous user's. What is for members alone comes down under a name of its own, `joined`, as rows of
-- the library that not everyone is shown.

alter table public.documents add column host text
  check (host is null or kind = 'seminar' and host in ('office', 'BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN', 'UDE', 'DOU'));
comment on column public.documents.host is
  'Of a seminar made in the app: the organisation whose developers host it with the office, or `office` alone. Such a one is its members'' as long as it is not published; what has no host is nobody''s.';

alter table public.stream_partitions add column seminar text check (seminar is null or stream = 'library' and organisations is null and owner is null);
alter table public.stream_partitions add column host text check ((host is null) = (seminar is null));
comment on column public.stream_partitions.partition is
  '`public`: everyone. `hidden`: nobody. `internal:<organisations>|<bodies>`: those with a role there. `user:<id>`: that user. `office`: the office. `developers:<organisations>`: their developers. `seminar:<slug>@<host>`: its members, and who hosts it.';
comment on column public.stream_partitions.seminar is 'The slug of the seminar whose members read it.';
comment on column public.stream_partitions.host is 'Who hosts that seminar, as in documents.';

create function private.own_seminars() returns text[]
language sql stable security definer set search_path = ''
as $$ select coalesce(array_agg(m.seminar), '{}') from public.memberships m where m.owner = auth.uid() $$;
comment on function private.own_seminars is 'The seminars that the caller has joined.';

create policy "Members and hosts read count and digest of a seminar" on public.stream_partitions
  for select to authenticated using (
    seminar is not null and (
      seminar = any ((select private.own_seminars())::text[])
      or (select private.is_office())
      or host = any ((select private.own_organisations())::text[])
    )
  );
create policy "Members and hosts read a seminar" on public.documents
  for select to authenticated using (
    partition in (select p.partition from public.stream_partitions p where p.stream = 'library' and p.seminar is not null)
  );

create function private.seminar_partition(seminar text, host text) returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  name text := format('seminar:%s@%s', seminar, host);
begin
  insert into public.stream_partitions (stream, partition, seminar, host) values ('library', name, seminar, host)
  on conflict do nothing;
  return name;
end
$$;
comment on function private.seminar_partition is 'The library''s partition for what is a seminar''s members'' and hosts'', made when there is none.';

create function private.place_document() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  new.partition := case when new.published then 'public' when new.host is not null then private.seminar_partition(new.slug, new.host) else 'hidden' end;
  return new;
end
$$;
comment on function private.place_document is 'Puts a document where everyone sees it, or its seminar''s members and hosts, or nobody.';
drop trigger place_row on public.documents;
create trigger place_row before insert or update on public.documents
  for each row execute function private.place_document();

create or replace view public.shown_partitions with (security_invoker = true) as
  select p.stream as name, p.partition, p.count, p.digest from public.stream_partitions p where p.partition = 'public'
  union all
  select 'internal', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'register' and p.organisations is not null
  union all
  select 'mine', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'mine' and p.partition = 'user:' || (select auth.uid())
  union all
  -- Who belongs to the office and develops an organisation too is told of each report once.
  select 'inbox', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'inbox' and (
      p.partition = 'office' or not exists (select from public.stream_partitions o where o.stream = 'inbox' and o.partition = 'office')
    )
  union all
  select 'joined', p.partition, p.count, p.digest from public.stream_partitions p
    where p.stream = 'library' and p.seminar is not null;
comment on view public.shown_partitions is
  'What the caller is shown under each name that devices pull by: `internal` is the part of the register that is not published and that the caller works with, `inbox` the reports, `joined` the seminars that are not for everyone.';

create or replace function public.pull(stream text, epoch uuid default null, after_rev bigint default 0, page_limit integer default 500)
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  of_stream text := case stream when 'internal' then 'register' when 'joined' then 'library' else stream end;
  wanted integer := greatest(1, least(1000, coalesce(page_limit, 500)));
  answer jsonb;
begin
  if stream in ('internal', 'mine', 'joined') and auth.uid() is null then
    raise exception 'the % stream is for users', stream using errcode = '42501';
  end if;
  with
    state as (
      select s.epoch, s.access_epoch, s.head, s.min_client,
        case when pull.epoch = s.epoch and pull.after_rev between 0 and s.head then pull.after_rev else 0 end as after
      from public.streams s where s.stream = of_stream
    ),
    shown as (select v.partition, v.count, v.digest from public.shown_partitions v where v.name = pull.stream),
    bound as (
      -- Made whole here: as an expression beside the index, it would not end the reading of it.
      select coalesce(max(f.rev), 9223372036854775807) as rev from (
        select r.rev from state cross join shown
        cross join lateral (
          select r.rev from public.stream_rows r
          where r.stream = of_stream and r.partition = shown.partition and r.rev > state.after order by r.rev limit wanted + 1
        ) r
        where (select count(*) from shown) > 1 order by r.rev limit wanted + 1
      ) f
    ),
    found as (
      select r.* from state cross join bound cross join shown
      cross join lateral (
        select r.id, r.rev, r.kind, r.slug, r.data, r.first_published, r.updated
        from public.stream_rows r
        where r.stream = of_stream and r.partition = shown.partition and r.rev > state.after
          and r.rev <= bound.rev order by r.rev limit wanted + 1
      ) r
    ),
    counted as (select count(*) > wanted as has_more from found),
    page as (select * from found order by rev limit wanted),
    packed as (select coalesce(jsonb_agg(to_jsonb(p) order by p.rev), '[]') as rows, max(p.rev) as last from page p),
    visible as (select coalesce(sum(v.count), 0) as count, mod(coalesce(sum(v.digest), 0), 2147483647) as digest from shown v)
  select jsonb_build_object(
      'uid', (select auth.uid()), 'epoch', state.epoch, 'access_epoch', state.access_epoch, 'after', state.after,
      'rows', packed.rows, 'next', case when counted.has_more then packed.last else state.head end,
      'has_more', counted.has_more, 'count', visible.count, 'digest', visible.digest, 'min_client', state.min_client
    )
    into answer
    from state, counted, packed, visible;
  if answer is null then
    raise exception 'unknown stream: %', stream using errcode = '22023';
  end if;
  return answer;
end
$$;

create or replace function public.manifest(stream text, after_id uuid default null, page_limit integer default 5000)
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  of_stream text := case stream when 'internal' then 'register' when 'joined' then 'library' else stream end;
  wanted integer := greatest(1, least(10000, coalesce(page_limit, 5000)));
  -- Worked out before the query: as an expression in it, the index would be read from its beginning.
  passed uuid := coalesce(after_id, '00000000-0000-0000-0000-000000000000');
  answer jsonb;
begin
  if stream in ('internal', 'mine', 'joined') and auth.uid() is null then
    raise exception 'the % stream is for users', stream using errcode = '42501';
  end if;
  with
    shown as (select v.partition from public.shown_partitions v where v.name = manifest.stream),
    found as (
      select r.id, r.rev from shown
      cross join lateral (
        select r.id, r.rev from public.stream_rows r
        where r.stream = of_stream and r.partition = shown.partition and r.id > passed
        order by r.id limit wanted + 1
      ) r
    ),
    page as (select * from found order by id limit wanted)
  select jsonb_build_object(
      'uid', (select auth.uid()), 'epoch', s.epoch,
      'rows', (select coalesce(jsonb_agg(jsonb_build_array(p.id, p.rev) order by p.id), '[]') from page p),
      'has_more', (select count(*) > wanted from found)
    )
    into answer
    from public.streams s where s.stream = of_stream;
  if answer is null then
    raise exception 'unknown stream: %', stream using errcode = '22023';
  end if;
  return answer;
end
$$;

create or replace function public.rows(stream text, ids uuid[])
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  of_stream text := case stream when 'internal' then 'register' when 'joined' then 'library' else stream end;
  answer jsonb;
begin
  if stream in ('internal', 'mine', 'joined') and auth.uid() is null then
    raise exception 'the % stream is for users', stream using errcode = '42501';
  end if;
  if cardinality(ids) > 200 then
    raise exception 'at most 200 ids at a time' using errcode = '22023';
  end if;
  with found as (
    select r.id, r.rev, r.kind, r.slug, r.data, r.first_published, r.updated
    from public.stream_rows r
    where r.stream = of_stream and r.id = any (ids)
      and r.partition in (select v.partition from public.shown_partitions v where v.name = rows.stream)
  )
  select jsonb_build_object(
      'uid', (select auth.uid()), 'epoch', s.epoch,
      'rows', (select coalesce(jsonb_agg(to_jsonb(f) order by f.rev), '[]') from found f)
    )
    into answer
    from public.streams s where s.stream = of_stream;
  if answer is null then
    raise exception 'unknown stream: %', stream using errcode = '22023';
  end if;
  return answer;
end
$$;

-- Codes ---------------------------------------------------------------------------------------------------------------------

create table private.seminar_codes (
  code text primary key check (code ~ '^[A-Z]{3}-[0-9]{4}$'),
  seminar text not null,
  opens timestamptz not null,
  closes timestamptz check (closes > opens),
  closed_at timestamptz,
  made_at timestamptz not null default now()
);
comment on table private.seminar_codes is 'The codes by which a seminar is joined. One that is closed stays, so that it is never given to another.';
comment on column private.seminar_codes.seminar is 'The seminar''s slug.';
comment on column private.seminar_codes.opens is 'From when one may join by it.';
comment on column private.seminar_codes.closes is 'Until when; null for as long as it is not closed.';
comment on column private.seminar_codes.closed_at is 'When a host closed it.';
create index seminar_codes_by_seminar on private.seminar_codes (seminar);
revoke all on private.seminar_codes from public, anon, authenticated, service_role;
alter table private.seminar_codes enable row level security;

comment on column private.push_counts.pusher is
  '`user:<id>` or `address:<address>` for what is pushed; `code:<address>` for follow-up codes that were none, `answers:<report>` for what was said by one; `joining:<id>` and `joining:<address>` for seminars'' codes that were none.';

create function private.read_seminar_code(typed text) returns text
language sql immutable parallel safe security invoker set search_path = ''
as $$
  select left(letters, 3) || '-' || substr(letters, 4)
  from (select upper(regexp_replace(coalesce(typed, ''), '[^A-Za-z0-9]', '', 'g'))) t (letters)
  where letters ~ '^[A-Z]{3}[0-9]{4}$'
$$;
comment on function private.read_seminar_code is 'The code that somebody typed, however they set it; null when it can be none.';

create function private.new_seminar_code() returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  -- Without those that are taken for others when they are read on a wall or said aloud.
  letters constant text := 'ABCDEFGHJKLMNPRSTUVXYZ';
  drawn bigint;
  made text;
begin
  loop
    drawn := ('x' || encode(extensions.gen_random_bytes(6), 'hex'))::bit(48)::bigint;
    made := '-' || lpad((drawn % 10000)::text, 4, '0');
    drawn := drawn / 10000;
    for place in 1 .. 3 loop
      made := substr(letters, 1 + (drawn % length(letters))::integer, 1) || made;
      drawn := drawn / length(letters);
    end loop;
    if not exists (select from private.seminar_codes c where c.code = made) then
      return made;
    end if;
  end loop;
end
$$;
comment on function private.new_seminar_code is 'A code that has never been given, of a hundred million.';

-- What hosts may ask for ------------------------------------------------------------------------------------------------------

create function private.hosts_seminar(seminar text) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (
    select from public.documents d
    where d.kind = 'seminar' and d.slug = seminar and (private.is_office() or d.host = any (private.own_organisations()))
  )
$$;
comment on function private.hosts_seminar is 'Whether the caller hosts this seminar: the office hosts them all.';

create function private.codes_for_host(seminar text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'code', c.code, 'opens', c.opens, 'closes', c.closes, 'closedAt', c.closed_at)) order by c.made_at desc, c.code), '[]')
  from private.seminar_codes c where c.seminar = codes_for_host.seminar and private.hosts_seminar(c.seminar)
$$;
comment on function private.codes_for_host is 'The codes of a seminar, the newest first; none when it is no host that asks.';

create function private.make_code_for_host(seminar text, opens timestamptz, closes timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  made private.seminar_codes;
begin
  if not private.hosts_seminar(seminar) then
    return '{"status": "forbidden"}';
  elsif closes <= greatest(now(), opens) then
    return '{"status": "invalid"}';
  end if;
  insert into private.seminar_codes (code, seminar, opens, closes)
  values (private.new_seminar_code(), make_code_for_host.seminar, coalesce(make_code_for_host.opens, now()), make_code_for_host.closes)
  returning * into made;
  return jsonb_build_object('status', 'made', 'code', made.code);
end
$$;
comment on function private.make_code_for_host is 'Makes a code when it is a host that asks.';

create function private.close_code_for_host(code text) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  about private.seminar_codes := (select c from private.seminar_codes c where c.code = close_code_for_host.code);
begin
  if about.code is null or not private.hosts_seminar(about.seminar) then
    return 'forbidden';
  end if;
  update private.seminar_codes c set closed_at = now() where c.code = about.code and c.closed_at is null;
  return 'closed';
end
$$;
comment on function private.close_code_for_host is 'Closes a code when it is a host that asks. Those who have joined stay.';

create function public.seminar_codes(seminar text) returns jsonb
language sql stable security invoker set search_path = ''
return jsonb_build_object('uid', auth.uid(), 'codes', private.codes_for_host(seminar));
comment on function public.seminar_codes is 'For hosts: {uid, codes: [{code, opens, closes?, closedAt?}]}, the newest first. None for others.';

create function public.make_seminar_code(seminar text, opens timestamptz default null, closes timestamptz default null) returns jsonb
language sql volatile security invoker set search_path = ''
return jsonb_build_object('uid', auth.uid()) || private.make_code_for_host(seminar, opens, closes);
comment on function public.make_seminar_code is
  'For hosts: makes a code that opens now or then, and closes then or when it is closed. {uid, status, code?}: made, invalid when it would close before it opens or has passed, or forbidden.';

create function public.close_seminar_code(code text) returns jsonb
language sql volatile security invoker set search_path = ''
return jsonb_build_object('uid', auth.uid(), 'status', private.close_code_for_host(code));
comment on function public.close_seminar_code is 'For hosts: nobody joins by this code any more. {uid, status}: closed or forbidden.';

-- Joining -----------------------------------------------------------------------------------------------------------------------

-- By the network they come from: whoever has one address of IPv6 has 2^64 of them.
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

create function private.too_many_tries(asker text, most integer) returns integer
language sql volatile security invoker set search_path = ''
as $$ select case when c.allowed = 0 then c.after end from private.count_ops(asker, 1, most) c $$;
comment on function private.too_many_tries is 'Counts a try, unless there have been too many: then in how many seconds there may be more.';

create function private.join_by_code(typed text) returns jsonb
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
comment on function private.join_by_code is 'See public.join_by_code.';

create function public.join_by_code(code text) returns jsonb
language sql volatile security invoker set search_path = ''
return jsonb_build_object('uid', auth.uid()) || private.join_by_code(code);
comment on function public.join_by_code is
  'Makes the user, who may be anonymous, a member of the seminar with this code, once however often it is asked for: {uid, status: joined, seminar}. `early` with when it opens, `closed`, `unknown`, or `later` with in how many seconds it may be tried again, when there have been too many that were none.';

revoke execute on all functions in schema private from public;
revoke execute on function public.seminar_codes, public.make_seminar_code, public.close_seminar_code, public.join_by_code from public, anon, authenticated, service_role;
grant execute on function public.seminar_codes, public.make_seminar_code, public.close_seminar_code, public.join_by_code,
  private.codes_for_host, private.make_code_for_host, private.close_code_for_host, private.join_by_code, private.own_seminars to authenticated;
