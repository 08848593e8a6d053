import { aShard, PROMISE_SECONDS, RHYTHM, type ShardUnderTest } from './a-shard.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

const aZoneOf = (venueId: string) => String(shard.zonesOfVenue(venueId)[0]?.id);

/** A shard whose states do not depend on how messages travel: an outage is found and ended once, a blip never. */
async function livesThroughADay() {
  const [outage, blip] = [aZoneOf('1001'), aZoneOf('1002')];
  await shard.break({ zone: outage, state: 'offline' });
  await shard.run(PROMISE_SECONDS);
  expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([outage]);
  for (let at = 0; at < 8; at++) {
    await shard.break({ zone: blip, state: 'offline', seconds: 20 + at * 7 });
    await shard.run(200 + at * 13);
  }
  await shard.mend({ zone: outage });
  await shard.run(PROMISE_SECONDS);
  expect(shard.told('outage-began').map(({ zoneId }) => zoneId)).toEqual([outage]);
  expect(shard.told('outage-ended').map(({ zoneId, reason }) => [zoneId, reason])).toEqual([[outage, 'recovered']]);
  expect(shard.told('unknown')).toEqual([]);
  expect(shard.one.queue.dead).toEqual([]);
}

describe('messages', () => {
  it.each<[string, number | undefined, number, number]>([
    ['as sent', undefined, 0, 1],
    ['three at once', undefined, 0, 3],
    ['each twice within a second', 400, 0, 1],
    ['each twice at the same moment, worked off at once', 0, 0, 2],
    ['each twice, half a minute apart', 30_000, 0, 1],
    ['in any order, up to half a minute late', undefined, 30, 1],
    ['each twice, in any order, two at once', 1_000, 30, 2],
  ])('%s: one outage, no false one, nothing unknown', async (_, twiceAfter, lateBySeconds, atOnce) => {
    shard = await aShard({ atOnce, way: { accountsPerRequest: 1 } });
    Object.assign(shard.one.queue, { twiceAfter, lateBySeconds });
    await shard.run(900);
    await livesThroughADay();
  });

  it.each([0, 400, 900])(
    'that come twice within a second (%d ms) do not make two readings of one blip',
    async (twiceAfter) => {
      shard = await aShard({ atOnce: 2 });
      shard.one.queue.twiceAfter = twiceAfter;
      await shard.run(900);
      const zone = aZoneOf('1001');
      for (let at = 0; at < 6; at++) {
        const leg = await shard.one.notes.heartbeat('p0');
        const dueAt = (leg?.at ?? 0) + RHYTHM.POLL_INTERVAL_SECONDS * 1000;
        await shard.run(Math.max(1, (dueAt - 5_000 - shard.now()) / 1000));
        // Two looks see it, the third does not: three are needed.
        await shard.break({ zone, state: 'offline', seconds: 90 });
        await shard.run(240);
      }
      expect(shard.told('suspected').length).toBeGreaterThan(3);
      expect(shard.told('outage-began')).toEqual([]);
      expect(shard.told('status').filter(({ reason }) => reason !== 'first-reading')).toEqual([]);
    },
  );

  it('of a round that was read already cost no request', async () => {
    shard = await aShard();
    await shard.run(900);
    const [last] = shard.one.queue.works.filter(({ kind }) => kind === 'pages').slice(-1);
    const { requests } = await shard.door('GET', 'requests');
    if (last) shard.one.queue.send(last, 0);
    await shard.run(30);
    expect((await shard.door('GET', 'requests')).requests).toBe(requests);
    expect(shard.polled.at(-1)).toMatchObject({ kind: 'already' });
  });

  it('that nobody works off are not piled up', async () => {
    shard = await aShard({ way: { accountsPerRequest: 1 } });
    await shard.run(900);
    const { take } = shard.one.queue;
    shard.one.queue.take = () => [];
    const end = shard.now() + 3_600_000;
    const nextAt = shard.one.queue.nextAt;
    shard.one.queue.nextAt = () => Number.POSITIVE_INFINITY;
    const before = shard.one.queue.works.length;
    await shard.run(3_600);
    const legs = (await shard.one.notes.surveyed())?.ranges.length ?? 0;
    // Every leg at most once in two intervals.
    expect(shard.one.queue.works.length - before).toBeLessThanOrEqual(legs * 6 + 1);
    Object.assign(shard.one.queue, { take, nextAt });
    expect(shard.now()).toBe(end);
    await shard.run(900);
    expect(shard.told('outage-began')).toEqual([]);
    const { coverage } = await shard.tick();
    expect(coverage.fresh).toBe(coverage.accounts);
  });
});

describe('a planner', () => {
  it('that is down for twenty minutes sends each leg once when it is back, and outages are found then', async () => {
    shard = await aShard({ way: { accountsPerRequest: 1 } });
    await shard.run(900);
    shard.planner.isDown = true;
    await shard.run(300);
    await shard.break({ zone: aZoneOf('1001'), state: 'offline' });
    const downFrom = shard.now();
    await shard.run(900);
    const before = shard.one.queue.works.length;
    shard.planner.isDown = false;
    await shard.run(70);
    const legs = (await shard.one.notes.surveyed())?.ranges.map((_, at) => `p${at}`) ?? [];
    const sent = shard.one.queue.works
      .slice(before)
      .flatMap((work) => (work.kind === 'pages' && !work.again ? [work.leg] : []));
    expect(sent.sort()).toEqual(legs.sort());
    await shard.run(PROMISE_SECONDS);
    expect(shard.told('outage-began')).toHaveLength(1);
    // What nobody looked at is unknown, once a zone, and only beyond the time that a reading vouches for.
    const spells = shard.told('unknown');
    expect(spells.map(({ zoneId }) => zoneId).sort()).toEqual(shard.zoneIds().sort());
    for (const { at, until, reason } of spells) {
      expect(reason).toBe('not-polled');
      expect(at).toBeGreaterThan(downFrom - 300_000);
      expect(until - at).toBeLessThan(900_000);
    }
  });

  it('that runs twice at every tick sends nothing that is read twice', async () => {
    shard = await aShard({ way: { accountsPerRequest: 1 } });
    await shard.run(900);
    const before = shard.polled.length;
    for (let minute = 0; minute < 20; minute++) {
      await Promise.all([shard.tick(), shard.tick()]);
      await shard.run(60);
    }
    const rounds = shard.polled
      .slice(before)
      .flatMap(({ work, kind }) => (work.kind === 'pages' && kind === 'done' ? [`${work.leg} ${work.round}`] : []));
    expect(new Set(rounds).size).toBe(rounds.length);
  });
});
