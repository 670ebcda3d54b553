-- What must be done again and again, whoever is there. On Supabase pg_cron does it every hour; the stand-in has a timer.

create function private.forget_traces() returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  delete from private.push_counts c where c.since <= now() - interval '10 minutes';
  delete from private.erased_users e where e.at <= now() - interval '30 days';
end
$$;
comment on function private.forget_traces is 'Removes who has pushed how much, and who has been erased, once nothing depends on it any more.';

create function private.run_chores() returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  chore text;
begin
  foreach chore in array array['refresh_tallies', 'redact_closed_reports', 'forget_traces'] loop
    begin
      if to_regproc('private.' || chore) is not null then
        execute format('select private.%I()', chore);
      end if;
    exception when others then
      raise warning 'the chore % failed with %: %', chore, sqlstate, sqlerrm;
    end;
  end loop;
end
$$;
comment on function private.run_chores is
  'Does each chore that there is, in the order of the locks they take. One that fails is told in the log, keeps no other from being done, and is tried again the next time.';

do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron with schema pg_catalog;
    grant usage on schema cron to postgres;
    grant all privileges on all tables in schema cron to postgres;
    perform cron.schedule('feltboka-chores', '17 * * * *', 'select private.run_chores()');
  end if;
end
$$;

revoke execute on all functions in schema private from public;
