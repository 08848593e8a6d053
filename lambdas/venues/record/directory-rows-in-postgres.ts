import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { MaintenanceWindow, OpeningHours } from '../hours/venue-hours.ts';
import { lastDays } from './maintenance-in-postgres.ts';
import { ALIASES_THAT_FIT, ZONE_NAMES_THAT_FIT } from './names-that-fit.ts';
import { inSizedPages, MOST_SMALL_ROWS } from './sized-pages.ts';

const DirectoryVenue = z.object({
  id: z.number(),
  name: z.string(),
  location: z.string().nullable(),
  country: z.string().nullable(),
  aliases: z.array(z.string()),
  /** Names of its zones; which these are is in the zones' own rows. */
  zones: z.array(z.string()),
  accounts: z.array(z.string()),
});
/** An open venue as the published directory needs it. */
export type DirectoryVenue = z.output<typeof DirectoryVenue>;

const DirectoryZone = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  critical: z.boolean(),
  venueId: z.number().nullable(),
  accountId: z.string(),
  timeZone: z.string().nullable(),
});
/** A zone that is there, also where its venue could not be told. */
export type DirectoryZone = z.output<typeof DirectoryZone>;

// Hours and windows are judged by who reads them: one that nobody can read must not keep all others from being published.
const DirectoryHours = z.object({ venueId: z.number(), opening: z.custom<OpeningHours>() });
/** Hours that somebody set. */
export type DirectoryHours = z.output<typeof DirectoryHours>;

const DirectoryMaintenance = z.object({
  venueId: z.number(),
  window: z.custom<MaintenanceWindow>(),
  endedAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable(),
});
/** A window that is not long over; one that was ended early counts until then. */
export type DirectoryMaintenance = z.output<typeof DirectoryMaintenance>;

const DirectoryHabit = z.object({ zoneId: z.string(), mask: z.string() });
/** When a zone is usually off. */
export type DirectoryHabit = z.output<typeof DirectoryHabit>;

export type DirectoryRows =
  | { kind: 'venues'; rows: DirectoryVenue[] }
  | { kind: 'zones'; rows: DirectoryZone[] }
  | { kind: 'hours'; rows: DirectoryHours[] }
  | { kind: 'maintenance'; rows: DirectoryMaintenance[] }
  | { kind: 'habits'; rows: DirectoryHabit[] };

/** Everything the published directory is made of, page by page, one kind after the other, each in the order of ids. */
export async function* directoryRows(sql: Sql, now: Date): AsyncGenerator<DirectoryRows> {
  for await (const rows of inSizedPages(sql, VENUES, { body: DirectoryVenue, beginning: 0 })) {
    yield { kind: 'venues', rows };
  }
  for await (const rows of inSizedPages(sql, ZONES, { body: DirectoryZone, beginning: '', most: MOST_SMALL_ROWS })) {
    yield { kind: 'zones', rows };
  }
  for await (const rows of inSizedPages(sql, HOURS, { body: DirectoryHours, beginning: 0, most: MOST_SMALL_ROWS })) {
    yield { kind: 'hours', rows };
  }
  const since = { parameters: { since: lastDays(now) }, beginning: '' };
  for await (const rows of inSizedPages(sql, MAINTENANCE, { body: DirectoryMaintenance, ...since })) {
    yield { kind: 'maintenance', rows };
  }
  for await (const rows of inSizedPages(sql, HABITS, { body: DirectoryHabit, beginning: '', most: MOST_SMALL_ROWS })) {
    yield { kind: 'habits', rows };
  }
}

const VENUES = `
  select v.id as key, jsonb_build_object('id', v.id, 'name', v.name, 'location', v.location, 'country', v.country,
    'aliases', ${ALIASES_THAT_FIT},
    'zones', ${ZONE_NAMES_THAT_FIT},
    'accounts', (
      select coalesce(jsonb_agg(l.account_id order by l.account_id), '[]')
      from (select account_id from venue_accounts where venue_id = v.id order by account_id limit 50) l)) as body
  from (
    select id, name, location, country from venues where state = 'open' and id > :after order by id limit :most
  ) v`;

const ZONES = `
  select z.id as key, jsonb_build_object('id', z.id, 'name', z.name, 'kind', z.kind, 'critical', z.critical,
    'venueId', v.id, 'accountId', z.account_id, 'timeZone', z.time_zone) as body
  from (select * from zones where gone_at is null and id > :after order by id limit :most) z
  left join venues v on v.id = z.venue_id and v.state = 'open'`;

const HOURS = `
  select h.venue_id as key, case when v.id is not null then
    jsonb_build_object('venueId', h.venue_id, 'opening', h.hours) end as body
  from (select venue_id, hours from opening_hours where venue_id > :after order by venue_id limit :most) h
  left join venues v on v.id = h.venue_id and v.state = 'open'`;

// As text, because a page begins after a text; uuids are in the same order either way.
const MAINTENANCE = `
  select m.id::text as key, case when v.id is not null then
    jsonb_build_object('venueId', m.venue_id, 'window', m."window", 'endedAt', m.ended_at) end as body
  from (
    select * from maintenance_windows
    where id > cast(coalesce(nullif(:after, ''), '00000000-0000-0000-0000-000000000000') as uuid)
      and (ended_at is null or ended_at >= cast(:since as timestamptz))
      and ("window" -> 'to' is null or left("window" ->> 'to', 10) >= :since)
    order by id limit :most
  ) m
  left join venues v on v.id = m.venue_id and v.state = 'open'`;

const HABITS = `
  select h.zone_id as key, case when z.id is not null then
    jsonb_build_object('zoneId', h.zone_id, 'mask', h.mask) end as body
  from (select zone_id, mask from zone_habits where zone_id > :after order by zone_id limit :most) h
  left join zones z on z.id = h.zone_id and z.gone_at is null`;
