import { SQSClient } from '@aws-sdk/client-sqs';
import { REGION } from '../assembly/place.ts';
import { ADMIN_ACCESS_KEY } from './aws-json.ts';
import type { QueuesAndObjects } from './queues-and-objects.ts';

/** An SQS client for this process, whose calls reach the engine without a connection. */
export function sqsClientWithin({ endpoint, callSqs }: Pick<QueuesAndObjects, 'endpoint' | 'callSqs'>): SQSClient {
  return new SQSClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
    requestHandler: {
      async handle({ headers, body }: Request, { abortSignal }: { abortSignal?: AbortSignal } = {}) {
        const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
        const answer = await abortable(callSqs(headers, text), abortSignal);
        return { response: { statusCode: answer.status, headers: answer.headers, body: answer.body } };
      },
    } as never,
  });
}

type Request = { headers: Record<string, string>; body?: string | Uint8Array };

function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
