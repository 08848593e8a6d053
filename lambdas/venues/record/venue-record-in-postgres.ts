import * as z from 'zod';
import { sqlJson } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';

const instant = z.string().transform((text) => new Date(text));
const text = z.string().nullable();

const Venue = z.object({
  id: z.number(),
  name: z.string(),
  location: text,
  country: text,
  timeZone: text,
  zoneCount: z.number().nullable(),
  subscriptionStatus: z.string(),
  lastIssueDate: text,
  notes: text,
  priorityLevel: text,
  slaTier: text,
  state: z.enum(['open', 'closed', 'removed']),
  updatedAt: instant,
});
const Contact = z.object({
  id: z.number(),
  origin: z.string(),
  name: text,
  role: z.string(),
  language: text,
  preferredChannel: text,
  points: z.array(z.object({ kind: z.enum(['phone', 'email', 'line']), value: z.string(), verified: z.boolean() })),
});
const Account = z.object({ id: z.string(), name: text, gone: z.boolean() });
const Zone = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  critical: z.boolean(),
  accountId: z.string(),
  timeZone: text,
});
const Alias = z.object({ alias: z.string(), source: z.string() });

/** All that is in force for a venue: who is there, what plays where, and what else it is called. */
export type VenueRecord = z.output<typeof Venue> & {
  contacts: z.output<typeof Contact>[];
  accounts: z.output<typeof Account>[];
  zones: z.output<typeof Zone>[];
  aliases: z.output<typeof Alias>[];
};

const Part = z.discriminatedUnion('part', [
  z.object({ part: z.literal('venue'), body: sqlJson(Venue) }),
  z.object({ part: z.literal('contact'), body: sqlJson(Contact) }),
  z.object({ part: z.literal('account'), body: sqlJson(Account) }),
  z.object({ part: z.literal('zone'), body: sqlJson(Zone) }),
  z.object({ part: z.literal('alias'), body: sqlJson(Alias) }),
]);

/** The record of a venue in any state; undefined when nobody knows it. */
export async function venueRecord(sql: Sql, id: number): Promise<VenueRecord | undefined> {
  const parts = await sql.query(RECORD, { id }, Part);
  const record: Omit<VenueRecord, keyof z.output<typeof Venue>> = {
    contacts: [],
    accounts: [],
    zones: [],
    aliases: [],
  };
  let venue: z.output<typeof Venue> | undefined;
  for (const { part, body } of parts) {
    if (part === 'venue') venue = body;
    else if (part === 'contact') record.contacts.push(body);
    else if (part === 'account') record.accounts.push(body);
    else if (part === 'zone') record.zones.push(body);
    else record.aliases.push(body);
  }
  return venue && { ...venue, ...record };
}

// One row for each part, because a row of an answer may have 64 KB only; one statement, because each costs a round trip.
const RECORD = `
  select 1 as place, 'venue' as part, jsonb_build_object('id', id, 'name', name, 'location', location,
    'country', country, 'timeZone', time_zone, 'zoneCount', zone_count, 'subscriptionStatus', subscription_status,
    'lastIssueDate', last_issue_date, 'notes', notes, 'priorityLevel', priority_level, 'slaTier', sla_tier,
    'state', state, 'updatedAt', updated_at) as body
  from venues where id = :id
  union all
  select 2, 'contact', jsonb_build_object('id', c.id, 'origin', c.origin, 'name', c.name, 'role', c.role,
    'language', c.language, 'preferredChannel', c.preferred_channel, 'points', (
      select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'value', p.value,
        'verified', p.verified_at is not null) order by p.kind, p.value), '[]')
      from contact_points p where p.contact_id = c.id))
  from contacts c where c.venue_id = :id and c.ended_at is null
  union all
  select 3, 'account', jsonb_build_object('id', a.id, 'name', a.name, 'gone', a.gone_at is not null)
  from venue_accounts l join accounts a on a.id = l.account_id where l.venue_id = :id
  union all
  select 4, 'zone', jsonb_build_object('id', z.id, 'name', z.name, 'kind', z.kind, 'critical', z.critical,
    'accountId', z.account_id, 'timeZone', z.time_zone)
  from zones z where z.venue_id = :id and z.gone_at is null
  union all
  select 5, 'alias', jsonb_build_object('alias', alias, 'source', source)
  from aliases where venue_id = :id and undone_at is null
  order by 1, 3`;
