import { createBusy } from '../busy.ts';
import { createFaults } from '../faults.ts';
import { createFeed } from '../feed.ts';
import { type LoopbackServer, startLoopbackServer } from '../loopback-server.ts';
import { createRandom } from '../random.ts';
import { createWaits, realTime } from '../time.ts';
import { createBucket } from './buckets.ts';
import { createSoundtrackDoors } from './doors.ts';
import { executableSchema } from './executable-schema.ts';
import { createGraphqlApi } from './graphql-api.ts';
import { createLedger } from './ledger.ts';
import { FAULTS, type SoundtrackOptions, settingsFrom } from './settings.ts';
import { soundtrackWorldOf } from './world-of-estate.ts';
import { createZoneDoors } from './zone-doors.ts';
import { zoneRow } from './zone-facts.ts';

export type SoundtrackSimulator = LoopbackServer & {
  /** Where the GraphQL API is: `http://127.0.0.1:<port>/v2`. */
  apiUrl: string;
  /** Resolves when no request is under way. */
  settled(): Promise<void>;
};

/** Starts a Soundtrack API on 127.0.0.1 that answers from the published schema; control doors are under `/_sim/`. */
export async function startSoundtrackSimulator(options: SoundtrackOptions): Promise<SoundtrackSimulator> {
  const settings = settingsFrom(options);
  const time = options.time ?? realTime;
  const waits = createWaits(time.scheduler);
  const busy = createBusy();
  const feed = createFeed();
  const faults = createFaults(FAULTS, createRandom(settings.seed));
  const ledger = createLedger();
  const fullBuckets = () => settings.tokens.map(() => createBucket(settings, time.clock));
  let buckets = fullBuckets();
  let world = soundtrackWorldOf(options.estate);

  const answerGraphql = createGraphqlApi({
    schema: executableSchema(),
    settings,
    buckets: () => buckets,
    ledger,
    faults,
    waits,
    scene: () => ({ world, faults, pageLimit: settings.pageLimit, clock: time.clock }),
  });
  const doors = createSoundtrackDoors({
    zones: createZoneDoors(
      () => world,
      (zone) => feed.publish({ type: 'status', zone: zoneRow(zone) }),
    ),
    settings,
    buckets: () => buckets,
    ledger,
    faults,
    feed,
    reset() {
      waits.callOff();
      faults.clear();
      ledger.clear();
      buckets = fullBuckets();
      world = soundtrackWorldOf(options.estate);
    },
  });
  const server = await startLoopbackServer(
    settings.port,
    async (call) => doors(call) ?? (await answerGraphql(call)),
    busy,
  );
  return {
    ...server,
    apiUrl: `${server.url}/v2`,
    settled: busy.idle,
    async close() {
      waits.callOff();
      feed.close();
      await server.close();
    },
  };
}
