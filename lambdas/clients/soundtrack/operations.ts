import * as z from 'zod';
import type { Operation } from './client.ts';
import { SubscriptionStateText } from './states.ts';

export const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

const pageOf = <Node extends z.ZodType>(node: Node) =>
  z.object({ total: z.number(), pageInfo: PageInfo, edges: z.array(z.object({ node: node.nullable() })) });

const ZoneNode = z.object({
  id: z.string(),
  name: z.string(),
  isPaired: z.boolean(),
  online: z.boolean(),
  subscription: z.object({ state: SubscriptionStateText }),
  location: z.object({ id: z.string(), name: z.string(), timezone: z.string() }).nullable(),
});

const ZonesPage = pageOf(ZoneNode);
export type ZonesPage = z.infer<typeof ZonesPage>;

const AccountNode = z.object({
  id: z.string(),
  businessName: z.string(),
  plan: z.string(),
  soundZones: ZonesPage.nullable(),
});
export type AccountNode = z.infer<typeof AccountNode>;

const AccountsPage = pageOf(AccountNode);
type AccountsPage = z.infer<typeof AccountsPage>;

const ZONES = `
fragment Zones on AccountSoundZoneConnection {
  total
  pageInfo { hasNextPage endCursor }
  edges { node { id name isPaired online subscription { state } location { id name timezone } } }
}`;

export type AccountsAnswer = { me: { __typename: string; accounts?: AccountsPage | null } | null };

/** A page of the credential's accounts, each with its first zones. */
export const DISCOVER_ACCOUNTS: Operation<{ accounts: number; after: string | null; zones: number }, AccountsAnswer> = {
  name: 'DiscoverAccounts',
  text: `query DiscoverAccounts($accounts: Int!, $after: String, $zones: Int!) {
  me {
    __typename
    ... on PublicAPIClient {
      accounts(first: $accounts, after: $after) {
        total
        pageInfo { hasNextPage endCursor }
        edges { node { id businessName plan soundZones(first: $zones) { ...Zones } } }
      }
    }
  }
}${ZONES}`,
  data: z.object({ me: z.object({ __typename: z.string(), accounts: AccountsPage.nullish() }).nullable() }),
};

/** Further zones of one account. */
export const DISCOVER_ZONES: Operation<
  { account: string; zones: number; after: string | null },
  { account: { id: string; soundZones: ZonesPage | null } | null }
> = {
  name: 'DiscoverZones',
  text: `query DiscoverZones($account: ID!, $zones: Int!, $after: String) {
  account(id: $account) { id soundZones(first: $zones, after: $after) { ...Zones } }
}${ZONES}`,
  data: z.object({ account: z.object({ id: z.string(), soundZones: ZonesPage.nullable() }).nullable() }),
};

/** What discovery sends; tests check each against the published schema. */
export const OPERATIONS = [DISCOVER_ACCOUNTS, DISCOVER_ZONES] as const;
