import { jest } from '@jest/globals';
import { type createSoundtrackClient, discoverAccounts } from '../../../lambdas/clients/soundtrack/index.ts';
import { patientSoundtrack } from '../../../lambdas/clients/soundtrack/patient-soundtrack.ts';
import { Failure } from '../../../lambdas/runtime/failure.ts';
import { outsideCall } from '../../../lambdas/runtime/resilience/outside-call.ts';
import { source } from '../../../lambdas/runtime/resilience/source.ts';
import { breakerStoreInMemory } from '../../runtime/resilience/breaker-store-in-memory.ts';
import { listening } from '../../runtime/shared-state/listening.ts';

const start = Date.parse('2026-11-21T10:00:00.000Z');
type Client = ReturnType<typeof createSoundtrackClient>;
type Outcome = Awaited<ReturnType<Client['ask']>>;

/** A walk of one-account pages with a minute for all of them; `answer` says what the nth page takes and comes to, undefined for never. */
async function walk(answer: (nth: number) => { takesSeconds: number; outcome?: Outcome | Error | undefined }) {
  let now = start;
  let asked = 0;
  const clock = () => new Date(now);
  const outside = outsideCall(source('soundtrack', 26, { jitter: false }), {
    breakers: breakerStoreInMemory(),
    clock,
    sleep: async (seconds) => {
      now += seconds * 1000;
    },
    ...listening(),
  });
  const soundtrack = {
    async ask() {
      const nth = ++asked;
      const { takesSeconds, outcome } = { outcome: pageOf(nth), ...answer(nth) };
      now += takesSeconds * 1000;
      if (outcome === undefined) return new Promise<never>(() => {});
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  } as Client;
  const read: string[] = [];
  const discovery = await discoverAccounts(
    patientSoundtrack(soundtrack, { outside, clock, deadline: new Date(start + 60_000) }),
    { onPage: (page) => void read.push(...page.map(({ account }) => account.id)), pageSize: 1 },
  );
  return { discovery, read, asked };
}

const pageOf = (nth: number): Outcome => ({
  kind: 'answer',
  errors: [],
  data: {
    me: {
      __typename: 'PublicAPIClient',
      accounts: {
        total: 100,
        pageInfo: { hasNextPage: true, endCursor: `after-${nth}` },
        edges: [
          {
            node: {
              id: `account-${nth}`,
              businessName: `Hotel ${nth}`,
              plan: 'ESSENTIAL',
              soundZones: { total: 0, pageInfo: { hasNextPage: false, endCursor: null }, edges: [] },
            },
          },
        ],
      },
    },
  },
});

describe('a walk that runs out of time keeps what it read', () => {
  it('where less than a try’s time is left before the next page', async () => {
    const { discovery, read, asked } = await walk((nth) => ({ takesSeconds: nth === 1 ? 59.5 : 1 }));
    expect([read, asked]).toEqual([['account-1'], 1]);
    expect(discovery).toMatchObject({ complete: false, failures: [{ accountId: null, reason: 'timeout' }] });
  });

  it('where the time is over before a page is asked for', async () => {
    const { discovery, read } = await walk(() => ({ takesSeconds: 30 }));
    expect(read).toEqual(['account-1', 'account-2']);
    expect(discovery.failures).toMatchObject([{ reason: 'timeout' }]);
  });

  it('where the time is over while a page is waited for', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      const walking = walk((nth) => (nth === 1 ? { takesSeconds: 50 } : { takesSeconds: 10, outcome: undefined }));
      await jest.advanceTimersByTimeAsync(10_000);
      const { discovery, read } = await walking;
      expect(read).toEqual(['account-1']);
      expect(discovery.failures).toMatchObject([{ reason: 'timeout' }]);
    } finally {
      jest.useRealTimers();
    }
  });
});

it('a walk does not take a bug for Soundtrack being away', async () => {
  const bug = new TypeError('x is undefined');
  await expect(walk(() => ({ takesSeconds: 1, outcome: bug }))).rejects.toBe(bug);
  const refused = new Failure('misused', 'no', { retryable: false });
  await expect(walk(() => ({ takesSeconds: 1, outcome: refused }))).rejects.toBe(refused);
});
