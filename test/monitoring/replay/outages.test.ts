import { aFleet, inOrder, polls, replayed, seconds } from './a-replay.ts';

const of = async (looks: string, params?: object, zone: object = {}) =>
  replayed(aFleet([{ zones: [{ id: 'lobby', critical: false, ...zone }] }]), [...polls('v1', looks)], params);
const at = (began: number, confirmedAt: number, endedAt: number | null = null) => ({
  at: began,
  countedFrom: began,
  confirmedAt,
  endedAt,
  reason: endedAt === null ? null : 'recovered',
});

describe('a replay', () => {
  it.each<[string, string, object[], number[]]>([
    ['all well', '11111', [], [1202, 0, 0, 0]],
    ['an outage', '111000111', [at(900, 1200, 1800)], [1502, 900, 0, 0]],
    ['an outage that lasts', '11000', [at(600, 900)], [600, 602, 0, 0]],
    ['a single bad reading', '1101111', [], [1802, 0, 0, 0]],
    ['a bad reading every other time', '101010101', [], [2402, 0, 0, 0]],
    ['a single good reading within an outage', '1100100', [at(600, 900)], [600, 1202, 0, 0]],
    ['two outages', '10011001', [at(300, 600, 900), at(1500, 1800)], [900, 1202, 0, 0]],
    ['an unknown reading between two bad ones', '110?0', [at(600, 1200)], [600, 302, 300, 0]],
    ['an unknown reading after a bad one', '110?1', [], [902, 0, 300, 0]],
    ['unknown readings within an outage', '1100??0', [at(600, 900)], [600, 602, 600, 0]],
    ['unknown readings before recovery', '1100?11', [at(600, 900, 1500)], [902, 600, 300, 0]],
    ['bad readings too far apart', '110???0', [], [902, 0, 900, 0]],
    ['unknown readings to the end', '11???', [], [600, 0, 602, 0]],
    ['cycles never polled', '11     11', [], [1202, 0, 1200, 0]],
    ['bad readings around two cycles never polled', '110  01', [at(600, 1500)], [600, 902, 300, 0]],
    ['bad readings around three cycles never polled', '110   01', [], [1502, 0, 600, 0]],
    ['a zone that was never up', '0000', [], [0, 0, 0, 902]],
    ['a zone that is up for the first time', '001100', [at(1200, 1500)], [600, 302, 0, 600]],
    ['a zone that was never told of', '???', [], [0, 0, 602, 0]],
    ['a zone that is not in the answers', '11----', [], [600, 0, 902, 0]],
    ['a zone missing from an answer between bad ones', '110-0', [at(600, 1200)], [600, 302, 300, 0]],
  ])('of %s finds what a person would', async (_, looks, outages, sla) => {
    const result = await of(looks);
    expect(result.outages).toEqual(outages.map((outage) => expect.objectContaining(outage)));
    expect(seconds(result)).toEqual(sla);
    expect(result.notifications).toEqual([]);
  });

  it('takes as many readings as its params say', async () => {
    expect((await of('11000', { confirmDown: 3 })).outages).toMatchObject([{ at: 600, confirmedAt: 1200 }]);
    expect((await of('1100', { confirmDown: 3 })).outages).toEqual([]);
    expect((await of('1100', { confirmDown: 3 }, { critical: true })).outages).toEqual([]);
    expect((await of('1100', { confirmDownCritical: 3 }, { critical: true })).outages).toEqual([]);
    expect((await of('1100', { confirmDownCritical: 3 })).outages).toHaveLength(1);
    expect((await of('110', { confirmDown: 1 })).outages).toMatchObject([{ at: 600, confirmedAt: 600 }]);
    expect((await of('110010', { confirmUp: 1 })).outages).toMatchObject([{ endedAt: 1200 }]);
    expect((await of('110???0', { confirmWindowSec: 1_200 })).outages).toMatchObject([{ at: 600, confirmedAt: 1800 }]);
    expect(seconds(await of('11     11', { staleAfterSec: 1_800 }))).toEqual([2402, 0, 0, 0]);
  });

  it('tells zones of a venue apart, and venues whose zones have the same names', async () => {
    const zones = ['lobby', 'pool'].map((id) => ({ id, critical: id === 'lobby' }));
    const lines = inOrder(polls('v1', ['11', '01', '01', '11', '11']), polls('v2', ['11', '10', '10', '1?', '11']));
    const result = await replayed(aFleet([{ zones }, { zones }]), lines);
    expect(result.outages).toMatchObject([
      { venue: 'v1', zone: 'lobby', critical: true, at: 300, endedAt: 900 },
      { venue: 'v2', zone: 'pool', critical: false, at: 300, endedAt: null },
    ]);
    expect(seconds(result, 'v2', 'pool')).toEqual([300, 602, 300, 0]);
    expect(seconds(result, 'v2', 'lobby')).toEqual([1202, 0, 0, 0]);
  });

  it('runs its clock to an end that comes after the last poll', async () => {
    const result = await replayed(aFleet(), [...polls('v1', '11'), { t: 3_600, type: 'end' }]);
    expect(seconds(result)).toEqual([900, 0, 2_700, 0]);
  });

  it('knows nothing of zones that were never polled, and nothing happens in a past without events', async () => {
    const result = await replayed(aFleet([{}, {}]), polls('v1', '11'));
    expect(seconds(result, 'v2')).toEqual([0, 0, 302, 0]);
    expect(seconds(await replayed(aFleet(), []))).toEqual([0, 0, 0, 0]);
  });

  it('tells of volume outside the range, in steps and at its edges', async () => {
    const volumes = (...percents: (number | null)[]) =>
      polls('v1', '1'.repeat(percents.length)).map((line, at) => ({ ...line, vol: [percents[at]] }));
    const kinds = async (...percents: (number | null)[]) =>
      (await replayed(aFleet(), volumes(...percents), { flapDetection: false })).changes
        .filter(({ kind }) => String(kind).startsWith('volume'))
        .map(({ kind, reason }) => `${kind} ${reason}`);
    expect(await kinds(60, 30, 30, 60, 60)).toEqual(['volume-off too-quiet', 'volume-fine inside-the-range']);
    expect(await kinds(60, 0, 0)).toEqual(['volume-off muted']);
    expect(await kinds(60, 30, 60, 30, 60)).toEqual([]);
    expect(await kinds(40, 40, 75, 75, null, null)).toEqual([]);
    expect(await kinds(76, 76)).toEqual(['volume-off too-loud']);
  });

  it('tells once that a zone flaps, and keeps its outages for the figures', async () => {
    const result = await of(`11${'0011'.repeat(5)}111111`);
    expect(result.summary.changes).toMatchObject({ 'flapping-began': 1, 'flapping-ended': 1, 'outage-began': 5 });
    expect((await of(`11${'0011'.repeat(5)}`, { flapDetection: false })).summary.changes).not.toHaveProperty(
      'flapping-began',
    );
  });
});
