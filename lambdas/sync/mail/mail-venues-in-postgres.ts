import * as z from 'zod';
import { sqlInstant } from '../../runtime/sql/row-schemas.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import type { Swept } from './due-for-sweep.ts';
import { sharedDomains } from './search-for.ts';
import type { MailContacts } from './venue-mail.ts';

const ContactRow = z.object({ venueId: z.string(), email: z.string().nullable() });
const SweptRow = z.object({ venueId: z.string(), sweptAt: sqlInstant.nullable() });

/** Undefined for a venue that is not open, or that nobody knows. */
export async function mailContactsOf(sql: Sql, venueId: string): Promise<MailContacts | undefined> {
  if (!/^[1-9]\d{0,14}$/.test(venueId)) return undefined;
  const rows = await sql.query(CONTACTS, { venue: Number(venueId) }, ContactRow);
  if (rows.length === 0) return undefined;
  const emailsOf = (isWanted: (id: string) => boolean) =>
    rows.flatMap(({ venueId: id, email }) =>
      email !== null && isWanted(id) ? [{ venueId: id, emails: [email] }] : [],
    );
  const own = emailsOf((id) => id === venueId);
  return {
    venue: { venueId, emails: own.flatMap(({ emails }) => emails) },
    shared: sharedDomains([...own, ...emailsOf((id) => id !== venueId)]),
  };
}

/** Open venues in the order in which their mail has to be looked at: those never looked at, then by their last look. */
export async function longestUnswept(sql: Sql, most: number): Promise<Swept[]> {
  const rows = await sql.query(LONGEST_UNSWEPT, { most }, SweptRow);
  return rows.map(({ venueId, sweptAt }) => ({ venueId, ...(sweptAt && { lastSweptAt: sweptAt }) }));
}

/** Drops the mail of venues that have ended; one that comes back is looked at anew. Answers how many threads went. */
export const forgetMailOfEnded = (sql: Sql): Promise<number> => sql.execute(FORGET_ENDED);

const DOMAIN_BACKWARDS = `reverse(split_part(p.value, '@', -1))`;

/** One person of another venue whose domain is so. The index on domains serves the operators of bytes only. */
const neighbourWhere = (condition: string): string => `
  (select c.venue_id, p.value
    from contact_points p
    join contacts c on c.id = p.contact_id and c.ended_at is null and c.venue_id <> :venue
    join venues v on v.id = c.venue_id and v.state = 'open'
    where p.kind = 'email' and ${condition}
    limit 1)`;

// The venue itself stands in the answer, so that one without addresses is told from one that is not there.
const CONTACTS = `
  with own as (
    select distinct p.value as email
    from contacts c
    join contact_points p on p.contact_id = c.id and p.kind = 'email'
    where c.venue_id = :venue and c.ended_at is null
    order by 1
    limit 200
  ),
  domains as (select distinct reverse(split_part(email, '@', -1)) as backwards from own)
  select cast(id as text) as "venueId", cast(null as text) as email
  from venues where id = :venue and state = 'open'
  union all
  select cast(id as text), own.email from own join venues on id = :venue and state = 'open'
  union all
  select cast(other.venue_id as text), other.value
  from domains
  cross join lateral (
    ${neighbourWhere(`${DOMAIN_BACKWARDS} = domains.backwards`)}
    union all
    ${neighbourWhere(`${DOMAIN_BACKWARDS} ~>~ (domains.backwards || '.')
      and ${DOMAIN_BACKWARDS} ~<~ (domains.backwards || '/')`)}
  ) other`;

const LONGEST_UNSWEPT = `
  select cast(v.id as text) as "venueId", s.swept_at as "sweptAt"
  from venues v
  left join mail_sweeps s on s.venue_id = v.id
  where v.state = 'open'
  order by s.swept_at nulls first, v.id
  limit :most`;

const FORGET_ENDED = `
  with ended as (select id from venues where state <> 'open'),
  looks as (delete from mail_sweeps where venue_id in (select id from ended))
  delete from mail_threads where venue_id in (select id from ended)`;
