-- Supabase stands behind Cloudflare, which tells the caller's address in `cf-connecting-ip` and lets nobody else write it. To
-- `x-forwarded-for` each hop adds the one before it, so the first there is whatever the caller has sent: who wrote a new one
-- with each request would be counted under none. It is believed only where nothing better is told.

create or replace function private.request_address() returns text
language sql stable security invoker set search_path = ''
as $$
  select case when pg_input_is_valid(told.address, 'inet') then told.address end
  from (
    select btrim(coalesce(h.headers ->> 'cf-connecting-ip', split_part(h.headers ->> 'x-forwarded-for', ',', 1))) as address
    from (select nullif(current_setting('request.headers', true), '')::json as headers) h
  ) told
$$;
comment on function private.request_address is 'The address the request came from, as the edge in front tells it; null when it does not.';

revoke execute on all functions in schema private from public;
