import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { RunExecutions } from './request-sync.ts';

/** Runs as executions of the sync's state machine, named by the run's id. */
export function executionsInStepFunctions(client: Pick<SFNClient, 'send'>, stateMachineArn: string): RunExecutions {
  const arnOf = (runId: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${runId}`;
  return {
    async start(run) {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name: run.runId, input: JSON.stringify(run) }));
      } catch (error) {
        // The first answer was lost: the run was started all the same, or has even ended.
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
    async state(runId) {
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arnOf(runId) }));
        return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'never-started';
        throw error;
      }
    },
  };
}
