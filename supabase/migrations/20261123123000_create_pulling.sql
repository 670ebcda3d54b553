-- The read side of the streams. A pull is computed in one statement, so its rows, head, count and digest are of one moment.
-- Its cost follows the page asked for, not the size of the stream: indexes by revision, and sums kept up on write. One plan
-- serves every call: planning anew took longer than the work.

create view public.stream_rows with (security_invoker = true) as
  select 'library'::text as stream, d.id, d.rev, d.kind, d.slug, d.data, d.published, d.first_published, d.updated
  from public.documents d
  union all
  select 'register'::text, r.id, r.rev, r.kind, r.slug, r.data, r.published, r.first_published, r.updated
  from public.register_rows r;
comment on view public.stream_rows is
  'The rows of every stream, as devices keep them. Without conditions of its own: only so does the planner read a union in the order of its indexes.';

revoke all on public.stream_rows from public, anon, authenticated, service_role;
grant select on public.stream_rows to anon, authenticated, service_role;

create function public.pull(stream text, epoch uuid default null, after_rev bigint default 0, page_limit integer default 500)
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  wanted integer := greatest(1, least(1000, coalesce(page_limit, 500)));
  answer jsonb;
begin
  with
    state as (
      select s.epoch, s.access_epoch, s.head, s.min_client,
        case when pull.epoch = s.epoch and pull.after_rev between 0 and s.head then pull.after_rev else 0 end as after
      from public.streams s where s.stream = pull.stream
    ),
    found as (
      select r.* from state
      cross join lateral (
        select r.id, r.rev, r.kind, r.slug, r.data, r.first_published, r.updated
        from public.stream_rows r where r.stream = pull.stream and r.published and r.rev > state.after order by r.rev limit wanted + 1
      ) r
    ),
    counted as (select count(*) > wanted as has_more from found),
    page as (select * from found order by rev limit wanted),
    packed as (select coalesce(jsonb_agg(to_jsonb(p) order by p.rev), '[]') as rows, max(p.rev) as last from page p),
    visible as (
      select coalesce(sum(v.count), 0) as count, mod(coalesce(sum(v.digest), 0), 2147483647) as digest
      from public.stream_partitions v where v.stream = pull.stream and v.partition = 'public'
    )
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
comment on function public.pull is
  'The rows after a revision, and count and digest of all the caller may see. With another epoch, or a cursor ahead of the stream, it starts from 0 and says so in `after`.';

create function public.manifest(stream text, after_id uuid default null, page_limit integer default 5000)
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  wanted integer := greatest(1, least(10000, coalesce(page_limit, 5000)));
  -- Worked out before the query: as an expression in it, the index would be read from its beginning.
  passed uuid := coalesce(after_id, '00000000-0000-0000-0000-000000000000');
  answer jsonb;
begin
  with
    found as (
      select r.id, r.rev from public.stream_rows r
      where r.stream = manifest.stream and r.published and r.id > passed
      order by r.id limit wanted + 1
    ),
    page as (select * from found order by id limit wanted)
  select jsonb_build_object(
      'uid', (select auth.uid()), 'epoch', s.epoch,
      'rows', (select coalesce(jsonb_agg(jsonb_build_array(p.id, p.rev) order by p.id), '[]') from page p),
      'has_more', (select count(*) > wanted from found)
    )
    into answer
    from public.streams s where s.stream = manifest.stream;
  if answer is null then
    raise exception 'unknown stream: %', stream using errcode = '22023';
  end if;
  return answer;
end
$$;
comment on function public.manifest is
  'Id and revision of every row the caller may see, in pages by id: what a device compares its own with when the digest differs.';

create function public.rows(stream text, ids uuid[])
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  answer jsonb;
begin
  if cardinality(ids) > 200 then
    raise exception 'at most 200 ids at a time' using errcode = '22023';
  end if;
  with found as (
    select r.id, r.rev, r.kind, r.slug, r.data, r.first_published, r.updated
    from public.stream_rows r where r.stream = rows.stream and r.published and r.id = any (ids)
  )
  select jsonb_build_object(
      'uid', (select auth.uid()), 'epoch', s.epoch,
      'rows', (select coalesce(jsonb_agg(to_jsonb(f) order by f.rev), '[]') from found f)
    )
    into answer
    from public.streams s where s.stream = rows.stream;
  if answer is null then
    raise exception 'unknown stream: %', stream using errcode = '22023';
  end if;
  return answer;
end
$$;
comment on function public.rows is 'The rows with these ids that the caller may see, at most 200 at a time; for mending after a manifest.';

create function public.page(kind text, slug text)
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  of_register boolean := kind in ('obstacle', 'annexRow');
  answer jsonb;
begin
  with
    shown as (
      select r.id, r.rev, r.kind, r.slug, r.data, r.first_published, r.updated
      from public.stream_rows r where r.published and r.kind = page.kind and r.slug = page.slug
    ),
    beside as (
      select h.id, h.rev, h.kind, h.slug, h.data, h.first_published, h.updated
      from shown join public.stream_rows h on h.published and h.kind = 'handbook' and h.slug = shown.data ->> 'handbook'
      where page.kind = 'chapter'
      union all
      select a.id, a.rev, a.kind, a.slug, a.data, a.first_published, a.updated
      from shown join public.stream_rows a on a.published and a.kind = 'annexRow' and a.slug = shown.data ->> 'annexRow'
      where page.kind = 'obstacle'
    ),
    found as (select 1 as place, s.* from shown s union all select 2, b.* from beside b)
  select jsonb_build_object(
      'epoch', s.epoch,
      'rows', (select coalesce(jsonb_agg(to_jsonb(f) - 'place' order by f.place), '[]') from found f)
    )
    into answer
    from public.streams s where s.stream = case when of_register then 'register' else 'library' end;
  return answer;
end
$$;
comment on function public.page is
  'One item for someone who opens its address before the device has the rest: a chapter with its handbook, an obstacle with its annex row.';

revoke execute on function public.pull, public.manifest, public.rows, public.page from public, anon, authenticated, service_role;
grant execute on function public.pull, public.manifest, public.rows, public.page to anon, authenticated, service_role;
