import type { Asking } from './client.ts';
import { countAccounts, lookAtAccounts, lookAtPage, lookAtZones } from './look.ts';
import type { Detail } from './looks.ts';
import type { ShapeCost, ShapeCosts } from './shapes.ts';
import { type Priced, sizeUp, tokensOf } from './size-up.ts';

export type Sample = {
  /** Of this credential; one is enough, the same one may be asked for many times in a request. */
  accountIds: readonly string[];
  zoneIds: readonly string[];
  /** Milliseconds since 1970. */
  measuredAt: number;
  /** Accounts a page is to hold. @default 100 */
  accountsPerPage?: number;
  /** Zones asked of each account where their number costs nothing. @default 100 */
  zonesPerAccount?: number;
  /** The same where each costs: about as many as an account has. @default 10 */
  pricedZonesPerAccount?: number;
  /** Accounts or zones by id that one request is to hold. @default 25 */
  byIdPerRequest?: number;
  /** No request is to cost more, so that it fits beside what is kept for people. @default 1,200 */
  mostTokens?: number;
};

/**
 * Learns what each way of asking costs, by some twenty small requests and the headers of their answers: prices are not
 * documented. Pacing is the client's. Shapes that cannot be measured just now are named with the reason.
 */
export async function measureShapes(client: Asking, sample: Sample): Promise<ShapeCosts> {
  const { accountsPerPage = 100, byIdPerRequest = 25, mostTokens = 1_200, measuredAt } = sample;
  const result: ShapeCosts = { measuredAt, costs: [], unmeasured: [] };
  const zonesPerAccount = await zonesToAsk(client, sample);

  const measure = async (
    { shape, detail, wanted }: Pick<ShapeCost, 'shape' | 'detail'> & { wanted: number },
    ask: (size: number) => Promise<Priced>,
  ) => {
    const sized = await sizeUp(ask, { wanted, mostTokens });
    if ('because' in sized) return void result.unmeasured.push({ shape, detail, because: sized.because });
    const { size, tokens, perOne } = sized;
    const room = { pages: size * zonesPerAccount, accounts: size * zonesPerAccount, zones: size, counters: 0 };
    result.costs.push({
      shape,
      detail,
      tokens,
      accountsPerRequest: shape === 'zones' ? 0 : size,
      zonesPerRequest: room[shape],
      ...(shape !== 'zones' && { perAccount: perOne }),
      measuredAt,
    });
  };

  for (const detail of ['presence', 'full'] as const satisfies Detail[]) {
    await measure({ shape: 'pages', detail, wanted: accountsPerPage }, (accounts) =>
      lookAtPage(client, { after: null, accounts, zonesPerAccount, detail }),
    );
    if (sample.accountIds.length > 0) {
      await measure({ shape: 'accounts', detail, wanted: byIdPerRequest }, (size) =>
        lookAtAccounts(client, repeated(sample.accountIds, size), { zonesPerAccount, detail }),
      );
    }
    if (sample.zoneIds.length > 0) {
      await measure({ shape: 'zones', detail, wanted: byIdPerRequest }, (size) =>
        lookAtZones(client, repeated(sample.zoneIds, size), detail),
      );
    }
  }
  await measure({ shape: 'counters', detail: 'presence', wanted: accountsPerPage }, (accounts) =>
    countAccounts(client, { after: null, accounts }),
  );
  return result;
}

/** Many zones of each account where room for them is free, else only what is likely to be used. */
async function zonesToAsk(
  client: Asking,
  { zonesPerAccount = 100, pricedZonesPerAccount = 10 }: Sample,
): Promise<number> {
  const price = async (zones: number) =>
    tokensOf(await lookAtPage(client, { after: null, accounts: 1, zonesPerAccount: zones, detail: 'presence' }));
  const [few, many] = [await price(1), await price(zonesPerAccount)];
  return typeof few === 'number' && few === many ? zonesPerAccount : Math.min(pricedZonesPerAccount, zonesPerAccount);
}

const repeated = (ids: readonly string[], size: number): string[] =>
  Array.from({ length: size }, (_, at) => ids[at % ids.length] ?? '');
