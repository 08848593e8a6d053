import { google } from '../../../lambdas/clients/google/google.ts';
import type { GoogleKey } from '../../../lambdas/clients/google/key.ts';
import { readSheet } from '../../../lambdas/clients/google/sheets.ts';
import { Failure } from '../../../lambdas/runtime/failure.ts';
import type { Secret } from '../../../lambdas/runtime/secrets.ts';
import type { Sheet } from '../../../lambdas/sync/sheet/sheet.ts';
import { localGoogleKey } from '../../../local/simulators/index.ts';
import { type AGoogle, aGoogle, KEY } from './a-google.ts';

let a: AGoogle;
beforeEach(async () => {
  a = await aGoogle();
});
afterEach(() => a.close());

const read = () => readSheet(a.google, 'venue-master');

describe('reading a sheet', () => {
  it('gives every tab as stored, ragged, in two requests', async () => {
    const answer = await read();
    expect(answer).toEqual({
      kind: 'sheet',
      requests: 2,
      sheet: {
        title: 'Venues',
        timeZone: 'Asia/Bangkok',
        tabs: [
          {
            title: 'Venue master',
            values: [
              ['venue_id', 'Property Name', 'last issue date', 'active'],
              [1, 'Hilton Pattaya', 46_347, true],
              [2, 'โรงแรมเดอะเพลส', '31/10/2568'],
              [],
              [3],
            ],
          },
          { title: "ใบสั่งซื้อ 1's", values: [['#N/A', -1.5]] },
          { title: 'A1', values: [] },
        ],
      },
    });
    // What the client answers is what the sync takes.
    const taken: Sheet | undefined = answer.kind === 'sheet' ? answer.sheet : undefined;
    expect(taken?.tabs).toHaveLength(3);
    expect(await a.requests()).toMatchObject({ byKind: { token: 1, 'spreadsheets.get': 1, 'values.batchGet': 1 } });
  });

  it('keeps its token for the next reading, and renews it before its end', async () => {
    await read();
    await read();
    expect((await a.requests()).byKind.token).toBe(1);
    a.time.advance(56 * 60_000);
    await read();
    expect((await a.requests()).byKind.token).toBe(2);
  });

  it('asks for one token however many readings start at once', async () => {
    await Promise.all([read(), read(), read()]);
    expect((await a.requests()).byKind.token).toBe(1);
  });
});

describe('a reading that failed', () => {
  it.each<[string, object, object]>([
    ['a sheet that is not shared', { notShared: true }, { kind: 'refused', reason: 'not-shared' }],
    ['a sheet that is not there', { notFound: true }, { kind: 'refused', reason: 'not-found' }],
    ['a key Google no longer takes', { tokenInvalidGrant: true }, { kind: 'refused', reason: 'unauthorized' }],
    ['tokens refused for good', { tokenExpired: true }, { kind: 'refused', reason: 'unauthorized' }],
    ['too many reads', { rateLimited: true }, { kind: 'later', reason: 'rate-limited' }],
    ['too many reads, said with 403', { userRateLimited: true }, { kind: 'later', reason: 'rate-limited' }],
    ['500', { http500: true }, { kind: 'later', reason: 'unavailable' }],
    ['503', { http503: true }, { kind: 'later', reason: 'unavailable' }],
    ['a token endpoint that is away', { tokenUnavailable: true }, { kind: 'later', reason: 'unavailable' }],
    ['half an answer', { halfPage: true }, { kind: 'later', reason: 'network' }],
    ['tabs renamed meanwhile', { tabRenamed: true }, { kind: 'later', reason: 'changed-meanwhile' }],
  ])('is an outcome: %s', async (_, faults, expected) => {
    expect((await a.faults(faults)).status).toBe(200);
    expect(await read()).toMatchObject(expected);
    await a.faults(Object.fromEntries(Object.keys(faults).map((name) => [name, 0])));
    expect(await read()).toMatchObject({ kind: 'sheet' });
  });

  it('is never tried again behind the caller’s back', async () => {
    await a.faults({ http503: true });
    await read();
    expect((await a.requests()).byKind).toEqual({ token: 1, 'spreadsheets.get': 1 });
  });

  it('is an outcome when the answer takes too long', async () => {
    const slow = await aGoogle({ timeoutMilliseconds: 30 });
    await readSheet(slow.google, 'x');
    await slow.faults({ slow: { seconds: 60 } });
    expect(await readSheet(slow.google, 'x')).toEqual({ kind: 'later', reason: 'timeout' });
    await slow.close();
  });

  it('is an outcome when nobody answers at all', async () => {
    await a.simulator.close();
    expect(await read()).toEqual({ kind: 'later', reason: 'network' });
    a = await aGoogle();
  });

  it('after half a page and an error says each time what happened', async () => {
    await a.faults({ halfPageThen500: { next: 1 } });
    expect(await read()).toEqual({ kind: 'later', reason: 'network' });
    expect(await read()).toEqual({ kind: 'later', reason: 'unavailable' });
    expect(await read()).toMatchObject({ kind: 'sheet' });
  });

  it('replaces an access token that was taken back, once', async () => {
    await read();
    await a.faults({ tokenExpired: { next: 1 } });
    expect(await read()).toMatchObject({ kind: 'sheet' });
    expect((await a.requests()).byKind.token).toBe(2);
  });

  it('runs into the quota of 60 reads a minute, and out of it with the next minute', async () => {
    for (let nth = 0; nth < 30; nth += 1) expect(await read()).toMatchObject({ kind: 'sheet' });
    expect(await read()).toEqual({ kind: 'later', reason: 'rate-limited' });
    a.time.advance(60_000);
    expect(await read()).toMatchObject({ kind: 'sheet' });
  });
});

describe('the key', () => {
  const withKey = (key: Secret<GoogleKey>) => google(a.settings, key, a.time.clock);
  const ours = { client_email: 'a@b.co', private_key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' };

  it('is read afresh when it is refused, for keys are rotated', async () => {
    const old = localGoogleKey().secret;
    const rotated: Secret<GoogleKey> = async ({ fresh = false } = {}) => (fresh ? KEY.secret : old);
    expect(await readSheet(withKey(rotated), 'x')).toMatchObject({ kind: 'sheet' });
  });

  it.each<[string, Secret<GoogleKey>, object]>([
    ['unreadable', async () => ours, { kind: 'refused', reason: 'unauthorized' }],
    [
      'not filled in',
      async () => {
        throw new Failure('secret-not-filled-in', 'The secret has no usable value', { retryable: false });
      },
      { kind: 'refused', reason: 'unauthorized', message: 'The secret has no usable value' },
    ],
    [
      'in a store that is away',
      async () => {
        throw new Error('timed out');
      },
      { kind: 'later', reason: 'unavailable' },
    ],
  ])('is an outcome when it is %s', async (_, key, expected) => {
    expect(await readSheet(withKey(key), 'x')).toMatchObject(expected);
  });
});
