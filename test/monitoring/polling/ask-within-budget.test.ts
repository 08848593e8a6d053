import * as z from 'zod';
import type { SoundtrackOutcome } from '../../../lambdas/clients/soundtrack/index.ts';
import { askWithinBudget } from '../../../lambdas/monitoring/polling/ask-within-budget.ts';
import { DOCUMENTED_TERMS, type Tokens } from '../../../lambdas/monitoring/polling/token-bucket.ts';
import { createBucket } from '../../../local/simulators/soundtrack/buckets.ts';

const operation = (name: string) => ({ name, text: name, data: z.unknown() });

/** A credential whose requests cost what `priceOf` says of their size, on a clock that moves when somebody waits. */
function aCredential({
  runSeconds = 48,
  known,
  full = 3_600,
}: {
  runSeconds?: number;
  known?: Tokens;
  full?: number;
} = {}) {
  let now = 0;
  const clock = () => new Date(now);
  const bucket = createBucket({ capacity: 3_600, refillPerSecond: 50 }, clock);
  bucket.take(3_600 - full);
  const levels: number[] = [];
  const waits: number[] = [];
  let asked = 0;
  let answer: (tokens: number) => SoundtrackOutcome<unknown> = (tokens) => {
    if (!bucket.take(tokens)) {
      return {
        kind: 'later',
        reason: 'rate-limited',
        mayHaveRun: false,
        cost: { tokens, available: bucket.available() },
      };
    }
    return { kind: 'answer', data: {}, errors: [], cost: { tokens, available: bucket.available() } };
  };
  const budgeted = askWithinBudget(
    {
      async ask(_, variables) {
        asked += 1;
        const outcome = answer(Number(variables.accounts ?? 1) * 30);
        levels.push(bucket.available());
        return outcome as never;
      },
    },
    {
      terms: DOCUMENTED_TERMS,
      clock,
      sleep: async (seconds) => {
        waits.push(seconds);
        now += seconds * 1000;
      },
      deadline: new Date(runSeconds * 1000),
      costs: new Map(),
      ...(known && { tokens: known }),
    },
  );
  return {
    ...budgeted,
    ask: (accounts: number, name = 'Look') => budgeted.client.ask(operation(name), { accounts }),
    answers: (how: typeof answer) => {
      answer = how;
    },
    levels,
    waits,
    asked: () => asked,
  };
}

describe('asking within the budget', () => {
  it('waits for nothing while there is plenty', async () => {
    const credential = aCredential();
    for (let at = 0; at < 10; at++) expect((await credential.ask(2)).kind).toBe('answer');
    expect(credential.waits).toEqual([]);
    expect(credential.spent()).toEqual({ tokens: 600, requests: 10 });
  });

  it('never takes what is kept for people, whatever sizes it asks for and in whatever order', async () => {
    const credential = aCredential({ runSeconds: 10_000 });
    for (const size of [1, 2, 40, 1, 38, 37, 40, 3, 25, 40, 40, 1, 40]) {
      expect((await credential.ask(size)).kind).toBe('answer');
    }
    expect(Math.min(...credential.levels)).toBeGreaterThanOrEqual(720);
    expect(credential.waits.length).toBeGreaterThan(3);
  });

  it('never takes it from a bucket that somebody else emptied, when that is known', async () => {
    const credential = aCredential({ full: 100, known: { available: 100, at: 0 } });
    await credential.ask(1);
    expect(Math.min(...credential.levels)).toBeGreaterThanOrEqual(720);
  });

  it('does not ask at all where the wait would end after the run, and says when to come back', async () => {
    const credential = aCredential({ runSeconds: 5, full: 700, known: { available: 700, at: 0 } });
    expect(await credential.ask(38)).toEqual({
      kind: 'later',
      reason: 'rate-limited',
      mayHaveRun: false,
      retryAfterSeconds: 25,
    });
    expect(credential.asked()).toBe(0);
  });

  it('does not wait so long that no time is left for the request, which would pass for a timeout of theirs', async () => {
    const credential = aCredential({ runSeconds: 27, full: 700, known: { available: 700, at: 0 } });
    expect(await credential.ask(38)).toMatchObject({ kind: 'later', reason: 'rate-limited', retryAfterSeconds: 25 });
    expect(credential.waits).toEqual([]);
  });

  it('takes a bucket for empty that refuses without saying how full it is', async () => {
    const credential = aCredential();
    credential.answers(() => ({ kind: 'later', reason: 'rate-limited', mayHaveRun: false }));
    await credential.ask(1);
    expect(credential.tokens()).toEqual({ available: 0, at: 0 });
  });

  it('learns how full it is from a refusal that says so', async () => {
    const credential = aCredential({ full: 40 });
    expect((await credential.ask(2)).kind).toBe('later');
    expect(credential.tokens()).toEqual({ available: 40, at: 0 });
    expect(credential.spent()).toEqual({ tokens: 0, requests: 1 });
  });
});
