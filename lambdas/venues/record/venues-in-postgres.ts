import * as z from 'zod';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Source } from '../truth/facts.ts';
import type { SettledVenue } from './settled-venue.ts';

/** Who changes the record and why: what the audit says of it. */
export type Voice = {
  actor: string;
  reason?: string;
  runId?: string;
  /** What the audit calls a change of a known venue; new and returning venues have words of their own. */
  action: 'changed' | 'forced' | 'lifted' | 'override-expired';
};

/** A venue whose values in force are others now. */
export type ChangedVenue = {
  id: number;
  kind: 'added' | 'reopened' | 'changed';
  /** How many fields differ. */
  fields: number;
  /** The accounts as written, before and after, when they differ. */
  accountsBefore: string | null;
  accountsAfter: string | null;
};

const Changed = z
  .object({
    id: z.number(),
    kind: z.enum(['added', 'reopened', 'changed']),
    fields: z.number(),
    accounts_before: z.string().nullable(),
    accounts_after: z.string().nullable(),
  })
  .transform(
    ({ accounts_before, accounts_after, ...row }): ChangedVenue => ({
      ...row,
      accountsBefore: accounts_before,
      accountsAfter: accounts_after,
    }),
  );

/**
 * Brings venues and their contact up to what is in force, with one audit row for each venue that changes.
 * @param reopen whether a venue that ended is open again by being spoken of
 */
export const writeVenues = (
  sql: Sql,
  venues: readonly SettledVenue[],
  { voice, reopen, now }: { voice: Voice; reopen: boolean; now: Date },
): Promise<ChangedVenue[]> =>
  sql.query(
    WRITE,
    {
      venues: { json: venues.map(({ venueId, fields, nameFolded }) => ({ venueId, fields, nameFolded })) },
      actor: voice.actor,
      action: voice.action,
      reason: voice.reason ?? null,
      run: voice.runId ?? null,
      reopen,
      now: { instant: now },
    },
    Changed,
  );

/** Where the links of a venue to its accounts come from. Mail and our own notes count as the sheet. */
export const linkSource = (source: Source): 'override' | 'sheets' | 'soundtrack' =>
  source === 'override' || source === 'soundtrack' ? source : 'sheets';

const AS_IT_IS = `
  select said.*, v.id is null as is_new, coalesce(v.state, 'open') as state,
    jsonb_build_object(
      'venue_name', v.name,
      'location', v.location,
      'contact_name', c.name,
      'contact_email', (select min(value) from contact_points p where p.contact_id = c.id and p.kind = 'email'),
      'contact_phone', (select min(value) from contact_points p where p.contact_id = c.id and p.kind = 'phone'),
      'soundtrack_account_id', v.soundtrack_account_id,
      'zone_count', v.zone_count,
      'subscription_status', v.subscription_status,
      'last_issue_date', v.last_issue_date,
      'notes', v.notes,
      'priority_level', v.priority_level,
      'sla_tier', v.sla_tier
    ) as before
  from jsonb_to_recordset(cast(:venues as jsonb)) as said("venueId" bigint, fields jsonb, "nameFolded" text)
  left join venues v on v.id = said."venueId"
  left join contacts c on c.venue_id = v.id and c.origin = 'sheets' and c.slot = 1`;

const COMPARED = `
  select "venueId" as id, is_new, back, "nameFolded" as name_folded, before || fields as now_is, before, differing,
    changes || case when back then jsonb_build_object('state', jsonb_build_object('before', state, 'after', 'open'))
      else '{}' end as changes
  from as_it_is
  cross join lateral (select state <> 'open' and cast(:reopen as boolean)) as returning_venue(back)
  cross join lateral (
    select count(*) filter (where before -> field <> value),
      coalesce(jsonb_object_agg(field, jsonb_build_object('before', before -> field, 'after', value))
        filter (where before -> field <> value or (:action <> 'changed' and not is_new)), '{}')
    from jsonb_each(fields) as word(field, value)
  ) as difference(differing, changes)`;

const COLUMNS = `
  now_is ->> 'venue_name', now_is ->> 'location', cast(now_is ->> 'zone_count' as integer),
  coalesce(now_is ->> 'subscription_status', 'unknown'), cast(now_is ->> 'last_issue_date' as date),
  now_is ->> 'notes', now_is ->> 'priority_level', now_is ->> 'sla_tier', now_is ->> 'soundtrack_account_id'`;
const COLUMN_NAMES =
  'name, location, zone_count, subscription_status, last_issue_date, notes, priority_level, sla_tier, soundtrack_account_id';

const CONTACT = ['contact_name', 'contact_email', 'contact_phone'];
const hasContact = (row: string) => CONTACT.map((field) => `${row}.now_is ->> '${field}' is not null`).join(' or ');
const contactDiffers = CONTACT.map((field) => `t.now_is -> '${field}' <> t.before -> '${field}'`).join(' or ');

// Every part sees the record as it was before the statement, so the audit's "before" needs no order among them.
const WRITE = `
  with as_it_is as materialized (${AS_IT_IS}),
  compared as materialized (${COMPARED}),
  told as (select * from compared where is_new or changes <> '{}'),
  added as (
    insert into venues (id, name_folded, created_at, updated_at, ${COLUMN_NAMES})
    select id, name_folded, :now, :now, ${COLUMNS} from told where is_new
  ),
  changed as (
    update venues v set
      (${COLUMN_NAMES}) = (${COLUMNS}),
      name_folded = coalesce(t.name_folded, v.name_folded),
      state = case when t.back then 'open' else v.state end,
      ended_at = case when t.back then null else v.ended_at end,
      updated_at = :now
    from told t
    where v.id = t.id and not t.is_new and (t.differing > 0 or t.back)
  ),
  people as (
    insert into contacts (venue_id, origin, slot, name, created_at, updated_at, ended_at)
    select t.id, 'sheets', 1, t.now_is ->> 'contact_name', :now, :now, case when not (${hasContact('t')}) then :now end
    from told t
    where ${contactDiffers}
    on conflict (venue_id, origin, slot) do update set
      name = excluded.name, updated_at = excluded.updated_at, ended_at = excluded.ended_at
    returning id, venue_id
  ),
  points as (
    select people.id as contact_id, point.kind, point.value
    from people
    join told t on t.id = people.venue_id
    cross join lateral (values ('email', t.now_is ->> 'contact_email'), ('phone', t.now_is ->> 'contact_phone'))
      as point(kind, value)
  ),
  dropped as (
    delete from contact_points p using points
    where p.contact_id = points.contact_id and p.kind = points.kind and p.value is distinct from points.value
  ),
  reachable as (
    insert into contact_points (contact_id, kind, value)
    select contact_id, kind, value from points where value is not null
    on conflict do nothing
  ),
  audited as (
    insert into audit_log (at, actor, action, subject, subject_id, changes, reason, run_id)
    select :now, :actor, case when is_new then 'added' when back then 'reopened' else :action end, 'venue', id::text,
      changes, cast(:reason as text), cast(:run as text)
    from told
    order by told.id
  )
  select id, case when is_new then 'added' when back then 'reopened' else 'changed' end as kind, differing as fields,
    case when accounts_differ then before ->> 'soundtrack_account_id' end as accounts_before,
    case when accounts_differ then now_is ->> 'soundtrack_account_id' end as accounts_after
  from (select t.*, now_is -> 'soundtrack_account_id' <> before -> 'soundtrack_account_id' as accounts_differ from told t) t
  where differing > 0 or is_new or back
  order by id`;
