import { createBusy } from '../busy.ts';
import { createFaults } from '../faults.ts';
import { createFeed } from '../feed.ts';
import { type LoopbackServer, startLoopbackServer } from '../loopback-server.ts';
import { createRandom } from '../random.ts';
import { createWaits, realTime } from '../time.ts';
import { createBreakDoor } from './break-door.ts';
import { createMutationLog } from './control/mutation-log.ts';
import { createCredentialDoors } from './credential-doors.ts';
import { createCredential } from './credentials.ts';
import { createSoundtrackDoors } from './doors.ts';
import { executableSchema } from './executable-schema.ts';
import { createGraphqlApi } from './graphql-api.ts';
import { createLater } from './later.ts';
import { createLedger } from './ledger.ts';
import { faultsOnScene, type Scene } from './scene.ts';
import { scriptOptionsFrom } from './script/rates.ts';
import { createScriptRunner } from './script/runner.ts';
import { FAULTS, type SoundtrackOptions, settingsFrom } from './settings.ts';
import { createStage } from './stage.ts';
import { skewMilliseconds } from './transport-faults.ts';
import { loggedFaults } from './truth/fault-log.ts';
import { createGroundTruth } from './truth/ground-truth.ts';
import { truthDoor } from './truth/truth-door.ts';
import type { SimZone } from './world.ts';
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
  const initial = settingsFrom(options);
  const settings = { ...initial };
  const { estate } = options;
  const { clock, scheduler } = options.time ?? realTime;
  const waits = createWaits(scheduler);
  const later = createLater(scheduler);
  const busy = createBusy();
  const feed = createFeed();
  const random = createRandom(settings.seed);
  const { faults, log: faultLog } = loggedFaults(createFaults(FAULTS, createRandom(settings.seed)), clock);
  const ledger = createLedger();
  const mutations = createMutationLog(clock);
  const truth = createGroundTruth(clock);
  const show = (zone: SimZone) => feed.publish({ type: 'status', zone: zoneRow(zone) });

  const newStage = () => createStage({ estate, clock, truth, mutations, changed: show });
  let stage = newStage();
  const newCredentials = () => settings.tokens.map((_, at) => createCredential(at, settings, clock, () => stage.world));
  let credentials = newCredentials();
  const script = createScriptRunner({ estate, clock, later, stage: () => stage, appeared: show });

  const sceneFor = (viewer: Scene['viewer'] | undefined): Scene => {
    const skew = skewMilliseconds(faults);
    return {
      ...stage,
      ...faultsOnScene(faults),
      viewer: viewer ?? { sees: () => false, accounts: () => [] },
      pageLimit: settings.pageLimit,
      clock: skew === 0 ? clock : () => new Date(clock().getTime() + skew),
      truly: clock,
      react(work) {
        const [least, most] = settings.reactionMilliseconds;
        later.after(Math.round(least + random.next() * (most - least)), work);
      },
    };
  };

  const answerGraphql = createGraphqlApi({
    schema: executableSchema(),
    settings,
    credentials: () => credentials,
    ledger,
    mutations,
    faults,
    waits,
    clock,
    scene: sceneFor,
  });
  const doors = createSoundtrackDoors({
    zones: createZoneDoors(() => stage, show),
    credentials: createCredentialDoors({ settings, credentials: () => credentials, ledger, clock }),
    ledger,
    mutations,
    faults,
    feed,
    truth: (query) => truthDoor(truth, faultLog, query),
    breakZones: createBreakDoor({ estate, later, clock, stage: () => stage }),
    script: {
      show: script.show,
      set(body) {
        const wanted = scriptOptionsFrom(body);
        if ('problem' in wanted) return wanted;
        if (body.on === false) script.stop();
        else script.start(wanted);
        return script.show();
      },
    },
    reset() {
      waits.callOff();
      script.stop();
      later.callOff();
      for (const part of [faults, faultLog, ledger, mutations, truth]) part.clear();
      Object.assign(settings, initial);
      stage = newStage();
      credentials = newCredentials();
      if (options.script) script.start(options.script);
    },
  });
  if (options.script) script.start(options.script);
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
      script.stop();
      later.callOff();
      waits.callOff();
      feed.close();
      await server.close();
    },
  };
}
