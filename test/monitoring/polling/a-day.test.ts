import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { createRandom } from '../../../local/simulators/random.ts';
import { aShard, PROMISE_SECONDS, type ShardUnderTest } from './a-shard.ts';
import { Died } from './interference.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

const HOUR_SECONDS = 3_600;
type Spell = { zone: string; state: string; from: number; to: number };

/** Times in which a zone was really down, as Soundtrack itself would call it; joined where they touch. */
async function trulyDown(): Promise<Spell[]> {
  const { spells } = await shard.door('GET', 'truth?limit=10000');
  const isDown = (state: string) => state === 'offline';
  return spells
    .filter(({ state }: { state: string }) => isDown(state))
    .map((spell: { zone: string; state: string; from: string; to: string | null }) => ({
      zone: spell.zone,
      state: spell.state,
      from: Date.parse(spell.from),
      to: spell.to === null ? Number.POSITIVE_INFINITY : Date.parse(spell.to),
    }));
}

/** A day with everything that the script has in store, and processes that die at moments nobody chose. */
async function aDay(seed: string, { deaths }: { deaths: number }) {
  const estate = generateEstate({ venues: 12, zones: 36, seed: 7 });
  shard = await aShard({ estate, way: { accountsPerRequest: 3 }, shards: ['one', 'two'] });
  await shard.run(900);
  const random = createRandom(seed);
  let died = 0;
  shard.interfere(() => {
    if (random.next() >= deaths) return;
    died += 1;
    throw new Died(`for the ${died}. time`);
  });
  const rate = {
    outage: 800,
    blip: 1_600,
    flap: 0,
    pause: 0,
    unpaired: 60,
    venue: 60,
    chain: 0,
    lapse: 0,
    volume: 0,
    season: 0,
    added: 0,
    removed: 0,
    renamed: 400,
  };
  await shard.door('POST', 'script', { on: true, seed, rate, closingShare: 0 });
  await shard.run(24 * HOUR_SECONDS);
  shard.interfere(undefined);
  await shard.door('POST', 'script', { on: false });
  await shard.run(2 * PROMISE_SECONDS);
  return died;
}

describe('a day', () => {
  it.each([
    ['tuesday', 0.004],
    ['wednesday', 0.02],
  ])(
    '(%s, dying with %f at every moment) has every long outage told once, and no false one',
    async (seed, deaths) => {
      const died = await aDay(seed, { deaths });
      expect(died).toBeGreaterThan(20);
      const truth = await trulyDown();
      const watched = new Set(shard.zoneIds());
      const began = shard.told('outage-began').filter(({ cause }) => cause === 'down');
      const ended = shard.told('outage-ended');
      const longest = truth.filter(
        ({ zone, from, to }) => watched.has(zone) && to - from > 2 * PROMISE_SECONDS * 1000 && from < shard.now(),
      );

      // None is false: the zone was really down at every moment that was counted.
      for (const { zoneId, at, confirmedAt } of began) {
        const during = truth.filter(({ zone, from, to }) => zone === zoneId && from <= confirmedAt && to >= at);
        expect({ zoneId, at, during: during.length > 0 }).toEqual({ zoneId, at, during: true });
      }
      const endOf = (id: string) => ended.find(({ outageId }) => outageId === id)?.at ?? Number.POSITIVE_INFINITY;
      // None is lost, none is told twice.
      const everUp = new Set(
        shard
          .told('status')
          .filter(({ to }) => to === 'up')
          .map(({ zoneId }) => zoneId),
      );
      const missed = longest.filter(({ zone, from, to }) => {
        const of = began.filter(
          ({ zoneId, at, confirmedAt }) => zoneId === zone && at >= from - 60_000 && confirmedAt <= to,
        );
        // One that went on from a shorter one before it is told with that one's beginning.
        const running = began.filter(
          ({ zoneId, at, outageId }) => zoneId === zone && at < from && endOf(outageId) >= from,
        );
        return everUp.has(zone) && of.length !== 1 && running.length === 0;
      });
      expect(missed).toEqual([]);
      expect(new Set(began.map(({ outageId }) => outageId)).size).toBe(began.length);
      expect(longest.length).toBeGreaterThan(8);
      // Everything that began is over by now, once.
      expect(ended.map(({ outageId }) => outageId).sort()).toEqual(
        shard
          .told('outage-began')
          .map(({ outageId }) => outageId)
          .sort(),
      );
      // Where nearly every second run dies, messages come to the end of their tries, and that is told.
      if (deaths > 0.01) return;
      expect(shard.shards.flatMap(({ queue }) => queue.dead)).toEqual([]);
      expect(shard.notices).toEqual([]);
    },
    180_000,
  );
});
