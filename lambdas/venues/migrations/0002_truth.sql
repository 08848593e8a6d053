-- Who said what, when, and what was made of it.

create table facts (
  subject text not null check (subject in ('venue', 'zone')),
  subject_id text not null,
  field text not null,
  source text not null check (source in ('override', 'sheets', 'soundtrack', 'gmail', 'database')),
  value jsonb not null,
  said_at timestamptz not null,
  said_by text not null,
  reason text,
  previous jsonb,
  expires_at timestamptz,
  primary key (subject, subject_id, field, source),
  check (source = 'override' or expires_at is null)
);
comment on table facts is 'The last word of each source on each field. In force is: override, then the newest, then the order sheets, soundtrack, gmail, database.';
comment on column facts.said_at is 'When this source was first seen to say this value: the sheet does not tell when a cell was edited.';
comment on column facts.value is 'JSON null is a statement too: this source says that there is none.';
create index facts_expiring on facts (expires_at) where expires_at is not null;

create table disagreements (
  id bigint generated always as identity primary key,
  kind text not null,
  subject text not null check (subject in ('venue', 'zone', 'account')),
  subject_id text not null,
  field text not null default '',
  details jsonb not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  resolved_at timestamptz,
  resolution text,
  check ((resolved_at is null) = (resolution is null))
);
comment on table disagreements is 'Where sources contradict each other. Open until they agree or a person decides; kept afterwards.';
create unique index disagreements_open on disagreements (kind, subject, subject_id, field) where resolved_at is null;
create index disagreements_page on disagreements (id) where resolved_at is null;

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  changes jsonb not null,
  reason text,
  run_id text
);
comment on table audit_log is 'Every change of the record: who, what, before and after. changes is {field: {before, after}}.';
create index audit_log_by_subject on audit_log (subject, subject_id, id desc);
