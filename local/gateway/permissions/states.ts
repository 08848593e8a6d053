import type { Need } from './policy.ts';

/**
 * What a call of Step Functions needs. Answers to tasks name only a token, so their machine is the one it was made for.
 * @param machineOf the ARN of that machine
 */
export function statesNeeds(
  operation: string,
  body: Record<string, unknown>,
  machineOf: (token: string) => string | undefined,
): Need[] {
  const named = body.stateMachineArn ?? body.executionArn;
  const resource = typeof body.taskToken === 'string' ? machineOf(body.taskToken) : named;
  return [{ action: `states:${operation}`, resource: typeof resource === 'string' ? resource : '*' }];
}
