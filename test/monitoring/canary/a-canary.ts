import { readNowPlaying } from '../../../lambdas/clients/soundtrack/index.ts';
import {
  type CanaryPorts,
  type Exercised,
  exerciseCanary,
} from '../../../lambdas/monitoring/canary/exercise-canary.ts';
import { exercisesInDynamoDb } from '../../../lambdas/monitoring/canary/exercises-in-dynamodb.ts';
import { playerOnSoundtrack } from '../../../lambdas/monitoring/canary/player-on-soundtrack.ts';
import { monitorOf } from '../../../lambdas/monitoring/canary/seen.ts';
import type { ExerciseStep } from '../../../lambdas/monitoring/canary/step-exercise.ts';
import { currentStateOf } from '../../../lambdas/monitoring/current-state.ts';
import { stepAccount } from '../../../lambdas/monitoring/detection/step-account.ts';
import { type AccountState, UNSEEN } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { DEFAULT_POLICY } from '../../../lambdas/monitoring/policy.ts';
import type { ReadingKind } from '../../../lambdas/monitoring/reading.ts';
import { stageConfig } from '../../../lib/config.ts';
import { withCanary } from '../../../local/estate/canary.ts';
import { generateEstate } from '../../../local/estate/generate-estate.ts';
import { aSoundtrack } from '../../local/simulators/soundtrack/a-soundtrack.ts';
import { breakerStoreInMemory } from '../../runtime/resilience/breaker-store-in-memory.ts';
import { startSharedTable } from '../../runtime/shared-state/shared-table-engine.ts';

const MINUTE = 60_000;
const { zoneId, accountId } = stageConfig('Local').monitoring.canary;

/**
 * The exercise with a simulated Soundtrack, a real table, and a monitor that looks every five minutes, two minutes after
 * the exercise: production's own detection of whatever it reads. Time passes only here.
 */
export async function aCanary() {
  const soundtrack = await aSoundtrack({ estate: withCanary(generateEstate({ venues: 3, zones: 9 })) });
  const { time } = soundtrack;
  const shared = await startSharedTable();
  const log = { info() {}, warn() {}, error() {}, who: (id: string) => id };
  const client = soundtrack.client();
  let state: AccountState = UNSEEN;
  let heardAt: number | undefined;
  let isPolled = true;
  let told: ExerciseStep[] = [];
  let ports: CanaryPorts;
  let begun = 0;
  let beganAt = 0;

  async function look() {
    const found = await readNowPlaying(client, zoneId);
    const observedAt = time.clock().getTime();
    const kind = found.kind === 'answer' ? ((found.zone.state ?? 'offline') as ReadingKind) : undefined;
    const reading = {
      ...{ accountId, observedAt, complete: true },
      zones: new Map(kind ? [[zoneId, { kind }]] : []),
      ...(!kind && { unread: 'http-500' }),
    };
    const zones = [{ id: zoneId, venueId: '900001', critical: true, hoursAt: () => 'open' as const }];
    state = stepAccount(state, reading, { policy: DEFAULT_POLICY, zones, heardAt }).state;
    if (kind) heardAt = observedAt;
  }

  const canary = {
    /** As the function has them; a test may put others in their place. */
    get ports() {
      return ports;
    },
    told: () => told,
    async run(other: Partial<CanaryPorts> = {}): Promise<Exercised> {
      return exerciseCanary({ ...ports, ...other });
    },
    /** So many minutes, in which runs and looks happen at their times; answers what the runs came to. */
    async minutes(many: number): Promise<string[]> {
      const runs: string[] = [];
      for (let minute = 0; minute < many; minute++) {
        time.advance(MINUTE);
        const now = Math.round((time.clock().getTime() - beganAt) / MINUTE);
        if (isPolled && now % 5 === 2) await look();
        if (now % 5 === 0) {
          const { phase, because } = await canary.run();
          runs.push(`${phase}: ${because}`);
        }
      }
      return runs;
    },
    poller: (is: 'alive' | 'dead') => {
      isPolled = is === 'alive';
    },
    faults: soundtrack.faults,
    zone: (change: object) => soundtrack.request('POST', `/_sim/zones/${zoneId}`, change),
    state: async () => (await soundtrack.zones('?account=BMA Canary'))[0].state as string,
    orders: async (): Promise<string[]> =>
      (await soundtrack.request('GET', `/_sim/mutations?zone=${zoneId}`)).body.map((one: { name: string }) => one.name),
    exercise: async () => (await ports.exercises.load()).exercise,
    /** Everything as at the beginning of an hour: nothing kept, the zone known as up. */
    async begin() {
      const hour = 60 * MINUTE;
      time.advance(hour - (time.clock().getTime() % hour));
      beganAt = time.clock().getTime();
      await soundtrack.request('POST', '/_sim/reset');
      state = UNSEEN;
      heardAt = undefined;
      isPolled = true;
      told = [];
      ports = {
        exercises: exercisesInDynamoDb(shared.db, shared.table, `${zoneId} of test ${++begun}`),
        player: playerOnSoundtrack(client, zoneId, {
          ...{ breakers: breakerStoreInMemory(), log, clock: time.clock, sleep: soundtrack.pause },
        }),
        monitor: async () => {
          const kept = { seq: 1, state, shard: 'one', leg: 'one#1' };
          const current = {
            states: { load: async () => new Map(heardAt === undefined ? [] : [[accountId, kept]]) },
            heartbeatOf: async () => undefined,
            staleAfterSeconds: 600,
          };
          return monitorOf(await currentStateOf(accountId, current, time.clock()), zoneId);
        },
        tell: (step) => void told.push(step),
        clock: time.clock,
      };
      await look();
    },
    async close() {
      await soundtrack.close();
      await shared.close();
    },
  };
  return canary;
}
