import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** A message somebody's queue gave up on, as received from its dead letters. */
export type DeadLetter = {
  id: string;
  handle: string;
  body: string;
  sentAt: Date;
  /** How often it was received, by its readers and by us. */
  receives: number;
  /** FIFO queues only: the lane it must stay in. */
  group?: string;
  attributes?: Record<string, MessageAttributeValue>;
};

export type Sqs = Pick<SQSClient, 'send'>;

/**
 * Up to ten dead letters, hidden from everybody else for `hiddenSeconds`; none means none is left. It waits a second,
 * because a receive that does not wait asks only some of the queue's servers.
 */
export async function receiveDeadLetters(sqs: Sqs, queueUrl: string, hiddenSeconds: number): Promise<DeadLetter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      VisibilityTimeout: hiddenSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {}, MessageAttributes }) => ({
    id: MessageId,
    handle: ReceiptHandle,
    body: Body,
    sentAt: new Date(Number(Attributes.SentTimestamp)),
    receives: Number(Attributes.ApproximateReceiveCount),
    ...(Attributes.MessageGroupId !== undefined && { group: Attributes.MessageGroupId }),
    ...(MessageAttributes && { attributes: MessageAttributes }),
  }));
}

/** Lets everybody see them again at once. Without it they come back by themselves, later. */
export async function showAgain(sqs: Sqs, queueUrl: string, handles: string[]): Promise<void> {
  for (let from = 0; from < handles.length; from += 10) {
    const Entries = handles
      .slice(from, from + 10)
      .map((ReceiptHandle, at) => ({ Id: String(at), ReceiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}

/** About how many wait; SQS does not count exactly. */
export async function waitingIn(sqs: Sqs, queueUrl: string, abortSignal?: AbortSignal): Promise<number> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    { abortSignal },
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}
