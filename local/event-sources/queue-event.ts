import type { Message } from '@aws-sdk/client-sqs';

/** One record of the event Lambda builds from a queue's message. */
export type QueueRecord = ReturnType<typeof queueRecord>;

/** Builds the record of a received message. */
export function queueRecord(message: Message, queueArn: string) {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: { ...message.Attributes } as Record<string, string>,
    messageAttributes: attributesOf(message),
    ...(message.MD5OfMessageAttributes ? { md5OfMessageAttributes: message.MD5OfMessageAttributes } : {}),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

/** What a filter sees: the record with its body parsed when that is JSON. */
export function filterView(record: QueueRecord): unknown {
  try {
    return { ...record, body: JSON.parse(record.body) };
  } catch {
    return record;
  }
}

function attributesOf(message: Message) {
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return Object.fromEntries(
    attributes.map(([name, value]) => [
      name,
      {
        ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
        ...(value.BinaryValue === undefined ? {} : { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
        stringListValues: [],
        binaryListValues: [],
        dataType: value.DataType ?? 'String',
      },
    ]),
  );
}
