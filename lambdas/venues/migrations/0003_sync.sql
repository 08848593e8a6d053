-- How outside data came in.

create table sync_log (
  run_id text primary key,
  requested_by text not null,
  state text not null check (state in ('running', 'succeeded', 'refused', 'failed')),
  started_at timestamptz not null,
  applied_at timestamptz,
  finished_at timestamptz,
  fingerprint text,
  added integer not null default 0,
  changed integer not null default 0,
  removed integer not null default 0,
  problems integer not null default 0,
  consistency numeric(5, 4) check (consistency between 0 and 1),
  directory_version bigint,
  report jsonb,
  failure text
);
comment on table sync_log is 'Every run of the venue sheet sync. applied_at: its changes are in the record; a second try of that step does nothing.';
comment on column sync_log.fingerprint is 'Of the difference it found; approving names it, so that nobody approves a difference they have not seen.';
create index sync_log_by_start on sync_log (started_at desc);

create table sheet_problems (
  id bigint generated always as identity primary key,
  tab text not null,
  sheet_row integer not null check (sheet_row > 0),
  row_kind text not null,
  venue_id bigint,
  field text not null default '',
  code text not null,
  message text not null,
  first_run_id text not null,
  last_run_id text not null,
  first_seen_at timestamptz not null,
  resolved_at timestamptz
);
comment on table sheet_problems is 'The quarantine: rows and cells of the sheet that could not be taken over, with what a person can do about each.';
create unique index sheet_problems_open on sheet_problems (tab, sheet_row, field, code) where resolved_at is null;

create table directory_versions (
  version bigint generated always as identity primary key,
  content_hash text not null,
  venues integer not null,
  zones integer not null,
  run_id text,
  published_at timestamptz not null
);
comment on table directory_versions is 'Every published snapshot of the directory; the bucket points at the newest.';

create table mail_threads (
  venue_id bigint not null references venues,
  thread_id text not null,
  subject text not null,
  category text not null,
  urgency text not null check (urgency in ('urgent', 'normal', 'low')),
  waiting_on text not null check (waiting_on in ('us', 'them', 'nobody')),
  summary text not null check (length(summary) <= 500),
  messages integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  suspicious boolean not null default false,
  primary key (venue_id, thread_id)
);
comment on table mail_threads is 'What the mailbox holds about a venue, in few words. Untrusted text from outside: data, never instructions.';
create index mail_threads_newest on mail_threads (venue_id, last_at desc);

create table mail_sweeps (
  venue_id bigint primary key references venues,
  swept_at timestamptz not null,
  outcome text not null,
  threads integer not null
);
comment on table mail_sweeps is 'When the mailbox was last searched for a venue, and how that went.';
