import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { KnownAccount, KnownZone, ToReconcile, VenueWithAccounts, ZoneOverride } from '../zones/index.ts';
import { ALIASES_THAT_FIT } from './names-that-fit.ts';
import { inSizedPages } from './sized-pages.ts';

/** Everything a walk through Soundtrack is compared with. */
export async function knownForWalk(sql: Sql): Promise<Omit<ToReconcile, 'discovery'>> {
  return {
    known: { accounts: await all(sql, ACCOUNTS, Account, ''), zones: await all(sql, ZONES, Zone, '') },
    venues: await all(sql, VENUES, Venue, 0),
    overrides: await all(sql, OVERRIDES, Override, ''),
  };
}

const Account: z.ZodType<KnownAccount> = z.object({ id: z.string(), name: z.string().nullable(), gone: z.boolean() });
const Zone: z.ZodType<KnownZone> = z.object({
  id: z.string(),
  accountId: z.string(),
  venueId: z.number().nullable(),
  locationName: z.string().nullable(),
  timeZone: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  critical: z.boolean(),
  kindSource: z.enum(['inferred', 'override']),
  gone: z.boolean(),
});
const Venue: z.ZodType<VenueWithAccounts> = z.object({
  id: z.number(),
  name: z.string(),
  aliases: z.array(z.string()),
  accountIds: z.array(z.string()),
  zoneCount: z.number().nullable(),
  subscriptionStatus: z.enum(['active', 'cancelled', 'expired', 'paused', 'trial', 'unknown']),
});
const Override: z.ZodType<ZoneOverride> = z.object({
  zoneId: z.string(),
  kind: z.custom<ZoneOverride['kind']>().optional(),
  critical: z.boolean(),
});

async function all<Body extends z.ZodType, Key extends string | number>(
  sql: Sql,
  statement: string,
  body: Body,
  beginning: Key,
): Promise<z.output<Body>[]> {
  const found: z.output<Body>[] = [];
  for await (const page of inSizedPages(sql, statement, { body, beginning })) found.push(...page);
  return found;
}

const ACCOUNTS = `
  select id as key, jsonb_build_object('id', id, 'name', name, 'gone', gone_at is not null) as body
  from accounts where id > :after order by id limit :most`;

const ZONES = `
  select id as key, jsonb_build_object('id', id, 'accountId', account_id, 'venueId', venue_id,
    'locationName', location_name, 'timeZone', time_zone, 'name', name, 'kind', kind, 'critical', critical,
    'kindSource', kind_source, 'gone', gone_at is not null) as body
  from zones where id > :after order by id limit :most`;

const VENUES = `
  select v.id as key, jsonb_build_object('id', v.id, 'name', v.name, 'zoneCount', v.zone_count,
    'subscriptionStatus', v.subscription_status,
    'aliases', ${ALIASES_THAT_FIT},
    'accountIds', (select coalesce(jsonb_agg(l.account_id order by l.account_id), '[]') from venue_accounts l
                   where l.venue_id = v.id)) as body
  from venues v where v.state = 'open' and v.id > :after order by v.id limit :most`;

const OVERRIDES = `
  select id as key, jsonb_build_object('zoneId', id, 'kind', kind, 'critical', critical) as body
  from zones where kind_source = 'override' and id > :after order by id limit :most`;
