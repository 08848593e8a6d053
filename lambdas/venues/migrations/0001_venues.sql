-- Venues and whom and what they have. Nothing here is ever deleted by the product: what goes is marked, so that history,
-- outages and messages keep something to point at.

create table venues (
  id bigint primary key,
  name text not null check (length(name) between 1 and 300),
  name_folded text not null check (name_folded <> ''),
  location text,
  country text,
  time_zone text,
  zone_count integer check (zone_count >= 0),
  subscription_status text not null default 'unknown'
    check (subscription_status in ('active', 'cancelled', 'expired', 'paused', 'trial', 'unknown')),
  last_issue_date date,
  notes text,
  priority_level text check (priority_level in ('critical', 'high', 'normal', 'low')),
  sla_tier text,
  soundtrack_account_id text,
  state text not null default 'open' check (state in ('open', 'closed', 'removed')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null))
);
comment on table venues is 'One property with music. The values in force, after overrides and conflicts; who said what is in facts.';
comment on column venues.id is 'venue_id of the venue sheet.';
comment on column venues.name_folded is 'name without case, accents, punctuation and Thai tone marks, folded by the application.';
comment on column venues.soundtrack_account_id is 'As written in the sheet; the links made from it are in venue_accounts.';
comment on column venues.state is 'closed: said to be shut for good. removed: no longer in the sheet.';
create index venues_by_name on venues (name_folded text_pattern_ops) where state = 'open';

create table accounts (
  id text primary key check (id <> ''),
  name text,
  name_folded text,
  listed boolean not null default false,
  discovered_at timestamptz,
  gone_at timestamptz
);
comment on table accounts is 'A customer business at Soundtrack. listed: the sheet names it; discovered_at: Soundtrack last showed it.';

create table venue_accounts (
  venue_id bigint not null references venues,
  account_id text not null references accounts,
  source text not null check (source in ('override', 'sheets', 'soundtrack')),
  linked_at timestamptz not null,
  primary key (venue_id, account_id)
);
comment on table venue_accounts is 'One venue may own several accounts, and one account several venues.';
create index venue_accounts_by_account on venue_accounts (account_id);

create table zones (
  id text primary key check (id <> ''),
  account_id text not null references accounts,
  venue_id bigint references venues,
  location_name text,
  time_zone text,
  name text not null,
  name_folded text not null,
  kind text not null,
  critical boolean not null,
  kind_source text not null default 'inferred' check (kind_source in ('inferred', 'override')),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  gone_at timestamptz
);
comment on table zones is 'An area with its own music, as Soundtrack shows it. venue_id is null where its venue could not be told.';
comment on column zones.critical is 'Silence here is noticed by every guest. Inferred from the name unless kind_source says override.';
create index zones_by_venue on zones (venue_id) where gone_at is null;
create index zones_by_account on zones (account_id) where gone_at is null;

create table zone_names (
  zone_id text not null references zones,
  name text not null,
  since timestamptz not null,
  until timestamptz,
  primary key (zone_id, since),
  check (until is null or until >= since)
);
comment on table zone_names is 'Every name a zone has had, so that a renamed zone keeps its history.';
create unique index zone_names_now on zone_names (zone_id) where until is null;

create table contacts (
  id bigint generated always as identity primary key,
  venue_id bigint not null references venues,
  origin text not null check (origin in ('sheets', 'person', 'gmail', 'chat')),
  slot smallint not null default 1,
  name text,
  role text not null default 'other' check (role in
    ('general_manager', 'venue_manager', 'regional_manager', 'venue_it', 'purchasing', 'food_and_beverage', 'operations', 'other')),
  language text check (language in ('en', 'th')),
  preferred_channel text check (preferred_channel in ('whatsapp', 'line', 'email')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  unique (venue_id, origin, slot)
);
comment on table contacts is 'People of a venue. slot tells several from one origin apart; the sheet has one contact per venue, slot 1.';

create table contact_points (
  contact_id bigint not null references contacts,
  kind text not null check (kind in ('phone', 'email', 'line')),
  value text not null check (value <> ''),
  verified_at timestamptz,
  verified_by text,
  primary key (contact_id, kind, value),
  check (kind <> 'phone' or value ~ '^\+[1-9][0-9]{5,14}$'),
  check (kind <> 'email' or value = lower(value)),
  check ((verified_at is null) = (verified_by is null))
);
comment on table contact_points is 'How a person is reached and recognised: phone in E.164, e-mail in lower case, LINE user id.';
create index contact_points_by_value on contact_points (kind, value);

create table aliases (
  venue_id bigint not null references venues,
  alias text not null check (length(alias) between 1 and 300),
  alias_folded text not null check (alias_folded <> ''),
  source text not null check (source in ('person', 'confirmed-pick', 'import')),
  said_by text not null,
  learnt_at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  primary key (venue_id, alias_folded),
  check ((undone_at is null) = (undone_by is null))
);
comment on table aliases is 'Other names people use for a venue. confirmed-pick: somebody wrote it, was asked, and confirmed the venue.';
create index aliases_by_name on aliases (alias_folded text_pattern_ops) where undone_at is null;
