import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { DirectoryUnavailable, type WatchNews } from '../../../lambdas/venues/index.ts';
import { keysOf, POINTER_KEY, type Pointer } from '../../../lambdas/venues/publication/pointer.ts';
import { type DirectoryRows, snapshotOf, type ZoneEntry } from '../../../lambdas/venues/publication/snapshot.ts';
import { watchListInS3 } from '../../../lambdas/venues/watch/watch-list-in-s3.ts';

const aZone = (id: string, more: Partial<ZoneEntry> = {}): ZoneEntry => ({
  id,
  name: 'Lobby',
  kind: 'lobby',
  critical: true,
  accountId: 'a1',
  venueId: '1',
  timeZone: 'Asia/Bangkok',
  ...more,
});
const nightly = { daily: ['02:00', '03:00'] as [string, string], timeZone: 'Asia/Bangkok' };
const hours = {
  opening: [{ venueId: '1', opening: { week: { mon: [['07:00', '23:00'] as [string, string]] } } }],
  maintenance: [{ venueId: '1', window: nightly, endedAt: null }],
  habits: [{ zoneId: 'z1', mask: 'AAAA' }],
};

/** A bucket in memory, a list of it, and a clock that moves by hand. */
function aWatch() {
  const objects = new Map<string, string>();
  const news: WatchNews[] = [];
  let asked: string[] = [];
  let seconds = 0;
  const send = async ({ input: { Key = '' } }: { input: { Key?: string } }) => {
    asked.push(Key);
    const text = objects.get(Key);
    if (text === undefined) throw Object.assign(new Error('none'), { $metadata: { httpStatusCode: 404 } });
    if (text === 'away') throw new Error('the bucket is away');
    return { Body: { transformToByteArray: async () => Buffer.from(text) }, ETag: '"1"' };
  };
  const lists = watchListInS3({ send } as unknown as Pick<S3Client, 'send'>, 'shelf', {
    clock: () => new Date(seconds * 1000),
    recheckSeconds: 60,
    onNews: (one) => news.push(one),
  });
  return {
    objects,
    news,
    current: () => lists.current(),
    asked() {
      const these = asked;
      asked = [];
      return these;
    },
    pass: (more: number) => {
      seconds += more;
    },
    publish(version: number, rows: Partial<DirectoryRows>, { withHours = true } = {}) {
      const snapshot = snapshotOf({ venues: [], zones: [], ...rows });
      const { hoursKey, ...keys } = keysOf(version);
      const pointer: Pointer = {
        version,
        publishedAt: '2026-11-21T10:00:00.000Z',
        contentHash: snapshot.contentHash,
        ...snapshot.counts,
        ...keys,
        ...(withHours && { hoursKey }),
      };
      objects.set(keys.zonesKey, snapshot.zones);
      if (withHours) objects.set(hoursKey, snapshot.hours);
      objects.set(POINTER_KEY, JSON.stringify(pointer));
    },
  };
}

