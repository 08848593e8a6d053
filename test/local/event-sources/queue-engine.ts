import type { AddressInfo } from 'node:net';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

export type QueueEngine = Awaited<ReturnType<typeof startQueueEngine>>;

/** A real queue engine on a free loopback port. */
export async function startQueueEngine() {
  const app = buildApp({ logger: false });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const sqs = new SQSClient({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local-admin', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });
  return {
    sqs,
    endpoint,
    async createQueue(QueueName: string, Attributes: Record<string, string> = {}) {
      if (QueueName.endsWith('.fifo')) Attributes.FifoQueue = 'true';
      await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      return {
        queueUrl: `${endpoint}/000000000000/${QueueName}`,
        queueArn: `arn:aws:sqs:ap-southeast-1:000000000000:${QueueName}`,
        send: (MessageBody: string, more: Partial<SendMessageCommand['input']> = {}) =>
          sqs.send(new SendMessageCommand({ QueueUrl: `${endpoint}/000000000000/${QueueName}`, MessageBody, ...more })),
        /** Messages that are still there, visible or not. */
        async left(): Promise<string[]> {
          const answer = await fetch(`${endpoint}/_fauxqs/queues/${QueueName}`);
          const { messages } = (await answer.json()) as { messages: Record<string, Record<string, never>[]> };
          const { ready = [], delayed = [], inflight = [] } = messages;
          const all = [...ready, ...delayed, ...inflight.map((entry) => entry.message)] as unknown as {
            body: string;
          }[];
          return all.map((message) => message.body).sort();
        },
      };
    },
    async close() {
      sqs.destroy();
      await app.close();
    },
  };
}

/** Resolves as soon as the condition holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 2));
}
