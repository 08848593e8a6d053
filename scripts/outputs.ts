import * as z from 'zod';
import { PlainProblem } from './run-script.ts';

const name = z.string().min(1);

/** What the stacks tell about themselves (lib/stacks), as far as scripts need it. */
const StackOutputs = z.object({
  ChatTableName: name,
  DirectoryBucketName: name,
  WhatsAppSecretArn: name,
  LineSecretArn: name,
  GoogleSecretArn: name,
  SoundtrackSecretArn: name,
  SharedStateTableName: name,
  SyncRunsBucketName: name,
  SyncStateMachineArn: name,
  DatabaseClusterArn: name,
  DatabaseAppSecretArn: name,
  DatabaseName: name,
  ApiUrl: z.url(),
  WhatsAppWebhookUrl: z.url(),
  LineWebhookUrl: z.url(),
  InboxQueueUrl: z.url(),
  InboxDeadLettersUrl: z.url(),
  TurnsQueueUrl: z.url(),
  TurnsDeadLettersUrl: z.url(),
  OutboxQueueUrl: z.url(),
  OutboxDeadLettersUrl: z.url(),
  StatusesQueueUrl: z.url(),
  StatusesDeadLettersUrl: z.url(),
});
export type StackOutputs = z.infer<typeof StackOutputs>;

/** The four queues on a message's way, in its order. */
export const QUEUES = ['Inbox', 'Turns', 'Outbox', 'Statuses'] as const;
export type QueueName = (typeof QUEUES)[number];

export type QueuePair = { name: QueueName; queueUrl: string; deadLettersUrl: string };

/** The outputs a script works with; says which are missing and what that means. */
export function readOutputs(outputs: Record<string, string>, where: string): StackOutputs {
  const parsed = StackOutputs.safeParse(outputs);
  if (parsed.success) return parsed.data;
  const missing = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw new PlainProblem(`${where} does not say its ${missing}; it runs an older version, so deploy this one first`);
}

/** Each queue with its dead letters. */
export const queuePairs = (outputs: StackOutputs): QueuePair[] =>
  QUEUES.map((queue) => ({
    name: queue,
    queueUrl: outputs[`${queue}QueueUrl`],
    deadLettersUrl: outputs[`${queue}DeadLettersUrl`],
  }));
