-- Devices pull `internal` and `mine` as they pull the library: the rows of every partition the caller is shown. Each partition
-- is read in the order of its own index. Where there are several, the revision at which the page ends is found first, from the
-- indexes alone, so that a page costs its rows however many the partitions.

create or replace view public.stream_rows with (security_invoker = true) as
  select 'library'::text as stream, d.id, d.rev, d.kind, d.slug, d.data, d.published, d.first_published, d.updated, d.partition
  from public.documents d
  union all
  select 'register'::text, r.id, r.rev, r.kind, r.slug, r.data, r.published, r.first_published, r.updated, r.partition
  from public.register_rows r
  union all
  select 'mine'::text, m.id, m.rev, m.kind, m.slug, m.data, false, null::timestamptz, m.updated, m.partition
  from public.mine_rows m;

create or replace function public.pull(stream text, epoch uuid default null, after_rev bigint default 0, page_limit integer default 500)
returns jsonb
language plpgsql stable security invoker set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  of_stream text := case stream when 'internal' then 'register' else stream end;
  wanted integer := greatest(1, least(1000, coalesce(page_limit, 500)));
  answer jsonb;
begin
  if stream in ('internal', 'mine') and auth.uid() is null then
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
  of_stream text := case stream when 'internal' then 'register' else stream end;
  wanted integer := greatest(1, least(10000, coalesce(page_limit, 5000)));
  -- Worked out before the query: as an expression in it, the index would be read from its beginning.
  passed uuid := coalesce(after_id, '00000000-0000-0000-0000-000000000000');
  answer jsonb;
begin
  if stream in ('internal', 'mine') and auth.uid() is null then
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
  of_stream text := case stream when 'internal' then 'register' else stream end;
  answer jsonb;
begin
  if stream in ('internal', 'mine') and auth.uid() is null then
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

create or replace function public.page(kind text, slug text)
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
      from public.stream_rows r
      -- An event has no page, and no index to find it by.
      where r.published and r.kind <> 'event' and r.kind = page.kind and r.slug = page.slug
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

-- Nothing is read by these any more.
drop index public.documents_published_by_rev, public.documents_published_by_id, public.annex_rows_published_by_rev,
  public.annex_rows_published_by_id, public.obstacles_published_by_rev, public.obstacles_published_by_id;
