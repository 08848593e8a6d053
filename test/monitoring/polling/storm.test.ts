import { aShard, PROMISE_SECONDS, type ShardUnderTest } from './a-shard.ts';
import { anEstate } from './an-estate.ts';

let shard: ShardUnderTest;
afterEach(() => shard.close());

describe('a network that fails with many accounts behind it, where looks are dear', () => {
  it('keeps no other outage from being found in time', async () => {
    shard = await aShard({ costModel: 'M', atOnce: 3, estate: anEstate({ venues: 240, zones: 5 }) });
    await shard.run(900);
    const venues = Array.from({ length: 120 }, (_, at) => String(1001 + at));
    await shard.break({ zone: venues.map((venue) => shard.zonesOfVenue(venue)[0]?.id), state: 'offline' });
    await shard.run(1_800);
    const zone = shard.zonesOfVenue('1200')[0]?.id;
    await shard.break({ zone, state: 'offline' });
    const at = shard.now();
    await shard.run(1_800);
    const found = shard.told('outage-began').find(({ zoneId }) => zoneId === zone);
    expect(found && (found.confirmedAt - at) / 1000).toBeLessThan(PROMISE_SECONDS);
  });
});
