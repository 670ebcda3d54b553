-- After a restore from backup every device is to start over, whatever it follows: the command of docs/operations.md.
begin;
select plan(2);

create temporary table before_restore as select stream, epoch from public.streams;
select lives_ok($$ select private.start_new_epoch(stream) from (select stream from public.streams order by number) s $$, 'all streams begin anew at once');
select is_empty($$ select stream from public.streams join before_restore using (stream, epoch) $$, 'none of them goes on as before');

select * from finish();
rollback;
