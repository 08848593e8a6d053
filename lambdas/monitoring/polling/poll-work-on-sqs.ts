import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { Failure } from '../../runtime/failure.ts';
import type { Send } from '../planning/plan-round.ts';
import { LONGEST_DELAY_SECONDS } from './work.ts';

const MESSAGES_A_REQUEST = 10;

/** Sends work to a shard's queue; throws when any of it was not taken, and what was taken may then come twice. */
export const pollWorkOnSqs =
  (sqs: Pick<SQSClient, 'send'>, queueUrl: string) =>
  async (sends: readonly Send[]): Promise<void> => {
    for (let from = 0; from < sends.length; from += MESSAGES_A_REQUEST) {
      const answer = await sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: sends.slice(from, from + MESSAGES_A_REQUEST).map(({ work, delaySeconds }, at) => ({
            Id: String(at),
            MessageBody: JSON.stringify(work),
            DelaySeconds: Math.min(LONGEST_DELAY_SECONDS, Math.max(0, Math.ceil(delaySeconds))),
          })),
        }),
      );
      const [failed] = answer.Failed ?? [];
      if (failed) {
        throw new Failure('work-not-sent', `the queue did not take all work: ${failed.Code}`, { retryable: true });
      }
    }
  };
