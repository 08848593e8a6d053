import * as z from 'zod';
import type { Operation } from './client.ts';
import type { Detail } from './looks.ts';
import { PageInfo } from './operations.ts';
import { PlaybackStateText, SubscriptionStateText } from './states.ts';

const ZoneNode = z.object({
  id: z.string(),
  isPaired: z.boolean(),
  online: z.boolean(),
  subscription: z.object({ state: SubscriptionStateText.nullable() }).nullish(),
  playback: z.object({ state: PlaybackStateText.nullable(), volume: z.number().nullable().catch(null) }).nullish(),
});
export type ZoneNode = z.infer<typeof ZoneNode>;

// One zone or account that makes no sense is one that was not read: it must not take the others with it.
const orUnread = <Node extends z.ZodType>(node: Node) => node.nullable().catch(null as never);
const edgesOf = <Node extends z.ZodType>(node: Node) => z.array(z.object({ node: orUnread(node) }));

const ZonesPage = z.object({ total: z.number(), pageInfo: PageInfo, edges: edgesOf(ZoneNode) });
export type ZonesLookPage = z.infer<typeof ZonesPage>;

const AccountNode = z.object({ id: z.string(), soundZones: orUnread(ZonesPage) });
export type AccountLookNode = z.infer<typeof AccountNode>;

const Counter = orUnread(z.object({ total: z.number() }));
const CountNode = z.object({ id: z.string(), all: Counter, offline: Counter });
export type CountNode = z.infer<typeof CountNode>;

const accountsOf = <Node extends z.ZodType>(node: Node) =>
  z.object({
    me: z
      .object({
        __typename: z.string(),
        accounts: z.object({ total: z.number(), pageInfo: PageInfo, edges: edgesOf(node) }).nullish(),
      })
      .nullable(),
  });
/** What a page of accounts comes as. `accounts` is undefined for a token that is not of an API client. */
export type AccountsPageAnswer<Node> = {
  me: {
    __typename: string;
    accounts?: {
      total: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { node: Node | null }[];
    } | null;
  } | null;
};

const FIELDS: Record<Detail, string> = {
  presence: 'id isPaired online',
  full: 'id isPaired online subscription { state } playback { state volume }',
};
const zonesFragment = (detail: Detail) => `
fragment Zones on AccountSoundZoneConnection {
  total
  pageInfo { hasNextPage endCursor }
  edges { node { ${FIELDS[detail]} } }
}`;

const pageOfAccounts = (name: string, variables: string, node: string) => `query ${name}(${variables}) {
  me {
    __typename
    ... on PublicAPIClient {
      accounts(first: $accounts, after: $after) {
        total
        pageInfo { hasNextPage endCursor }
        edges { node { ${node} } }
      }
    }
  }
}`;

type Page = { accounts: number; after: string | null };
const forDetails = <Made>(make: (detail: Detail) => Made): Record<Detail, Made> => ({
  presence: make('presence'),
  full: make('full'),
});

/** A page of the credential's accounts, each with its first zones. */
export const LOOK_AT_PAGE = forDetails<Operation<Page & { zones: number }, AccountsPageAnswer<AccountLookNode>>>(
  (detail) => ({
    name: 'LookAtPage',
    text: `${pageOfAccounts('LookAtPage', '$accounts: Int!, $after: String, $zones: Int!', 'id soundZones(first: $zones) { ...Zones }')}${zonesFragment(detail)}`,
    data: accountsOf(AccountNode),
  }),
);

/** Further zones of one account. */
export const LOOK_AT_REST = forDetails<
  Operation<{ account: string; zones: number; after: string }, { account: AccountLookNode | null }>
>((detail) => ({
  name: 'LookAtRest',
  text: `query LookAtRest($account: ID!, $zones: Int!, $after: String!) {
  account(id: $account) { id soundZones(first: $zones, after: $after) { ...Zones } }
}${zonesFragment(detail)}`,
  data: z.object({ account: orUnread(AccountNode) }),
}));

/** How many zones each account of a page has, and how many of them have a player that is not connected. */
export const COUNT_ACCOUNTS: Operation<Page, AccountsPageAnswer<CountNode>> = {
  name: 'CountAccounts',
  text: pageOfAccounts(
    'CountAccounts',
    '$accounts: Int!, $after: String',
    'id all: soundZones(first: 1) { total } offline: soundZones(first: 1, filters: [{ isPaired: true, online: false }]) { total }',
  ),
  data: accountsOf(CountNode),
};

type Aliased<Node> = Record<string, Node | null>;
export type Ids = Record<string, string>;

const idVariables = (count: number) => Array.from({ length: count }, (_, at) => `$i${at}: ID!`).join(', ');
const aliases = (count: number, alias: string, field: string, selection: string) =>
  Array.from({ length: count }, (_, at) => `  ${alias}${at}: ${field}(id: $i${at}) ${selection}`).join('\n');

/** Ids as the variables i0, i1…: never in the text, so that one text serves every request of its size. */
export const idsAsVariables = (ids: readonly string[]): Ids =>
  Object.fromEntries(ids.map((id, at) => [`i${at}`, id] as const));

/** So many accounts by their ids, as a0, a1…, each with its first zones. */
export const lookAtAccountsOf = (
  count: number,
  detail: Detail,
): Operation<Record<string, string | number>, Aliased<AccountLookNode>> => ({
  name: 'LookAtAccounts',
  text: `query LookAtAccounts($zones: Int!, ${idVariables(count)}) {
${aliases(count, 'a', 'account', '{ id soundZones(first: $zones) { ...Zones } }')}
}${zonesFragment(detail)}`,
  data: z.record(z.string(), orUnread(AccountNode)),
});

/** So many zones by their ids, as z0, z1… */
export const lookAtZonesOf = (count: number, detail: Detail): Operation<Ids, Aliased<ZoneNode>> => ({
  name: 'LookAtZones',
  text: `query LookAtZones(${idVariables(count)}) {
${aliases(count, 'z', 'soundZone', '{ ...Zone }')}
}
fragment Zone on SoundZone { ${FIELDS[detail]} }`,
  data: z.record(z.string(), orUnread(ZoneNode)),
});
