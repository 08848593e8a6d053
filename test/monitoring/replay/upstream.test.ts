import { aFleet, inOrder, polls, replayed, seconds } from './a-replay.ts';

const TEN = Array.from({ length: 10 }, () => ({}));
/** The looks at the first so many of ten venues, and at the others. */
const estate = (first: number, looks: string, others: string) =>
  inOrder(...TEN.map((_, at) => polls(`v${at + 1}`, at < first ? looks : others)));

describe('an API that fails', () => {
  it('is one notice and one all-clear for platform operations, and no outage', async () => {
    const result = await replayed(aFleet(TEN), estate(10, '11????11', ''));
    expect(result.outages).toEqual([]);
    expect(result.notifications).toEqual([
      {
        ...{ at: 902, kind: 'ops', severity: 'ops', audience: 'platform_ops', venue: null, chain: null, zones: [] },
        ...{ incident: 'upstream@902', reason: 'monitoring-degraded' },
      },
      {
        ...{ at: 1802, kind: 'recovery', severity: 'ops', audience: 'platform_ops', venue: null, chain: null },
        ...{ zones: [], incident: 'upstream@902', reason: 'monitoring-restored' },
      },
    ]);
    expect(seconds(result)).toEqual([902, 0, 1_200, 0]);
  });

  it.each<[string, number, string, string]>([
    ['a single cycle', 10, '11?111', ''],
    ['a tenth of the venues, not more', 1, '11????11', '11111111'],
    ['cycles that do not follow each other', 10, '11?1?1?1', ''],
    ['zones that are not in the answers', 5, '11----11', '11111111'],
  ])('is not told for %s', async (_, first, looks, others) => {
    const result = await replayed(aFleet(TEN), estate(first, looks, others));
    expect(result.notifications).toEqual([]);
  });

  it('is told for more than a tenth, while venues that answer are judged as usual', async () => {
    const result = await replayed(aFleet(TEN), estate(2, '11????11', '11110011'));
    expect(result.notifications.map(({ kind }) => kind)).toEqual(['ops', 'recovery']);
    expect(result.outages).toHaveLength(8);
    expect(result.outages.every(({ venue }) => venue !== 'v1' && venue !== 'v2')).toBe(true);
  });

  it('is not told of fewer venues than prove anything', async () => {
    const four = TEN.slice(0, 4);
    const lines = inOrder(...four.map((_, at) => polls(`v${at + 1}`, '11????11')));
    expect((await replayed(aFleet(four), lines)).notifications).toEqual([]);
    expect((await replayed(aFleet(four), lines, { upstreamMinVenues: 4 })).notifications).toHaveLength(2);
  });

  it('keeps an outage from before open, and tells of its end afterwards', async () => {
    const result = await replayed(aFleet(TEN), estate(10, '1100???0011', ''));
    expect(result.outages).toHaveLength(10);
    expect(result.outages[0]).toMatchObject({ at: 600, endedAt: 2_700, reason: 'recovered' });
    expect(seconds(result)).toEqual([902, 1_200, 900, 0]);
  });

  it('is not made of looks that are delivered again', async () => {
    const lines = estate(10, '11?111111', '');
    const again = lines.filter(({ z }) => z === '?').map((line) => ({ ...line, t: Number(line.t) + 300 }));
    expect((await replayed(aFleet(TEN), inOrder(lines, again.slice(0, 1), again))).notifications).toEqual([]);
    const alone = estate(10, '11?   111', '');
    expect((await replayed(aFleet(TEN), inOrder(alone, again))).notifications).toEqual([]);
  });

  it('is told again when it comes again', async () => {
    const result = await replayed(aFleet(TEN), estate(10, '1???11???1', ''));
    expect(result.notifications.map(({ kind, incident }) => `${kind} ${incident}`)).toEqual([
      ...['ops upstream@602', 'recovery upstream@602', 'ops upstream@2102', 'recovery upstream@2102'],
    ]);
  });
});

describe('a zone that is removed', () => {
  const zones = ['lobby', 'pool'].map((id) => ({ id, critical: false }));
  const removal = { t: 1_000, type: 'zone_removed', v: 'v1', zone: 'lobby' };

  it.each([
    ['marks of all zones', ['00', '00', '11']],
    ['marks of the zones left', ['0', '0', '1']],
    ['a dash in its place', ['-0', '-0', '-1']],
  ])('is over at once and stays so, with %s after it', async (_, after) => {
    const lines = inOrder(polls('v1', ['11', '11', '01', '01']), [removal, removal], polls('v1', after, 1_200));
    const result = await replayed(aFleet([{ zones }]), lines);
    expect(result.outages).toMatchObject([
      { zone: 'lobby', at: 600, endedAt: 1_000, reason: 'gone' },
      { zone: 'pool', at: 1_200, endedAt: null },
    ]);
    expect(seconds(result, 'v1', 'lobby')).toEqual([600, 400, 0, 802]);
  });

  it('says nothing of the API, whatever stands in its place', async () => {
    const removals = TEN.slice(0, 3).map((_, at) => ({ t: 400, type: 'zone_removed', v: `v${at + 1}`, zone: 'lobby' }));
    const lines = inOrder(estate(3, '11????11', '11111111'), removals);
    expect((await replayed(aFleet(TEN), lines)).notifications).toEqual([]);
  });

  it('may be the last of its venue, or one never polled', async () => {
    const lines = [...polls('v1', '11'), { ...removal, t: 400 }, ...polls('v1', '-0', 600)];
    expect(seconds(await replayed(aFleet(), lines.slice(0, 4)))).toEqual([400, 0, 0, 202]);
    expect((await replayed(aFleet(), [removal])).outages).toEqual([]);
  });

  it('may be told of by a late look, with the marks of the zones there were', async () => {
    const three = [...zones, { id: 'bar', critical: false }];
    const lines = [
      ...polls('v1', ['111']),
      { t: 100, type: 'zone_removed', v: 'v1', zone: 'lobby' },
      { t: 500, type: 'zone_removed', v: 'v1', zone: 'pool' },
      ...[300, 600].map((o) => ({ t: 602, o, v: 'v1', id: `late-${o}`, z: o === 300 ? '10' : '0' })),
    ];
    expect((await replayed(aFleet([{ zones: three }]), lines)).outages).toMatchObject([{ zone: 'bar', at: 300 }]);
  });

  it('is excluded from then on, even if nothing was ever known of it', async () => {
    const end = { t: 3_000, type: 'end' };
    const never = await replayed(aFleet([{ zones }]), [removal, end]);
    expect(seconds(never, 'v1', 'lobby')).toEqual([0, 0, 1_000, 2_000]);
    expect(seconds(never, 'v1', 'pool')).toEqual([0, 0, 3_000, 0]);
    const unread = await replayed(aFleet([{ zones }]), [...polls('v1', ['??', '??']), removal, end]);
    expect(seconds(unread, 'v1', 'lobby')).toEqual([0, 0, 1_000, 2_000]);
  });
});
