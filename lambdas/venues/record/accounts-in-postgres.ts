import { inBatches } from '../../runtime/sql/in-batches.ts';
import type { Sql } from '../../runtime/sql/sql-client.ts';
import { accountIdsIn } from '../truth/account-ids.ts';
import type { Source } from '../truth/facts.ts';
import { type ChangedVenue, linkSource } from './venues-in-postgres.ts';

/** One account that a venue begins or ceases to name. */
type Link = { venueId: number; accountId: string; source: ReturnType<typeof linkSource>; kept: boolean };

/**
 * Links venues to the accounts they name now, and no longer to those they named before. Links that nobody wrote into
 * the field (discovered ones) stay. Comes last in a transaction: accounts are shared between venues.
 */
export async function linkAccounts(
  sql: Sql,
  changed: readonly ChangedVenue[],
  sourceOf: (venueId: number) => Source,
  now: Date,
): Promise<void> {
  const links = changed.flatMap((venue) => linksOf(venue, linkSource(sourceOf(venue.id))));
  links.sort((one, other) => (one.accountId < other.accountId ? -1 : Number(one.accountId > other.accountId)));
  for (const batch of inBatches(links)) {
    const parameters = { links: { json: batch } };
    await sql.execute(ADD_ACCOUNTS, parameters);
    await sql.execute(LINK, { ...parameters, now: { instant: now } });
    await sql.execute(LIST, parameters);
  }
}

function linksOf({ id, accountsBefore, accountsAfter }: ChangedVenue, source: Link['source']): Link[] {
  const after = accountIdsIn(accountsAfter);
  const gone = accountIdsIn(accountsBefore).filter((account) => !after.includes(account));
  const link = (accountId: string, kept: boolean): Link => ({ venueId: id, accountId, source, kept });
  return [...after.map((account) => link(account, true)), ...gone.map((account) => link(account, false))];
}

const SAID = `jsonb_to_recordset(cast(:links as jsonb)) as said("venueId" bigint, "accountId" text, source text, kept boolean)`;

const ADD_ACCOUNTS = `
  insert into accounts (id)
  select distinct said."accountId" from ${SAID} where said.kept order by 1
  on conflict do nothing`;

const LINK = `
  with said as (select * from ${SAID}),
  gone as (
    delete from venue_accounts l using said
    where not said.kept and l.venue_id = said."venueId" and l.account_id = said."accountId"
  )
  insert into venue_accounts (venue_id, account_id, source, linked_at)
  select said."venueId", said."accountId", said.source, :now from said where said.kept
  on conflict (venue_id, account_id) do update set source = excluded.source
    where venue_accounts.source <> excluded.source`;

const LIST = `
  update accounts a set listed = named.listed
  from (
    select said.id, exists (
      select from venue_accounts l where l.account_id = said.id and l.source in ('sheets', 'override')) as listed
    from (select distinct said."accountId" as id from ${SAID}) said
  ) named
  where a.id = named.id and a.listed <> named.listed`;
