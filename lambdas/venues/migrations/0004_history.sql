-- What happened. Large tables are cut by month; ensure_months makes the months to come, a default part catches strays.

create table outages (
  id uuid not null,
  zone_id text not null,
  venue_id bigint not null,
  cause text not null,
  began_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  expected boolean not null default true,
  details jsonb not null default '{}',
  primary key (began_at, id),
  check (ended_at is null or ended_at >= began_at)
) partition by range (began_at);
comment on table outages is 'Times a zone could not play. began_at is part of the key because the table is cut by it.';
create table outages_stray partition of outages default;
create index outages_by_venue on outages (venue_id, began_at desc);
create index outages_by_zone on outages (zone_id, began_at desc);
create index outages_open on outages (zone_id) where ended_at is null;

create table zone_events (
  id uuid not null,
  zone_id text not null,
  venue_id bigint,
  at timestamptz not null,
  before text,
  after text not null,
  reason text not null,
  primary key (at, id)
) partition by range (at);
comment on table zone_events is 'Every change of a zone''s state, with its named reason.';
create table zone_events_stray partition of zone_events default;
create index zone_events_by_zone on zone_events (zone_id, at desc);

create table incidents (
  id text primary key,
  venue_id bigint references venues,
  parent_id text references incidents,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low', 'info')),
  state text not null check (state in ('firing', 'acknowledged', 'resolved')),
  opened_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at timestamptz,
  details jsonb not null default '{}'
);
comment on table incidents is 'One open incident per venue at most; parents stand for a chain, a network or the whole platform.';
create unique index incidents_one_open on incidents (venue_id) where state <> 'resolved' and venue_id is not null;
create index incidents_by_parent on incidents (parent_id) where parent_id is not null;
create index incidents_by_venue on incidents (venue_id, opened_at desc);

create table notifications (
  id text primary key,
  incident_id text references incidents,
  venue_id bigint,
  audience text not null,
  channel text not null,
  kind text not null,
  reason text not null,
  intended_at timestamptz not null,
  accepted_at timestamptz,
  outcome text
);
comment on table notifications is 'Every decision to tell somebody, and what became of it.';
create index notifications_by_incident on notifications (incident_id, intended_at);

create table conversations (
  id text primary key,
  channel text not null check (channel in ('whatsapp', 'line')),
  person text not null,
  venue_id bigint references venues,
  started_at timestamptz not null,
  last_at timestamptz not null
);
comment on table conversations is 'Chats, for history and statistics. The live state of a chat is in the chat table.';
comment on column conversations.person is 'A pseudonym, not a phone number.';
create index conversations_by_venue on conversations (venue_id, last_at desc);

create table messages (
  id text not null,
  conversation_id text not null,
  at timestamptz not null,
  direction text not null check (direction in ('in', 'out')),
  body text,
  details jsonb not null default '{}',
  primary key (at, id)
) partition by range (at);
comment on table messages is 'What was written and answered.';
create table messages_stray partition of messages default;
create index messages_by_conversation on messages (conversation_id, at desc);

create table satisfaction_scores (
  id text primary key,
  venue_id bigint not null references venues,
  conversation_id text,
  score smallint not null check (score between 1 and 5),
  comment text,
  at timestamptz not null
);
comment on table satisfaction_scores is 'How content people said they were, 1 to 5. Written elsewhere first and streamed here; the id makes that safe to repeat.';
create index satisfaction_by_venue on satisfaction_scores (venue_id, at desc);

create table sla_months (
  venue_id bigint not null references venues,
  month date not null check (extract(day from month) = 1),
  expected_seconds bigint not null,
  down_seconds bigint not null,
  unknown_seconds bigint not null,
  maintenance_seconds bigint not null,
  computed_at timestamptz not null,
  primary key (venue_id, month)
);
comment on table sla_months is 'SLA per venue and month: 1 - down / (expected - unknown - maintenance).';

create function ensure_months(first_month date, months integer) returns integer
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
    select * from (values ('outages', 'began_at'), ('zone_events', 'at'), ('messages', 'at')) as cuts (name, key)
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
comment on function ensure_months is 'Makes the monthly parts of outages, zone_events and messages that are still missing and moves strays of these months there; answers how many it made.';
