import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Log } from '../lambdas/runtime/log.ts';
import { executionsInStepFunctions } from '../lambdas/sync/run/executions-in-stepfunctions.ts';
import { requestPorts } from '../lambdas/sync/run/request-ports-in-aws.ts';
import { type Requested, requestSync, type SyncRequest } from '../lambdas/sync/run/request-sync.ts';
import { storedReport } from '../lambdas/sync/run/run-files.ts';
import { runFilesInS3 } from '../lambdas/sync/run/run-files-in-s3.ts';
import type { SyncReport } from '../lambdas/sync/run/sync-report.ts';
import type { AdminClientConfig, LocalStack } from './stack.ts';

export type SyncPlace = {
  /** Give it to any AWS SDK v3 client. */
  aws: AdminClientConfig | { region: string };
  outputs: Record<'SharedStateTableName' | 'SyncStateMachineArn' | 'SyncRunsBucketName', string>;
};

/** A running stack as a place to sync; a stack without a sync is told by the output it lacks. */
export function syncPlaceOf({ admin, outputs }: Pick<LocalStack, 'admin' | 'outputs'>): SyncPlace {
  const output = (name: keyof SyncPlace['outputs']): string => {
    const value = outputs[name];
    if (value === undefined) throw new Error(`the stack has no output ${name}`);
    return value;
  };
  return {
    aws: admin,
    outputs: {
      SharedStateTableName: output('SharedStateTableName'),
      SyncStateMachineArn: output('SyncStateMachineArn'),
      SyncRunsBucketName: output('SyncRunsBucketName'),
    },
  };
}

export type SyncNow =
  | { kind: 'ended'; requested: Requested; report: SyncReport }
  /** The run is over, yet left no report: its last step did not come through. */
  | { kind: 'no-report'; requested: Requested & { runId: string } }
  | Extract<Requested, { kind: 'too-many' }>;

/** The outcome says everything there is to say. */
export const SILENT: Log = { info() {}, warn() {}, error() {}, who: (id) => id };

/** Between two looks at a run under way. */
const LOOK_MILLISECONDS = 100;

/**
 * Asks for a run and waits for its report. A request that the run under way cannot serve waits for its end and asks
 * again. `onWait` is told, each second, whom it waits for; `signal` ends the waiting, not the run.
 */
export async function syncNow(
  request: SyncRequest,
  { aws, outputs }: SyncPlace,
  { onWait = () => {}, signal }: { onWait?(runId: string, seconds: number): void; signal?: AbortSignal } = {},
): Promise<SyncNow> {
  const db = DynamoDBDocumentClient.from(new DynamoDBClient(aws));
  const sfn = new SFNClient(aws);
  const s3 = new S3Client(aws);
  const stateMachineArn = outputs.SyncStateMachineArn;
  const clock = () => new Date();
  const salt = () => randomBytes(2).toString('hex');
  const ports = requestPorts({
    db,
    sfn,
    table: outputs.SharedStateTableName,
    stateMachineArn,
    clock,
    salt,
    log: SILENT,
  });
  const executions = executionsInStepFunctions(sfn, stateMachineArn);
  const ended = async (runId: string) => {
    const since = performance.now();
    for (let looks = 1; (await executions.state(runId)) === 'running'; looks++) {
      if (looks % 10 === 0) onWait(runId, Math.round((performance.now() - since) / 1000));
      await pause(LOOK_MILLISECONDS, undefined, { signal });
    }
  };
  try {
    for (;;) {
      const requested = await requestSync(request, ports, clock());
      if (requested.kind === 'too-many') return requested;
      await ended(requested.runId);
      if (requested.kind === 'busy') continue;
      const report = await storedReport(runFilesInS3(s3, outputs.SyncRunsBucketName), requested.runId);
      return report ? { kind: 'ended', requested, report } : { kind: 'no-report', requested };
    }
  } finally {
    for (const client of [db, sfn, s3]) client.destroy();
  }
}
