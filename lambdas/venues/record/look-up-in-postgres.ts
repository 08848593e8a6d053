import * as z from 'zod';
import type { Sql, SqlParameters } from '../../runtime/sql/sql-client.ts';
import { foldedName } from './settled-venue.ts';

const VenueFound = z.object({ id: z.number(), name: z.string(), location: z.string().nullable() });
/** An open venue. */
export type VenueFound = z.output<typeof VenueFound>;

const VenueByName = VenueFound.extend({
  /** The whole name or an alias, or only how the name begins. */
  how: z.enum(['name', 'alias', 'beginning']),
});
export type VenueByName = z.output<typeof VenueByName>;

const VenueOfContact = VenueFound.extend({
  contactId: z.number(),
  contactName: z.string().nullable(),
  role: z.string(),
  verified: z.boolean(),
});
/** A venue and the person of it who is reached there. */
export type VenueOfContact = z.output<typeof VenueOfContact>;

/** At most `limit` venues (20 unless told, 200 at most) whose id is beyond `after`. */
export type Page = { after?: number; limit?: number };

/** Open venues called so, or whose name begins so: whole names first, then aliases. Spelling as in `fold`. */
export async function venuesByName(
  sql: Sql,
  name: string,
  { limit = 20 }: { limit?: number } = {},
): Promise<VenueByName[]> {
  if (name.trim() === '') return [];
  const folded = foldedName(name);
  return sql.query(BY_NAME, { folded, beyond: `${folded}\u{10ffff}`, limit: atMost(limit) }, VenueByName);
}

/** Open venues with a contact who is reached at this phone (E.164), in the order of ids. */
export const venuesByPhone = (sql: Sql, phone: string, page?: Page) => byContact(sql, 'phone', phone, page);

/** The same for a LINE user id. */
export const venuesByLineId = (sql: Sql, lineId: string, page?: Page) => byContact(sql, 'line', lineId, page);

/** The same for an e-mail address, in any case. */
export const venuesByEmail = (sql: Sql, email: string, page?: Page) =>
  byContact(sql, 'email', email.toLowerCase(), page);

/** Open venues of a Soundtrack account, in the order of ids. */
export const venuesByAccount = (sql: Sql, accountId: string, page?: Page): Promise<VenueFound[]> =>
  sql.query(BY_ACCOUNT, { accountId, ...bound(page) }, VenueFound);

/** Every open venue, in the order of ids. */
export const openVenuesPage = (sql: Sql, page?: Page): Promise<VenueFound[]> =>
  sql.query(OPEN, bound(page), VenueFound);

/** Every account, in the order of ids; `after` is the last one's id. */
export const accountsPage = (
  sql: Sql,
  { after = '', limit = 20 }: { after?: string; limit?: number } = {},
): Promise<AccountFound[]> => sql.query(ACCOUNTS, { after, limit: atMost(limit) }, AccountFound);

const AccountFound = z.object({
  id: z.string(),
  name: z.string().nullable(),
  listed: z.boolean(),
  venues: z.number(),
  gone: z.boolean(),
});
/** A Soundtrack account; `venues` counts those that are linked to it. */
export type AccountFound = z.output<typeof AccountFound>;

const byContact = (sql: Sql, kind: 'phone' | 'line' | 'email', value: string, page?: Page): Promise<VenueOfContact[]> =>
  sql.query(BY_CONTACT, { kind, value, ...bound(page) }, VenueOfContact);

const bound = ({ after = 0, limit = 20 }: Page = {}): SqlParameters => ({ after, limit: atMost(limit) });
const atMost = (limit: number): number => Math.min(Math.max(1, Math.trunc(limit)), 200);

// The index on folded names orders by their bytes, hence the operators: < and like would not use it everywhere.
const BY_NAME = `
  with found as (
    (select id, 1 as rank, name_folded from venues where name_folded = :folded and state = 'open' order by id limit :limit)
    union all
    (select v.id, 2, a.alias_folded
      from aliases a join venues v on v.id = a.venue_id and v.state = 'open'
      where a.alias_folded = :folded and a.undone_at is null
      order by v.id limit :limit)
    union all
    (select id, 3, name_folded
      from venues
      where name_folded ~>~ :folded and name_folded ~<~ :beyond and state = 'open'
      order by name_folded using ~<~, id limit :limit)
  ),
  once as (select distinct on (id) id, rank, name_folded from found order by id, rank)
  select v.id, v.name, v.location, case once.rank when 1 then 'name' when 2 then 'alias' else 'beginning' end as how
  from once join venues v on v.id = once.id
  order by once.rank, once.name_folded using ~<~, v.id
  limit :limit`;

// Somebody who stands there twice is one person of that venue; the verified entry tells more.
const BY_CONTACT = `
  select v.id, v.name, v.location, found."contactId", found."contactName", found.role, found.verified
  from (
    select distinct on (c.venue_id) c.venue_id, c.id as "contactId", c.name as "contactName", c.role,
      p.verified_at is not null as verified
    from contact_points p
    join contacts c on c.id = p.contact_id and c.ended_at is null
    where p.kind = :kind and p.value = :value and c.venue_id > :after
    order by c.venue_id, p.verified_at is null, c.id
  ) found
  join venues v on v.id = found.venue_id and v.state = 'open'
  order by found.venue_id
  limit :limit`;

const BY_ACCOUNT = `
  select v.id, v.name, v.location
  from venue_accounts l
  join venues v on v.id = l.venue_id and v.state = 'open'
  where l.account_id = :accountId and v.id > :after
  order by v.id
  limit :limit`;

const OPEN = `
  select id, name, location from venues where state = 'open' and id > :after order by id limit :limit`;

const ACCOUNTS = `
  select a.id, a.name, a.listed, a.gone_at is not null as gone,
    (select count(*) from venue_accounts l where l.account_id = a.id) as venues
  from (select * from accounts where id > :after order by id limit :limit) a
  order by a.id`;
