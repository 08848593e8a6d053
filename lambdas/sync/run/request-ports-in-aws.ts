import type { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import { bucketsInDynamoDb } from '../../runtime/rate-limit/buckets-in-dynamodb.ts';
import { rateLimiter } from '../../runtime/rate-limit/rate-limiter.ts';
import { leaseInDynamoDb } from '../../runtime/shared-state/lease-in-dynamodb.ts';
import { executionsInStepFunctions } from './executions-in-stepfunctions.ts';
import type { RequestPorts, RunLease } from './request-sync.ts';
import { syncPastInDynamoDb } from './sync-past-in-dynamodb.ts';
import { RunInput } from './sync-run.ts';

const NAME = 'sync';
/** Longer than the longest run; who dies holding it is found out earlier, by the state of the run. */
export const HOLD_SECONDS = 7_200;

/** The right to run, kept in the shared table under the run's own input. */
export function runLease(db: DynamoDBDocumentClient, table: string, clock: Clock): RunLease {
  const lease = leaseInDynamoDb(db, table, clock);
  return {
    async holder() {
      const held = await lease.holderOf(NAME);
      return held && RunInput.parse(held.holder.run);
    },
    async acquire(run) {
      return (await lease.acquire(NAME, { id: run.runId, run }, HOLD_SECONDS)).kind === 'acquired';
    },
    async release(runId) {
      await lease.release(NAME, { id: runId });
    },
  };
}

export type RequestSurroundings = {
  db: DynamoDBDocumentClient;
  sfn: Pick<SFNClient, 'send'>;
  table: string;
  stateMachineArn: string;
  clock: Clock;
  salt: () => string;
  log: Log;
};

/** Everything a request needs, for the schedule, for scripts and for the local console alike. */
export function requestPorts({ db, sfn, table, stateMachineArn, clock, salt, log }: RequestSurroundings): RequestPorts {
  const executions = executionsInStepFunctions(sfn, stateMachineArn);
  const past = syncPastInDynamoDb(db, table);
  const limiter = rateLimiter({ buckets: bucketsInDynamoDb(db, table, clock), clock, log });
  return {
    lease: runLease(db, table, clock),
    limit: (by) => limiter.take('data_sync', by),
    salt,
    executions: {
      ...executions,
      async start(run) {
        await executions.start(run);
        await past.note({ lastStartedAt: run.startedAt });
      },
    },
  };
}
