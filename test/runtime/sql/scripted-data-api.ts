import type { RDSDataClient } from '@aws-sdk/client-rds-data';
import { type SqlOnDataApi, sqlOnDataApi } from '../../../lambdas/runtime/sql/sql-on-data-api.ts';

type Sent = { operation: string; input: Record<string, unknown> };
type Answer = Record<string, unknown> | Error;

/** A service that answers what it is told to, in turn, and whose time passes only when somebody waits. */
export function scriptedDataApi(answers: Answer[], options: Partial<SqlOnDataApi> = {}) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  let now = Date.parse('2026-11-21T09:00:00Z');
  const client = {
    async send(command: { constructor: { name: string }; input: Record<string, unknown> }) {
      sent.push({
        operation: command.constructor.name.replace(/(Statement|Transaction)?Command$/, ''),
        input: command.input,
      });
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as RDSDataClient;
  const sql = sqlOnDataApi({
    client,
    clusterArn: 'arn:aws:rds:ap-southeast-1:000000000000:cluster:one',
    secretArn: 'arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:app',
    database: 'bma',
    clock: () => new Date(now),
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
    jitter: () => 1,
    ...options,
  });
  return { sql, sent, pauses, operations: () => sent.map(({ operation }) => operation) };
}

/** An error as the SDK throws it. */
export function serviceError(name: string, message = name, status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

export const databaseError = (sqlState: string, text: string) =>
  serviceError('DatabaseErrorException', `ERROR: ${text}; SQLState: ${sqlState}`);

/** An error of the way there. */
export const networkError = (code: string, message = code) => Object.assign(new Error(message), { code });
