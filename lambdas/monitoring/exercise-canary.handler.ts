import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { createSoundtrackClient } from '../clients/soundtrack/index.ts';
import { documentClient } from '../runtime/aws-clients.ts';
import { systemClock, systemSleep } from '../runtime/clock.ts';
import { Failure } from '../runtime/failure.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { breakerStoreInDynamoDb } from '../runtime/resilience/breaker-store-in-dynamodb.ts';
import { secretIn } from '../runtime/secrets.ts';
import { exerciseCanary } from './canary/exercise-canary.ts';
import { exercisesInDynamoDb } from './canary/exercises-in-dynamodb.ts';
import { playerOnSoundtrack } from './canary/player-on-soundtrack.ts';
import { monitorOf } from './canary/seen.ts';
import { type ExerciseStep, NOTICED_WITHIN_SECONDS } from './canary/step-exercise.ts';
import { currentStateOf } from './current-state.ts';
import { ExerciseCanaryEnv, readEnv } from './env.ts';
import { accountStatesInDynamoDb } from './store/account-states-in-dynamodb.ts';
import { shardNotesInDynamoDb } from './store/shard-notes-in-dynamodb.ts';

const env = readEnv(ExerciseCanaryEnv);
const log = createLog('exercise-canary', env.LOG_SALT);
const meter = createMeter('BMA/Monitoring', 'exercise-canary');
const isConfigured = env.CANARY_ZONE_ID !== 'not-set' && env.CANARY_ACCOUNT_ID !== 'not-set';
if (!isConfigured) log.info('not configured: no zone of ours is exercised; set monitoring.canary in lib/config.ts');
const db = documentClient();
const Token = z.object({ token: z.string().min(1) });
const secret = secretIn(new SecretsManagerClient(impatient), env.SOUNDTRACK_SECRET_ARN, Token, systemClock);
const soundtrack = createSoundtrackClient({
  url: env.SOUNDTRACK_URL,
  token: async (options) => (await secret(options)).token,
  timeoutMilliseconds: 15_000,
});
const breakers = breakerStoreInDynamoDb(db, env.SHARED_STATE_TABLE, systemClock);
const player = playerOnSoundtrack(soundtrack, env.CANARY_ZONE_ID, {
  ...{ breakers, log, clock: systemClock, sleep: systemSleep },
});
const exercises = exercisesInDynamoDb(db, env.SHARED_STATE_TABLE, env.CANARY_ZONE_ID);
const current = {
  states: accountStatesInDynamoDb(db, env.ZONE_STATES_TABLE),
  heartbeatOf: (shard: string, leg: string) => shardNotesInDynamoDb(db, env.ZONE_STATES_TABLE, shard).heartbeat(leg),
  staleAfterSeconds: NOTICED_WITHIN_SECONDS,
};

/** Takes one step of pausing a zone of ours, seeing whether the monitor notices, and letting it play again. */
export async function handler(): Promise<{ exercise: string }> {
  if (!isConfigured) return { exercise: 'not-configured' };
  try {
    const { isStuck, ...exercised } = await exerciseCanary({
      ...{ exercises, player, tell, clock: systemClock },
      monitor: async () =>
        monitorOf(await currentStateOf(env.CANARY_ACCOUNT_ID, current, systemClock()), env.CANARY_ZONE_ID),
    });
    log.info('canary exercised', exercised);
    if (isStuck) {
      throw new Failure('canary-stuck', 'For an hour the zone of ours could not be exercised, or not be set playing', {
        retryable: false,
        details: { because: exercised.because },
      });
    }
    return { exercise: exercised.phase };
  } finally {
    meter.flush();
  }
}

function tell({ detectionSeconds, recoverySeconds, isMissed, because }: ExerciseStep): void {
  if (detectionSeconds !== undefined) meter.level('CanaryDetectionSeconds', detectionSeconds);
  if (isMissed) {
    meter.count('CanaryMissed');
    log.error('the monitor missed the canary', { because });
  }
  if (detectionSeconds !== undefined || recoverySeconds !== undefined)
    log.info('the monitor noticed', { detectionSeconds, recoverySeconds });
  meter.flush();
}
