import type { Asking } from '../../../lambdas/clients/soundtrack/client.ts';
import type { PollPorts } from '../../../lambdas/monitoring/polling/poll-ports.ts';
import { probe } from '../../../lambdas/monitoring/polling/probe.ts';
import { shardNotesInMemory } from '../store/in-memory.ts';
import { aWay, START } from './a-shard.ts';

const DAY = 86_400_000;
const price = (shape: 'pages' | 'accounts', detail: 'presence' | 'full', measuredAt: number) => ({
  ...{ shape, detail, measuredAt, tokens: 25, perAccount: 0 },
  ...{ accountsPerRequest: 100, zonesPerRequest: 1_000 },
});
const known = (measuredAt: number) => ({
  measuredAt,
  unmeasured: [],
  costs: [price('pages', 'presence', measuredAt), price('pages', 'full', measuredAt)],
});

/** Accounts by id answer and cost their price; pages are refused for want of tokens. */
const withoutPages: Asking = {
  ask: async ({ name }) =>
    name === 'LookAtAccounts'
      ? ({ kind: 'answer', data: {}, errors: [], cost: { tokens: 100, available: 3_000 } } as never)
      : { kind: 'later', reason: 'rate-limited', mayHaveRun: false },
};

async function probed(ask: Asking['ask'], measuredAt: number) {
  const notes = shardNotesInMemory();
  const ports = {
    ...{ notes, way: aWay({ measured: known(measuredAt) }), soundtrack: { ask } },
    ...{ clock: () => new Date(START), accountIds: ['a'], zonesOf: () => [] },
    ...{ visible: { accounts: 500, zones: 5_000 }, intervalSeconds: 300 },
  };
  const polled = await probe(ports as unknown as PollPorts);
  return { polled, way: await notes.way() };
}

describe('a probe', () => {
  it('keeps the last price of what cannot be measured just now', async () => {
    const { polled, way } = await probed(withoutPages.ask, START - DAY);
    expect(polled).toEqual({ kind: 'learnt' });
    expect(way).toMatchObject({ shape: 'pages', measuredAt: START });
    expect(way?.measured.costs).toHaveLength(4);
  });

  it('gives up a way of asking that could not be measured for days', async () => {
    const { way } = await probed(withoutPages.ask, START - 3 * DAY);
    expect(way).toMatchObject({ shape: 'accounts' });
  });

  it('that brings nothing at all changes nothing', async () => {
    const { polled, way } = await probed(async () => ({ kind: 'later', reason: 'network', mayHaveRun: false }), START);
    expect(polled).toMatchObject({ kind: 'done', unread: 'network' });
    expect(way).toBeUndefined();
  });
});
