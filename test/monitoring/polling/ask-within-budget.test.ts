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
  whileWaiting = () => {},
}: {
  runSeconds?: number;
  known?: Tokens;
  full?: number;
  /** What others do meanwhile. */
  whileWaiting?(take: (tokens: number) => void): void;
} = {}) {
  let now = 0;
  const clock = () => new Date(now);
  const bucket = createBucket({ capacity: 3_600, refillPerSecond: 50 }, clock);
  bucket.take(3_600 - full);
  let noted: Tokens | undefined = known;
  const note = (tokens: Tokens) => {
    noted = tokens;
  };
  const take = (tokens: number) => {
    bucket.take(tokens);
    note({ available: bucket.available(), at: now });
  };
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
        whileWaiting(take);
      },
      deadline: new Date(runSeconds * 1000),
      costs: new Map(),
      shared: { tokens: async () => noted, saveTokens: async (tokens) => note(tokens) },
      ...(known && { tokens: known }),
    },
  );
  return {
    ...budgeted,
    noted: () => noted,
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

  it('waits on when others took what it waited for', async () => {
    let others = 2;
    const { ask, levels, waits } = aCredential({
      known: { available: 0, at: 0 },
      full: 0,
      runSeconds: 200,
      whileWaiting: (take) => others-- > 0 && take(700),
    });
    expect((await ask(4)).kind).toBe('answer');
    expect(waits.length).toBeGreaterThan(1);
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(720);
  });

  it('notes for others how full a bucket is that runs low, and only then', async () => {
    const full = aCredential();
    await full.ask(4);
    expect(full.noted()).toBeUndefined();
    const low = aCredential({ full: 900, known: { available: 900, at: 0 } });
    await low.ask(10);
    expect(low.noted()).toEqual({ available: low.levels.at(-1), at: expect.any(Number) });
  });
});
