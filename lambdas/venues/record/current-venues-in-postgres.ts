import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { inSizedPages } from './sized-pages.ts';

// The shape of sync's CurrentVenue; venues knows nothing of sync.
const CurrentVenueRow = z.object({
  venue_id: z.number(),
  venue_name: z.string(),
  location: z.string().nullable().default(null),
  contact_name: z.string().nullable().default(null),
  contact_email: z.string().nullable().default(null),
  contact_phone: z.string().nullable().default(null),
  soundtrack_account_id: z.string().nullable().default(null),
  zone_count: z.number().nullable().default(null),
  subscription_status: z
    .enum(['active', 'cancelled', 'expired', 'paused', 'trial', 'unknown'])
    .nullable()
    .default('unknown')
    .transform((status) => status ?? 'unknown'),
  last_issue_date: z.string().nullable().default(null),
  notes: z.string().nullable().default(null),
  priority_level: z.enum(['critical', 'high', 'normal', 'low']).nullable().default(null),
  sla_tier: z.string().nullable().default(null),
});

/** An open venue as the sheet last stated it, whatever is in force: an override is no change of the sheet. */
export type CurrentVenueRow = z.output<typeof CurrentVenueRow>;

/** Every open venue that the sheet has spoken of, in the order of ids. */
export async function currentVenues(sql: Sql): Promise<CurrentVenueRow[]> {
  const venues: CurrentVenueRow[] = [];
  for await (const page of inSizedPages(sql, CURRENT, { body: CurrentVenueRow, beginning: 0 })) venues.push(...page);
  return venues;
}

// Limited first, so that no plan can join all facts to all venues.
const CURRENT = `
  select v.id as key, case when said.fields -> 'venue_name' is not null
    then jsonb_build_object('venue_id', v.id) || said.fields end as body
  from (select id from venues where state = 'open' and id > :after order by id limit :most) v
  cross join lateral (
    select jsonb_object_agg(f.field, f.value) as fields
    from facts f
    where f.subject = 'venue' and f.subject_id = v.id::text and f.source = 'sheets'
  ) said`;
