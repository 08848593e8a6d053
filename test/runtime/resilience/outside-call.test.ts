import { setImmediate as turn } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Failure } from '../../../lambdas/runtime/failure.ts';
import { outsideCall } from '../../../lambdas/runtime/resilience/outside-call.ts';
import { type Source, source } from '../../../lambdas/runtime/resilience/source.ts';
import { judgeLater, type Later, type Verdict } from '../../../lambdas/runtime/resilience/verdict.ts';
import { listening } from '../shared-state/listening.ts';
import { breakerStoreInMemory } from './breaker-store-in-memory.ts';

const start = Date.parse('2026-11-21T10:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);

type Answer = { kind: 'sheet'; rows: number } | { kind: 'refused'; reason: string } | Later;
const sheet: Answer = { kind: 'sheet', rows: 3 };
const refused: Answer = { kind: 'refused', reason: 'not-shared' };
const unavailable: Answer = { kind: 'later', reason: 'unavailable' };
const busy = (retryAfterSeconds: number): Answer => ({ kind: 'later', reason: 'rate-limited', retryAfterSeconds });
const retryable = new Failure('socket-closed', 'gone', { retryable: true });
const final = new Failure('secret-not-filled-in', 'no value', { retryable: false });
const bug = new TypeError('x is undefined');

/** A process with a clock of its own that sleeps in no time, and a source that answers from a list. */
function aProcess(differences: Partial<Source> = {}, breakers = breakerStoreInMemory()) {
  let now = 0;
  const slept: number[] = [];
  const heard = listening();
  const call = outsideCall(source('sheets', 10, { jitter: false, ...differences }), {
    breakers,
    clock: () => at(now),
    sleep: async (seconds) => {
      slept.push(seconds);
      now += seconds;
    },
    ...heard,
  });
  let asked = 0;
  const ask = (
    answers: (Answer | Error)[],
    options: { deadline?: Date; takesSeconds?: number; judge?: (answer: Answer) => Verdict } = {},
  ) => {
    const { takesSeconds = 0, judge = judgeLater, deadline } = options;
    const rest = [...answers];
    const work = async () => {
      asked++;
      now += takesSeconds;
      const next = rest.shift() ?? sheet;
      if (next instanceof Error) throw next;
      return next;
    };
    return call(work, { judge, ...(deadline && { deadline }) });
  };
  return {
    ask,
    call,
    slept,
    ...heard,
    breakers,
    asked: () => asked,
    pass: (seconds: number) => {
      now += seconds;
    },
  };
}

describe('an outside call', () => {
  it.each<[string, (Answer | Error)[], { answers: Answer | Error; asked: number; slept: number[] }]>([
    ['that is good is made once', [sheet], { answers: sheet, asked: 1, slept: [] }],
    ['that is refused is made once', [refused], { answers: refused, asked: 1, slept: [] }],
    ['is made again where that can help', [unavailable, sheet], { answers: sheet, asked: 2, slept: [1] }],
    ['waits as long as it was asked to', [busy(7), sheet], { answers: sheet, asked: 2, slept: [7] }],
    [
      'is made three times, then answers the last outcome',
      [unavailable, unavailable, busy(9)],
      { answers: busy(9), asked: 3, slept: [1, 2] },
    ],
    ['ends at a wait nobody can wait', [busy(31)], { answers: busy(31), asked: 1, slept: [] }],
    ['is made again after an error that says so', [retryable, sheet], { answers: sheet, asked: 2, slept: [1] }],
    [
      'throws the last of three errors',
      [unavailable, retryable, retryable],
      { answers: retryable, asked: 3, slept: [1, 2] },
    ],
    ['throws at once an error no try can help', [final], { answers: final, asked: 1, slept: [] }],
    ['throws at once what nobody expected', [bug], { answers: bug, asked: 1, slept: [] }],
  ])('%s', async (_, answers, expected) => {
    const { ask, asked, slept } = aProcess();
    const answer = await ask(answers).catch((error: unknown) => error);
    expect({ answers: answer, asked: asked(), slept }).toEqual(expected);
  });

  it.each<[number, number]>([
    [3.9, 2],
    [4, 3],
  ])('with %f s to its deadline is tried %i times: as long as a wait and a try fit', async (seconds, tries) => {
    const { ask, asked, slept } = aProcess();
    expect(await ask([unavailable, unavailable, sheet], { deadline: at(seconds) })).toEqual(
      tries === 3 ? sheet : unavailable,
    );
    expect({ asked: asked(), slept }).toEqual({ asked: tries, slept: [1, 2].slice(0, tries - 1) });
  });

  it('counts what its tries took against the deadline', async () => {
    const { ask, asked, slept } = aProcess();
    await ask([busy(15), sheet], { deadline: at(20), takesSeconds: 5 });
    expect({ asked: asked(), slept }).toEqual({ asked: 1, slept: [] });
  });

  it('is not begun when its time is over', async () => {
    const { ask, asked } = aProcess();
    const code = 'outside-call-too-late';
    await expect(ask([sheet], { deadline: at(0.9) })).rejects.toMatchObject({ code, retryable: true });
    expect(asked()).toBe(0);
  });
});

describe('a try that does not end', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const settle = async () => {
    for (let i = 0; i < 5; i++) await turn();
  };
  const hanging = (aborted: unknown[], listens: boolean) => (signal: AbortSignal) =>
    new Promise<Answer>((_, reject) => {
      signal.addEventListener('abort', () => {
        aborted.push(signal.reason);
        if (listens) reject(signal.reason);
      });
    });

  it.each([true, false])('is aborted after its time and made again (it listens to its signal: %s)', async (listens) => {
    const { call } = aProcess({ tries: 2 });
    const aborted: unknown[] = [];
    const answer = call(hanging(aborted, listens), { judge: judgeLater }).catch((error: unknown) => error);
    await settle();
    await jest.advanceTimersByTimeAsync(9_999);
    expect(aborted).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1);
    await settle();
    expect(aborted).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    await settle();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await answer).toMatchObject({ code: 'outside-call-timed-out', retryable: true });
    expect(aborted).toHaveLength(2);
  });

  it('has no longer than the deadline, and then says nothing about the source', async () => {
    const { call, breakers, counts } = aProcess({ tries: 1, breaker: { failures: 1, openSeconds: 300 } });
    const answer = call(hanging([], true), { judge: judgeLater, deadline: at(4) }).catch((error: unknown) => error);
    await settle();
    await jest.advanceTimersByTimeAsync(4_000);
    expect(await answer).toMatchObject({ code: 'outside-call-timed-out' });
    expect(breakers.calls).toEqual(['load']);
    expect(counts()).toEqual({ 'ExternalCall sheets': 1, 'ExternalCallFailed sheets': 1 });
  });
});