describe('what is to be watched', () => {
  it('is nothing before anything is published, and looked for again at the next question', async () => {
    const watch = aWatch();
    const list = await watch.current();
    expect([list.version, list.accounts.size]).toEqual(['0', 0]);
    watch.publish(1, { zones: [aZone('z1')] });
    expect((await watch.current()).version).toBe('1');
    expect(watch.news.map(({ kind }) => kind)).toEqual(['not-published', 'loaded']);
  });

  it('is every zone by its account, also one whose venue is not known', async () => {
    const watch = aWatch();
    const zones = [aZone('z1'), aZone('z2', { accountId: 'a2', venueId: null }), aZone('z3')];
    watch.publish(1, { zones });
    const { accounts } = await watch.current();
    expect([...accounts.values()]).toEqual([
      { id: 'a1', zones: [zones[0], zones[2]] },
      { id: 'a2', zones: [zones[1]] },
    ]);
    expect(watch.news).toEqual([{ kind: 'loaded', version: '1', accounts: 2, zones: 3, skipped: 0 }]);
  });

  it('knows the hours of a venue and the habit of a zone', async () => {
    const watch = aWatch();
    watch.publish(1, { zones: [aZone('z1'), aZone('z2', { venueId: '2' })], hours });
    const { hoursOf, habitOf } = await watch.current();
    const opening = hours.opening[0]?.opening;
    expect(hoursOf('1')).toEqual({ venueId: '1', timeZone: 'Asia/Bangkok', opening, maintenance: [nightly] });
    expect(hoursOf('2')).toEqual({ venueId: '2', timeZone: 'Asia/Bangkok', opening: 'always', maintenance: [] });
    expect(hoursOf('3')).toEqual({ venueId: '3', timeZone: null, opening: 'always', maintenance: [] });
    expect(hoursOf('3')).toBe(hoursOf('3'));
    expect([habitOf('z1'), habitOf('z2')]).toEqual(['AAAA', undefined]);
  });

  it('is read from a version of before there were hours', async () => {
    const watch = aWatch();
    watch.publish(1, { zones: [aZone('z1')], hours }, { withHours: false });
    const { accounts, hoursOf } = await watch.current();
    expect(accounts.size).toBe(1);
    expect(hoursOf('1').opening).toBe('always');
  });

  it('stays the same object for a minute, and after it while the version does', async () => {
    const watch = aWatch();
    watch.publish(7, { zones: [aZone('z1')] });
    const list = await watch.current();
    expect(watch.asked()).toHaveLength(3);
    watch.pass(59);
    expect(await watch.current()).toBe(list);
    expect(watch.asked()).toEqual([]);
    watch.pass(1);
    expect(await watch.current()).toBe(list);
    expect(watch.asked()).toEqual([POINTER_KEY]);
    watch.publish(8, { zones: [aZone('z1'), aZone('z2')] });
    watch.pass(60);
    expect((await watch.current()).accounts.get('a1')?.zones).toHaveLength(2);
  });

  it.each<[string, (watch: ReturnType<typeof aWatch>) => void]>([
    ['the bucket is away', ({ objects }) => objects.set(POINTER_KEY, 'away')],
    ['the pointer is gone', ({ objects }) => objects.delete(POINTER_KEY)],
    ['the zones are damaged', ({ objects }) => objects.set(keysOf(2).zonesKey, '[{"id":')],
    ['no zone is usable', ({ objects }) => objects.set(keysOf(2).zonesKey, '[{}]')],
    ['the hours are missing', ({ objects }) => objects.delete(keysOf(2).hoursKey)],
    ['the hours are damaged', ({ objects }) => objects.set(keysOf(2).hoursKey, '{"venues":7}')],
  ])('stays what it was, and that is told, when %s', async (_, breakIt) => {
    const watch = aWatch();
    watch.publish(1, { zones: [aZone('z1')] });
    const list = await watch.current();
    watch.publish(2, { zones: [aZone('z2')] });
    breakIt(watch);
    watch.pass(60);
    expect(await watch.current()).toBe(list);
    expect(watch.news.at(-1)).toMatchObject({ kind: 'refresh-failed', version: '1' });
  });

  it('cannot be had before a first load succeeds; the next question tries again', async () => {
    const watch = aWatch();
    watch.objects.set(POINTER_KEY, 'away');
    await expect(watch.current()).rejects.toBeInstanceOf(DirectoryUnavailable);
    watch.publish(1, { zones: [aZone('z1')] });
    expect((await watch.current()).version).toBe('1');
  });

  it('is without what cannot be read, which is counted', async () => {
    const watch = aWatch();
    watch.publish(1, { zones: [aZone('z1')], hours });
    const { zonesKey, hoursKey } = keysOf(1);
    watch.objects.set(zonesKey, JSON.stringify([aZone('z1'), { id: 'z2' }, aZone('z1', { accountId: 'a2' }), 7]));
    const strange = { venueId: '1', timeZone: null, opening: 'sometimes', maintenance: [] };
    watch.objects.set(hoursKey, JSON.stringify({ venues: [strange], habits: [{ zoneId: 'z1' }], more: 1 }));
    const { accounts, hoursOf } = await watch.current();
    expect([...accounts.keys()]).toEqual(['a1']);
    expect(hoursOf('1').opening).toBe('always');
    expect(watch.news).toMatchObject([{ kind: 'loaded', accounts: 1, zones: 1, skipped: 5 }]);
  });
});
