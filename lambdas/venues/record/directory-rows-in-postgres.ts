import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';
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

export type DirectoryRows = { kind: 'venues'; rows: DirectoryVenue[] } | { kind: 'zones'; rows: DirectoryZone[] };

/** Everything the published directory is made of, page by page: all venues, then all zones, each in the order of ids. */
export async function* directoryRows(sql: Sql): AsyncGenerator<DirectoryRows> {
  for await (const rows of inSizedPages(sql, VENUES, { body: DirectoryVenue, beginning: 0 })) {
    yield { kind: 'venues', rows };
  }
  for await (const rows of inSizedPages(sql, ZONES, { body: DirectoryZone, beginning: '', most: MOST_SMALL_ROWS })) {
    yield { kind: 'zones', rows };
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
