import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** The most messages SQS takes or gives in one call. */
const MAX_ENTRIES = 10;

/** The calls a consumer makes on its queue. */
export type QueueClient = ReturnType<typeof createQueueClient>;

/** Reads and settles messages of one queue, in as many calls as their number needs. */
export function createQueueClient(sqs: SQSClient, queueUrl: string) {
  async function inChunks(
    handles: string[],
    send: (entries: { Id: string; ReceiptHandle: string }[]) => Promise<unknown>,
  ) {
    for (let from = 0; from < handles.length; from += MAX_ENTRIES) {
      const chunk = handles.slice(from, from + MAX_ENTRIES);
      await send(chunk.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle })));
    }
  }
  return {
    async receive(max: number, waitSeconds: number): Promise<Message[]> {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(MAX_ENTRIES, max),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      return (await sqs.send(command)).Messages ?? [];
    },
    /** Deletes messages and answers why some were not. */
    async remove(handles: string[]): Promise<string[]> {
      const failures: string[] = [];
      await inChunks(handles, async (Entries) => {
        const answer = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
        failures.push(...(answer.Failed ?? []).map(({ Code, Message }) => Message ?? Code ?? 'unknown'));
      });
      return failures;
    },
    /** Makes messages visible again at once. */
    release: (handles: string[]) =>
      inChunks(handles, (entries) => {
        const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
        return sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
      }),
  };
}
