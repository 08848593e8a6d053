import { Construct } from 'constructs';
import type { TakeTurnEnv } from '../../lambdas/conversation/env.ts';
import { HouseFunction } from '../house/house-function.ts';
import { QueueConsumer } from '../house/queue-consumer.ts';
import { timeouts } from './queues.ts';
import type { StepProps } from './step.ts';

/** From what a person wrote to the answer, in one transaction; nothing is sent from here. */
export class Answering extends Construct {
  readonly takeTurn;

  constructor(scope: Construct, id: string, { stage, queues, chats, directory, logSalt }: StepProps) {
    super(scope, id);
    this.takeTurn = new HouseFunction<typeof TakeTurnEnv>(this, 'TakeTurn', {
      stage,
      entry: 'conversation/take-turn',
      does: 'Decides the answer to what a person wrote and puts it into the outbox',
      impact: 'people get no answer',
      timeout: timeouts.takeTurn,
      // A whole processor: a cold start builds the search index over the venue directory.
      memoryMb: 1769,
      live: true,
      reservedConcurrency: stage.reservedConcurrency.takeTurn,
      environment: {
        CHAT_TABLE_NAME: chats.may('GetItem', 'PutItem', 'DeleteItem'),
        TURNS_QUEUE_URL: queues.turns.may('SendMessage', 'ChangeMessageVisibility'),
        DIRECTORY_BUCKET: directory.reads,
        DIRECTORY_RECHECK_SECONDS: String(stage.directoryRecheckSeconds),
        TURNS_MAX_RECEIVE_COUNT: String(queues.turns.maxReceiveCount),
        CONVERSATION_TIMEOUT_MINUTES: String(stage.conversationTimeoutMinutes),
        LOG_SALT: logSalt,
      },
    });
    new QueueConsumer(this, 'Turns', { queue: queues.turns, consumer: this.takeTurn, maxConcurrency: 100 });
  }
}
