-- When venues are meant to have music, and what the monitor needs to tell of them that 0004 could not.

create table opening_hours (
  venue_id bigint primary key references venues,
  hours jsonb not null check (hours = '"always"' or jsonb_typeof(hours) = 'object'),
  set_by text not null,
  set_at timestamptz not null
);
comment on table opening_hours is 'When a venue is meant to have music, as a person set it. A venue without a row is expected to play always.';
comment on column opening_hours.hours is '"always", or {week, days}: wall-clock times in the time zone of the venue''s zones.';

create table maintenance_windows (
  id uuid primary key,
  venue_id bigint not null references venues,
  "window" jsonb not null check (jsonb_typeof("window") = 'object'),
  reason text not null check (reason <> ''),
  created_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz check (ended_at >= created_at)
);
comment on table maintenance_windows is 'Times in which silence is meant. Never deleted: what once excused an outage must be found in later years.';
comment on column maintenance_windows."window" is '{from, to, zoneIds?} once, or {daily: [from, to], timeZone, weekdays?, zoneIds?} again and again.';
comment on column maintenance_windows.ended_at is 'A person ended it early: it counts until then.';
create index maintenance_windows_by_venue on maintenance_windows (venue_id, created_at, id);

create table zone_habits (
  zone_id text primary key check (zone_id <> ''),
  mask text not null check (mask <> ''),
  weeks integer not null check (weeks > 0),
  learnt_at timestamptz not null
);
comment on table zone_habits is 'In which hours of the week a zone was off in the past weeks: a hint for zones that are not critical.';
comment on column zone_habits.mask is '168 bits, one per hour of the week in the zone''s own time, in base64.';

create table unknown_spells (
  zone_id text not null,
  venue_id bigint,
  at timestamptz not null,
  until timestamptz not null,
  reason text not null,
  primary key (at, zone_id),
  check (until >= at)
) partition by range (at);
comment on table unknown_spells is 'Times nobody knows a zone''s state of; no SLA counts them. at is part of the key because the table is cut by it.';
create table unknown_spells_stray partition of unknown_spells default;
create index unknown_spells_by_zone on unknown_spells (zone_id, at desc);
create index unknown_spells_by_venue on unknown_spells (venue_id, at desc);

alter table zone_events
  add column account_id text,
  add column seq bigint,
  add column details jsonb not null default '{}';
comment on column zone_events.seq is 'Of the account''s saved change it came with, counted without gaps: a hole is something that never arrived.';

alter table outages
  add column account_id text,
  add column counted_from timestamptz,
  add column end_reason text,
  add column critical boolean;
comment on column outages.began_at is 'First bad reading; it may lie before the venue opened.';
comment on column outages.counted_from is 'First bad reading while music was expected.';
comment on column outages.end_reason is 'recovered, or what else ended it: an outage may end without any music.';

create or replace function ensure_months(first_month date, months integer) returns integer
language plpgsql
security definer
set search_path = public, pg_temp
-- The bounds of a month are instants, so they must not depend on whose session this is.
set timezone = 'UTC'
set lock_timeout = '5s'
as $$
declare
  cut record;
  from_month date;
  to_month date;
  part text;
  stray text;
  made integer = 0;
begin
  if months not between 1 and 120 then
    raise exception 'months is %, expected 1 to 120', months using errcode = '22023';
  end if;
  for cut in
    select * from (values ('outages', 'began_at'), ('zone_events', 'at'), ('messages', 'at'), ('unknown_spells', 'at'))
      as cuts (name, key)
  loop
    stray = format('%s_stray', cut.name);
    for step in 0 .. months - 1 loop
      from_month = cast(date_trunc('month', first_month) + make_interval(months => step) as date);
      to_month = cast(from_month + interval '1 month' as date);
      part = format('%s_%s', cut.name, to_char(from_month, 'YYYY_MM'));
      if to_regclass(part) is not null then
        continue;
      end if;
      execute format('create table %I (like %I including defaults including constraints)', part, cut.name);
      -- Writers wait at the table itself: one that had already chosen the default part would find its row refused there.
      execute format('lock table only %I in share row exclusive mode', cut.name);
      execute format('lock table only %I in access exclusive mode', stray);
      execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
        stray, cut.key, from_month, cut.key, to_month, part);
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', cut.name, part, from_month, to_month);
      made = made + 1;
    end loop;
  end loop;
  return made;
end;
$$;
comment on function ensure_months is 'Makes the monthly parts of outages, zone_events, messages and unknown_spells that are still missing and moves strays of these months there; answers how many it made.';
