import { createSoundtrackClient } from '../../../lambdas/clients/soundtrack/index.ts';
import { DISCOVER_ACCOUNTS } from '../../../lambdas/clients/soundtrack/operations.ts';
import { Failure } from '../../../lambdas/runtime/failure.ts';
import { freePort } from '../../../local/ports.ts';
import { aSoundtrack, type Soundtrack, TOKEN } from '../../local/simulators/soundtrack/a-soundtrack.ts';

let soundtrack: Soundtrack;
beforeAll(async () => {
  soundtrack = await aSoundtrack();
});
beforeEach(() => soundtrack.request('POST', '/_sim/reset'));
afterAll(() => soundtrack.close());

const ask = (client = soundtrack.client()) => client.ask(DISCOVER_ACCOUNTS, { accounts: 5, zones: 5, after: null });

describe('the Soundtrack client', () => {
  it('answers with data and what it cost', async () => {
    const outcome = await ask();
    expect(outcome).toMatchObject({ kind: 'answer', errors: [], cost: { tokens: 67, available: 3_533 } });
    expect(outcome.kind === 'answer' && outcome.data.me?.accounts?.edges).toHaveLength(5);
  });

  it.each<[object, object]>([
    [{ http500: true }, { kind: 'later', reason: 'unavailable' }],
    [{ http503: true }, { kind: 'later', reason: 'unavailable' }],
    [{ notJson: true }, { kind: 'later', reason: 'unavailable' }],
    [{ lostResponse: true }, { kind: 'later', reason: 'network', mayHaveRun: true }],
    [{ halfPage: true }, { kind: 'later', reason: 'network', mayHaveRun: true }],
    [{ tokenRevoked: true }, { kind: 'refused', reason: 'unauthenticated' }],
    [{ throttled: { cost: 600, available: 100 } }, { kind: 'later', reason: 'rate-limited', retryAfterSeconds: 10 }],
    [{ throttled: { form: 'code', cost: 600 } }, { kind: 'later', reason: 'rate-limited', retryAfterSeconds: 12 }],
    [
      { throttled: { form: 'http-429', retryAfterSeconds: 30 } },
      { kind: 'later', reason: 'rate-limited', retryAfterSeconds: 30, mayHaveRun: false },
    ],
    [{ unknownField: { field: 'SoundZone.online' } }, { kind: 'refused', reason: 'bad-request' }],
    [{ partialErrors: { next: 1 } }, { kind: 'answer', errors: [{ code: 'INTERNAL_SERVER_ERROR' }] }],
    [{ locationGone: { next: 1 } }, { kind: 'answer', errors: [{ code: 'NOT_FOUND' }] }],
    [{ nullNodes: { next: 1 } }, { kind: 'answer', errors: [] }],
  ])('understands %j', async (faults, expected) => {
    await soundtrack.faults(faults);
    expect(await ask()).toMatchObject(expected);
  });

  it('lives without cost headers', async () => {
    await soundtrack.faults({ headersMissing: true });
    expect(await ask()).not.toHaveProperty('cost');
  });

  it('gives up on an answer that does not come, and on an address where nobody is', async () => {
    await soundtrack.faults({ timeout: { seconds: 3600 } });
    expect(await ask(soundtrack.client({ timeoutMilliseconds: 50 }))).toMatchObject({
      kind: 'later',
      reason: 'timeout',
    });
    const url = `http://127.0.0.1:${await freePort()}/v2`;
    const lost = createSoundtrackClient({ url, token: async () => TOKEN, timeoutMilliseconds: 500 });
    expect(await ask(lost)).toMatchObject({ kind: 'later', reason: 'network' });
  });

  it('lets the caller end a request, and says whether it may have run', async () => {
    const variables = { accounts: 5, zones: 5, after: null };
    const outOfTime = { kind: 'later', reason: 'timeout' };
    const over = await soundtrack.client().ask(DISCOVER_ACCOUNTS, variables, { signal: AbortSignal.abort() });
    expect(over).toEqual({ ...outOfTime, mayHaveRun: false });
    await soundtrack.faults({ timeout: { seconds: 3600 } });
    const ending = new AbortController();
    const asked = soundtrack.client().ask(DISCOVER_ACCOUNTS, variables, { signal: ending.signal });
    ending.abort();
    expect(await asked).toMatchObject(outOfTime);
  });

  it('reads the token anew once when it is refused', async () => {
    const asked: boolean[] = [];
    const token = async (options?: { fresh: boolean }) => {
      asked.push(options?.fresh ?? false);
      return options?.fresh ? TOKEN : 'an-old-token';
    };
    expect(await ask(soundtrack.client({ token }))).toMatchObject({ kind: 'answer' });
    expect(asked).toEqual([false, true]);
  });

  it('does not ask twice with a token that is still the same', async () => {
    await ask(soundtrack.client({ token: async () => 'wrong' }));
    const { body } = await soundtrack.request('GET', '/_sim/requests');
    expect(body).toMatchObject({ requests: 0, refused: { unauthenticated: 1 } });
  });

  it.each<[boolean, object]>([
    [false, { kind: 'refused', reason: 'unauthenticated' }],
    [true, { kind: 'later', reason: 'unavailable', mayHaveRun: false }],
  ])('treats a token that cannot be read as an outcome (may be tried again: %s)', async (retryable, expected) => {
    const token = () => Promise.reject(new Failure('secret', 'no', { retryable }));
    expect(await ask(soundtrack.client({ token }))).toMatchObject(expected);
  });
});
