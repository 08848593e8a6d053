import {
  type Asking,
  chooseShape,
  createSoundtrackClient,
  measureShapes,
  type Sample,
  ShapeCosts,
} from '../../../lambdas/clients/soundtrack/index.ts';
import { createPacedAsking } from '../../../lambdas/clients/soundtrack/paced-asking.ts';
import { aSoundtrack, type Soundtrack, TOKEN } from '../../local/simulators/soundtrack/a-soundtrack.ts';

describe('what each way of asking costs', () => {
  let soundtrack: Soundtrack;
  afterEach(() => soundtrack.close());

  const measure = async (
    options: Parameters<typeof aSoundtrack>[0],
    sample: Partial<Sample> = {},
    faults: object = {},
  ) => {
    soundtrack = await aSoundtrack(options);
    const [zone] = await soundtrack.zones('?limit=1');
    await soundtrack.faults(faults);
    const direct = createSoundtrackClient({
      url: soundtrack.simulator.apiUrl,
      token: async () => TOKEN,
      timeoutMilliseconds: 5_000,
      bucket: { capacity: options?.capacity ?? 3_600, refillPerSecond: 50 },
    });
    const { ask, spent } = createPacedAsking(direct, { pause: soundtrack.pause, keepTokens: 0 });
    const asked: { name: string; variables: Record<string, unknown> }[] = [];
    const client: Asking = {
      ask: (operation, variables) => {
        asked.push({ name: operation.name, variables });
        return ask(operation, variables);
      },
    };
    const costs = await measureShapes(client, {
      accountIds: [zone.account.id],
      zoneIds: [zone.id],
      measuredAt: 1_795_255_200_000,
      ...sample,
    });
    return { costs, spent, asked };
  };
  const table = ({ costs }: ShapeCosts) =>
    Object.fromEntries(
      costs.map(({ shape, detail, tokens, accountsPerRequest, zonesPerRequest, perAccount }) => [
        `${shape} ${detail}`,
        [tokens, accountsPerRequest, zonesPerRequest, perAccount],
      ]),
    );

  it('is found where levels count: pages are as large as wanted', async () => {
    const { costs, spent } = await measure({ costModel: 'L' });
    expect(costs.unmeasured).toEqual([]);
    expect(table(costs)).toEqual({
      'pages presence': [38, 100, 10_000, 0],
      'pages full': [56, 100, 10_000, 0],
      'accounts presence': [450, 25, 2_500, 18],
      'accounts full': [775, 25, 2_500, 31],
      'zones presence': [75, 0, 25, undefined],
      'zones full': [275, 0, 25, undefined],
      'counters presence': [23, 100, 0, 0],
    });
    expect(ShapeCosts.parse(JSON.parse(JSON.stringify(costs)))).toEqual(costs);
    expect(spent.tokens).toBeLessThan(3_600);
    const choice = chooseShape(costs, { accounts: 10_000, zones: 100_000, budgetTokens: 12_000, intervalSeconds: 300 });
    expect(choice).toMatchObject({ shape: 'pages', detail: 'full', tokensPerRound: 5_600, zonesPerAccount: 100 });
  });

  it('is found where page sizes multiply: few zones an account, and no request that empties the bucket', async () => {
    const { costs, asked } = await measure({ costModel: 'M' });
    expect(costs.unmeasured).toEqual([]);
    expect(table(costs)).toEqual({
      'pages presence': [1_101, 100, 1_000, 11],
      'pages full': [1_179, 38, 380, 31],
      'accounts presence': [275, 25, 250, 11],
      'accounts full': [775, 25, 250, 31],
      'zones presence': [25, 0, 25, undefined],
      'zones full': [75, 0, 25, undefined],
      'counters presence': [301, 100, 0, 3],
    });
    expect(asked.length).toBeLessThan(25);
    const choice = chooseShape(costs, { accounts: 2_000, zones: 10_000, budgetTokens: 12_000, intervalSeconds: 300 });
    expect(choice).toMatchObject({ shape: 'counters', because: 'counters-fit' });
  });

  it('is found with pages of the size that Soundtrack allows', async () => {
    const { costs } = await measure({ pageLimit: 30 }, { zonesPerAccount: 20 });
    expect(table(costs)).toMatchObject({ 'pages presence': [38, 25, 500, 0], 'counters presence': [23, 25, 0, 0] });
  });

  it('is found within a small bucket', async () => {
    const { costs } = await measure({ costModel: 'M', capacity: 600 });
    expect(table(costs)).toMatchObject({ 'pages presence': [551, 50, 500, 11], 'counters presence': [301, 100, 0, 3] });
  });

  it('is not made up where no header tells it', async () => {
    const { costs } = await measure({}, {}, { headersMissing: true });
    expect(costs.costs).toEqual([]);
    expect(costs.unmeasured).toHaveLength(7);
    expect(costs.unmeasured).toContainEqual({ shape: 'pages', detail: 'full', because: 'no-cost-told' });
  });

  it('is told for the rest when one field is no longer there', async () => {
    const { costs } = await measure({}, {}, { unknownField: { field: 'Playback.volume' } });
    expect(costs.unmeasured.map(({ shape, detail, because }) => `${shape} ${detail} ${because}`)).toEqual([
      'pages full bad-request',
      'accounts full bad-request',
      'zones full bad-request',
    ]);
    expect(Object.keys(table(costs))).toEqual([
      'pages presence',
      'accounts presence',
      'zones presence',
      'counters presence',
    ]);
  });

  it('leaves out ways of asking by id when no id is known', async () => {
    const { costs } = await measure({}, { accountIds: [], zoneIds: [] });
    expect(costs.costs.map(({ shape }) => shape)).toEqual(['pages', 'pages', 'counters']);
  });
});
