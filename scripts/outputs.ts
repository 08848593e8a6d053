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
  ZoneStatesTableName: name,
  ChangesArchiveBucketName: name,
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
  PollsOneQueueUrl: z.url(),
  PollsOneDeadLettersUrl: z.url(),
  // Not every stage has a second shard.
  PollsTwoQueueUrl: z.url().optional(),
  PollsTwoDeadLettersUrl: z.url().optional(),
  SoundtrackSecretTwoArn: name.optional(),
});
export type StackOutputs = z.infer<typeof StackOutputs>;

/** The four queues on a message's way, in its order, and one of every shard that looks at zones. */
export const QUEUES = ['Inbox', 'Turns', 'Outbox', 'Statuses', 'PollsOne', 'PollsTwo'] as const;
export type QueueName = (typeof QUEUES)[number];

export type QueuePair = { name: QueueName; queueUrl: string; deadLettersUrl: string };

/** The outputs a script works with; says which are missing and what that means. */
export function readOutputs(outputs: Record<string, string>, where: string): StackOutputs {
  const parsed = StackOutputs.safeParse(outputs);
  if (parsed.success) return parsed.data;
  const missing = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw new PlainProblem(`${where} does not say its ${missing}; it runs an older version, so deploy this one first`);
}

/** Each queue of this stage with its dead letters. */
export const queuePairs = (outputs: StackOutputs): QueuePair[] =>
  QUEUES.flatMap((queue) => {
    const queueUrl = outputs[`${queue}QueueUrl`];
    const deadLettersUrl = outputs[`${queue}DeadLettersUrl`];
    return queueUrl && deadLettersUrl ? [{ name: queue, queueUrl, deadLettersUrl }] : [];
  });

/** The secrets of the shards' Soundtrack credentials, by the name of the shard. */
export const soundtrackSecrets = ({ SoundtrackSecretArn: one, SoundtrackSecretTwoArn: two }: StackOutputs) =>
  Object.entries({ one, two }).flatMap(([shard, arn]) => (arn ? [{ shard, arn }] : []));
