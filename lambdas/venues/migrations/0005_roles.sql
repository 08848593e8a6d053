-- Who may do what: the owner migrates, bma_app reads and writes rows, bma_reader reads. Passwords are set by the deploy
-- from the secret store, never here.

do $$
begin
  if not exists (select from pg_roles where rolname = 'bma_app') then
    create role bma_app login;
  end if;
  if not exists (select from pg_roles where rolname = 'bma_reader') then
    create role bma_reader login;
  end if;
end;
$$;

-- Sessions read and write instants as text, so all of them do it in the same zone. A statement of the service ends after
-- 45 seconds: the database gives up before, so that nothing runs on that nobody waits for.
alter role bma_app set timezone to 'UTC';
alter role bma_app set statement_timeout to '40s';
alter role bma_reader set timezone to 'UTC';
alter role bma_reader set statement_timeout to '40s';
alter role bma_reader set default_transaction_read_only to on;
alter role current_user set timezone to 'UTC';

revoke all on schema public from public;
grant usage on schema public to bma_app, bma_reader;
grant select, insert, update, delete on all tables in schema public to bma_app;
grant select on all tables in schema public to bma_reader;
revoke update, delete on audit_log from bma_app;
revoke insert, update, delete on schema_migrations from bma_app;
grant usage on all sequences in schema public to bma_app;
alter default privileges in schema public grant select, insert, update, delete on tables to bma_app;
alter default privileges in schema public grant select on tables to bma_reader;
alter default privileges in schema public grant usage on sequences to bma_app;

revoke all on function ensure_months(date, integer) from public;
grant execute on function ensure_months(date, integer) to bma_app;
