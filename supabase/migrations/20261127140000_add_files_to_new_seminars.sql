-- A seminar that a device made a moment ago has no slug there yet: what it is to carry names it by its id.

create or replace function private.own_page(payload jsonb) returns public.documents
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  ref text := private.text_of(payload, 'ref', 200);
  page public.documents := private.page_of(ref);
begin
  if not (private.is_office() or cardinality(private.own_organisations()) > 0) then
    perform private.refuse('forbidden');
  end if;
  if page.id is null and ref ~ '^seminar:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
    page := (select d from public.documents d where d.id = split_part(ref, ':', 2)::uuid and d.kind = 'seminar');
  end if;
  if page.id is null or page.kind = 'form' then
    perform private.refuse('not-found', 'ref');
  elsif not (private.is_office() or page.kind = 'seminar' and private.hosts_seminar(page.slug)) then
    perform private.refuse('forbidden');
  end if;
  return page;
end
$$;
comment on function private.own_page is 'The page that the payload names, a seminar also by its id, for the office or, of a seminar, a host.';
