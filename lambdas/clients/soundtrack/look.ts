import { readAccountsPage } from './account-pages.ts';
import type { Asking } from './client.ts';
import {
  COUNT_ACCOUNTS,
  idsAsVariables,
  LOOK_AT_PAGE,
  LOOK_AT_REST,
  lookAtAccountsOf,
  lookAtZonesOf,
} from './look-operations.ts';
import type { AccountLook, CountOutcome, Detail, LookOutcome, PageEnd, ZonesOutcome } from './looks.ts';
import { accountLookOf, failureAt, readZonesPage, unreadAccount, zoneLookOf } from './read-look.ts';

/** Looks at the accounts after a cursor, in Soundtrack's order, each with its first zones. One request. */
export async function lookAtPage(
  client: Asking,
  asked: { after: string | null; accounts: number; zonesPerAccount: number; detail: Detail },
): Promise<LookOutcome<PageEnd>> {
  const { after, accounts, zonesPerAccount, detail } = asked;
  const outcome = await client.ask(LOOK_AT_PAGE[detail], { accounts, after, zones: zonesPerAccount });
  if (outcome.kind !== 'answer') return outcome;
  const page = readAccountsPage(outcome, after);
  if ('kind' in page) return page;
  return {
    kind: 'answer',
    accounts: page.nodes.map(({ node, place }) => accountLookOf(node.id, node, detail, place)),
    ...page.end,
    ...(outcome.cost && { cost: outcome.cost }),
  };
}

/**
 * Looks at the zones of one account after `restAfter`. One request, one account in the answer; `complete` only says
 * that nothing follows these: `joinLooks` judges the whole.
 */
export async function lookAtRest(
  client: Asking,
  { accountId, after, zones, detail }: { accountId: string; after: string; zones: number; detail: Detail },
): Promise<LookOutcome> {
  const outcome = await client.ask(LOOK_AT_REST[detail], { account: accountId, zones, after });
  if (outcome.kind !== 'answer') return outcome;
  const { data, errors, cost } = outcome;
  const path = data.account ? ['account', 'soundZones'] : ['account'];
  const told = cost && { cost };
  const page = data.account?.soundZones;
  if (!page) return { kind: 'answer', accounts: [unreadAccount(accountId, { errors, path })], ...told };
  const { zones: rest, unread, restAfter, goesOn } = readZonesPage(page, detail, after);
  const account: AccountLook = {
    accountId,
    zones: rest,
    complete: !goesOn && unread === 0,
    unreadZones: unread,
    total: page.total,
    ...(restAfter && { restAfter }),
    ...(goesOn && !restAfter && { failure: 'failed' }),
  };
  return { kind: 'answer', accounts: [account], ...told };
}

/** An account as two looks tell it, the second at what the first had left out. */
export function joinLooks(first: AccountLook, rest: AccountLook): AccountLook {
  const zones = [...new Map([...first.zones, ...rest.zones].map((zone) => [zone.id, zone])).values()];
  const failure = first.failure ?? rest.failure;
  const total = rest.total ?? first.total;
  const known = first.unreadZones + rest.unreadZones;
  const isEnd = rest.restAfter === undefined && failure === undefined;
  const unreadZones = isEnd && total !== undefined ? Math.max(known, total - zones.length) : known;
  return {
    accountId: first.accountId,
    zones,
    complete: isEnd && rest.complete && unreadZones === 0,
    unreadZones,
    ...(total !== undefined && { total }),
    ...(rest.restAfter && { restAfter: rest.restAfter }),
    ...(failure && { failure }),
  };
}

/** Looks at these accounts, each with its first zones, in one request; every one of them is in the answer. */
export async function lookAtAccounts(
  client: Asking,
  accountIds: readonly string[],
  { zonesPerAccount, detail }: { zonesPerAccount: number; detail: Detail },
): Promise<LookOutcome> {
  if (accountIds.length === 0) return { kind: 'answer', accounts: [] };
  const outcome = await client.ask(lookAtAccountsOf(accountIds.length, detail), {
    ...idsAsVariables(accountIds),
    zones: zonesPerAccount,
  });
  if (outcome.kind !== 'answer') return outcome;
  const { data, errors, cost } = outcome;
  const accounts = accountIds.map((accountId, at) => {
    const place = { errors, path: [`a${at}`] };
    const node = data[`a${at}`];
    return node ? accountLookOf(accountId, node, detail, place) : unreadAccount(accountId, place);
  });
  return { kind: 'answer', accounts, ...(cost && { cost }) };
}

/** Looks at these zones in one request; every one of them is in the answer, with its facts or with why not. */
export async function lookAtZones(client: Asking, zoneIds: readonly string[], detail: Detail): Promise<ZonesOutcome> {
  if (zoneIds.length === 0) return { kind: 'answer', zones: [] };
  const outcome = await client.ask(lookAtZonesOf(zoneIds.length, detail), idsAsVariables(zoneIds));
  if (outcome.kind !== 'answer') return outcome;
  const { data, errors, cost } = outcome;
  const zones = zoneIds.map((zoneId, at) => {
    const node = data[`z${at}`];
    return node
      ? { zoneId, zone: zoneLookOf(node, detail) }
      : { zoneId, failure: failureAt({ errors, path: [`z${at}`] }) };
  });
  return { kind: 'answer', zones, ...(cost && { cost }) };
}

/** How many zones the accounts after a cursor have, and how many of them have a player that is not connected. One request. */
export async function countAccounts(
  client: Asking,
  { after, accounts }: { after: string | null; accounts: number },
): Promise<CountOutcome> {
  const outcome = await client.ask(COUNT_ACCOUNTS, { accounts, after });
  if (outcome.kind !== 'answer') return outcome;
  const page = readAccountsPage(outcome, after);
  if ('kind' in page) return page;
  const counts = page.nodes.flatMap(({ node: { id, all, offline } }) =>
    all && offline ? [{ accountId: id, total: all.total, offline: offline.total }] : [],
  );
  const failures = page.nodes.flatMap(({ node: { id, all, offline }, place }) =>
    all && offline ? [] : [{ accountId: id, failure: failureAt(place) }],
  );
  return { kind: 'answer', counts, failures, ...page.end, ...(outcome.cost && { cost: outcome.cost }) };
}