describe('a source that fails', () => {
  const down = [unavailable, unavailable, unavailable];

  it('three calls in a row is not asked for five minutes, by any process, and then by one try of one', async () => {
    const one = aProcess();
    const two = aProcess({}, one.breakers);
    for (let i = 0; i < 3; i++) await one.ask(down);
    expect(one.asked()).toBe(9);
    // Three seconds went by in each call's waits.
    const closedWay = { kind: 'unavailable', source: 'sheets', until: at(309) };
    expect(await one.ask([sheet])).toEqual(closedWay);
    expect(await two.ask([sheet])).toEqual(closedWay);
    expect([one.asked(), two.asked()]).toEqual([9, 0]);
    expect(one.counts()).toEqual({
      'ExternalCall sheets': 3,
      'ExternalCallFailed sheets': 3,
      'BreakerOpened sheets': 1,
    });
    expect(one.said).toEqual(['breaker opened']);
    two.pass(309);
    expect(await two.ask(down)).toEqual(unavailable);
    expect(two.asked()).toBe(1);
    two.pass(300);
    expect(await two.ask([sheet])).toEqual(sheet);
    expect(await two.ask([sheet])).toEqual(sheet);
  });

  it.each<[string, boolean, (Answer | Error)[]]>([
    ['is down', true, down],
    ['drops connections', true, [retryable, retryable, retryable]],
    ['asks for fewer calls', false, [busy(60)]],
    ['refuses', false, [refused]],
    ['was not asked because of an error of ours', false, [bug]],
    ['comes back within the call', false, [unavailable, unavailable, sheet]],
  ])('three times because it %s closes the way: %s', async (_, closes, answers) => {
    const { ask } = aProcess();
    for (let i = 0; i < 3; i++) await ask(answers).catch(() => undefined);
    expect((await ask([sheet])).kind).toBe(closes ? 'unavailable' : 'sheet');
  });

  it('is asked all the same while the breakers are away', async () => {
    const { ask, breakers } = aProcess();
    breakers.away(true);
    expect(await ask([sheet])).toEqual(sheet);
    expect(await ask(down)).toEqual(unavailable);
    expect(await ask([sheet])).toEqual(sheet);
  });

  it('gives back its one try when that showed nothing', async () => {
    const { ask, pass } = aProcess();
    for (let i = 0; i < 3; i++) await ask(down);
    pass(300);
    await expect(ask([bug])).rejects.toBe(bug);
    expect(await ask([sheet])).toEqual(sheet);
  });
});

describe('the judgement of a client’s outcome', () => {
  it.each<[Answer, Verdict]>([
    [sheet, 'good'],
    [refused, 'refused'],
    [unavailable, { kind: 'retry', alive: false }],
    [busy(4), { kind: 'retry', afterSeconds: 4, alive: true }],
  ])('of %j is %j', (answer, verdict) => expect(judgeLater(answer)).toEqual(verdict));
});
