-- Small functions that each show one rule of the interface. Made before the contract tests and dropped after them.
create table public.contract_rows (id int primary key, name text not null unique, parent int references public.contract_rows);
alter table public.contract_rows enable row level security;
insert into public.contract_rows (id, name) values (1, 'en'), (2, 'to');

create function public.contract_text(word text) returns text language sql stable as 'select word';
create function public.contract_json(value jsonb) returns jsonb language sql stable as 'select value';
create function public.contract_null() returns text language sql stable as 'select null::text';
create function public.contract_void() returns void language sql volatile as 'select 1';
create function public.contract_numbers(upto int) returns setof int language sql stable as 'select generate_series(1, upto)';
create function public.contract_pair() returns table (number int, word text) language sql stable as $$ select 1, 'en' $$;
create function public.contract_pairs(upto int) returns table (number int, word text) language sql stable as $$ select n, n::text from generate_series(1, upto) as n $$;
create function public.contract_record(out number int, out word text) language sql stable as $$ select 1, 'en' $$;
create function public.contract_default(needed int, extra int default 10) returns int language sql stable as 'select needed + extra';
create function public.contract_casts(id uuid, tags text[], at timestamptz, flag boolean) returns jsonb language sql stable as $$
  select jsonb_build_object('id', id, 'tags', tags, 'at', at at time zone 'UTC', 'flag', flag, 'types', array[pg_typeof(id), pg_typeof(tags), pg_typeof(at), pg_typeof(flag)]::text[])
$$;
create function public.contract_ambiguous(a int) returns int language sql stable as 'select a';
create function public.contract_ambiguous(a text) returns text language sql stable as 'select a';
create function public.contract_who() returns jsonb language sql stable as $$
  select jsonb_build_object('role', current_user, 'uid', auth.uid(), 'claimed', auth.role(), 'anonymous', auth.jwt() -> 'is_anonymous',
    'method', current_setting('request.method', true), 'path', current_setting('request.path', true),
    'header', current_setting('request.headers', true)::jsonb ->> 'x-contract',
    'address', current_setting('request.headers', true)::jsonb ->> 'x-forwarded-for')
$$;
create function public.contract_settings() returns jsonb language sql stable as $$
  select jsonb_build_object('timeout', current_setting('statement_timeout'), 'readOnly', current_setting('transaction_read_only'), 'searchPath', current_setting('search_path'))
$$;
create function public.contract_settings_volatile() returns text language sql volatile as $$ select current_setting('transaction_read_only') $$;
create function public.contract_write_stable() returns void language plpgsql stable as $$ begin perform set_config('a.b', 'c', true); execute 'insert into public.contract_rows (id, name) values (99, ''x'')'; end $$;
create function public.contract_insert(id int, name text, parent int default null) returns void language sql volatile security definer set search_path = '' as
  'insert into public.contract_rows (id, name, parent) values (id, name, parent)';
create function public.contract_insert_then_fail(id int) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.contract_rows (id, name) values (id, 'x' || id);
  raise exception 'no';
end $$;
create function public.contract_insert_returning_two(id int) returns setof int language sql volatile security definer set search_path = '' as
  $$ insert into public.contract_rows (id, name) values (id, 'x' || id), (id + 1, 'x' || id + 1) returning id $$;
create function public.contract_count() returns int language sql stable security definer set search_path = '' as 'select count(*)::int from public.contract_rows';
create function public.contract_raise(state text, message text, detail text default null, hint text default null) returns void language plpgsql stable as $$
begin
  raise exception using errcode = state, message = message, detail = coalesce(detail, ''), hint = coalesce(hint, '');
end $$;
create function public.contract_raise_plain() returns void language plpgsql stable as $$ begin raise exception 'plain'; end $$;
create function public.contract_table() returns setof public.contract_rows language sql stable as 'select * from public.contract_rows';
create function public.contract_closed() returns int language sql stable as 'select 1';
revoke execute on function public.contract_closed() from public, anon, authenticated;
create function public.contract_slow() returns void language sql stable set statement_timeout = '50ms' as 'select pg_sleep(20)';
create function public.contract_answer() returns text language plpgsql volatile as $$
begin
  perform set_config('response.headers', '[{"X-Contract": "yes"}, {"Cache-Control": "max-age=60"}]', true);
  perform set_config('response.status', '202', true);
  return 'ok';
end $$;
create function public.contract_unnamed(int) returns int language sql stable as 'select $1';
create function public.contract_body(json) returns text language sql stable as 'select $1::text';
create function public.contract_body_or_named(jsonb) returns text language sql stable as $$ select 'body' $$;
create function public.contract_body_or_named(a int) returns text language sql stable as $$ select 'named' $$;
create function public.contract_trigger() returns trigger language plpgsql as 'begin return new; end';
create schema contract_hidden;
create function contract_hidden.contract_elsewhere() returns int language sql stable as 'select 1';
create function public.contract_ready() returns int language sql stable as 'select 1';
notify pgrst, 'reload schema';
