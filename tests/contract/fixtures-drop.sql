-- Takes away what fixtures.sql made, whatever of it there is.
do $$
declare routine regprocedure;
begin
  for routine in select oid from pg_proc where pronamespace = 'public'::regnamespace and starts_with(proname, 'contract_') loop
    execute format('drop function %s cascade', routine);
  end loop;
end $$;
drop table if exists public.contract_rows cascade;
drop schema if exists contract_hidden cascade;
