import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { documentClient, sqsClient } from '../runtime/aws-clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { Failure } from '../runtime/failure.ts';
import { impatient } from '../runtime/impatient.ts';
import { createLog } from '../runtime/log.ts';
import { createMeter } from '../runtime/metrics.ts';
import { type WorkResult, workQueue } from '../runtime/queue-work.ts';
import { directoryInS3 } from '../venues/directory-in-s3.ts';
import type { DirectoryNews } from '../venues/index.ts';
import { readEnv, TakeTurnEnv } from './env.ts';
import { converse } from './identification/converse.ts';
import { chatStoreInDynamoDb } from './store/chat-store-in-dynamodb.ts';
import { setAside, type TurnPorts, type TurnResult, takeTurn } from './turns/take-turn.ts';
import { renewed, TurnCall } from './turns/turn-call.ts';
import { apology } from './wording/apology.ts';

const env = readEnv(TakeTurnEnv);
const log = createLog('take-turn', env.LOG_SALT);
const meter = createMeter('BMA/Conversation', 'take-turn');
const sqs = sqsClient();
const directory = directoryInS3(new S3Client({ ...impatient, maxAttempts: 2 }), env.DIRECTORY_BUCKET, {
  clock: systemClock,
  recheckSeconds: env.DIRECTORY_RECHECK_SECONDS,
  onNews: tellDirectory,
});

// Loaded while the environment starts rather than while the first person waits; a failure is met by the turn itself.
void directory.resolver().catch(() => {});

const ports: TurnPorts = {
  chats: chatStoreInDynamoDb(documentClient(), env.CHAT_TABLE_NAME, systemClock),
  async decider() {
    const venues = await directory.resolver();
    return (chat, fragments, now) =>
      converse(chat.conversation, fragments, venues, {
        now,
        contact: chat.contact,
        conversationTimeoutMinutes: env.CONVERSATION_TIMEOUT_MINUTES,
        ...(chat.profileName && { profileName: chat.profileName }),
      });
  },
  apologise: (chat) => apology(chat.conversation.language),
  clock: systemClock,
};

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  try {
    return await workQueue(event, context, { sqs, queueUrl: env.TURNS_QUEUE_URL, log, work });
  } finally {
    meter.flush();
  }
}

async function work(body: string, receives: number): Promise<WorkResult> {
  const call = TurnCall.parse(JSON.parse(body));
  const chat = log.who(call.contact.userId);
  if (receives >= env.TURNS_MAX_RECEIVE_COUNT) {
    log.error('turn given up', { chat, version: call.version, outcome: await setAside(call, ports) });
    // Back to the queue, which now moves it to its dead letters.
    return { kind: 'retry', afterSeconds: 0 };
  }
  const started = systemClock().getTime();
  try {
    report(await takeTurn(call, ports), call, systemClock().getTime() - started);
  } catch (error) {
    if (error instanceof Failure && error.code === 'turn-failed') throw error;
    // The database or the directory is away: no fault of this message, so it must not count towards giving it up.
    meter.count('TurnPostponed');
    log.warn('turn postponed', { chat, error });
    const { call: again, delaySeconds } = renewed(call);
    const MessageBody = JSON.stringify(again);
    await sqs.send(new SendMessageCommand({ QueueUrl: env.TURNS_QUEUE_URL, MessageBody, DelaySeconds: delaySeconds }));
  }
  return { kind: 'done' };
}

function report(result: TurnResult, call: TurnCall, milliseconds: number): void {
  const { channel, userId } = call.contact;
  const chat = log.who(userId);
  if (result.kind === 'nothing-to-do') return log.info('no turn', { chat, reason: result.reason });
  const { turn, fragments } = result;
  meter.count('TurnTaken', { channel });
  meter.milliseconds('TurnOverheadMs', milliseconds);
  if (turn.report) meter.count('ReportNoted');
  if (turn.handOver) meter.count('HandOverNoted');
  const state = turn.conversation.progress.state;
  log.info('turn taken', { chat, reason: turn.reason, state, fragments: fragments.length, milliseconds });
}

function tellDirectory(news: DirectoryNews): void {
  switch (news.kind) {
    case 'loaded':
      return log.info('directory', news);
    case 'not-published':
      meter.count('DirectoryMissing');
      return log.error('no venue can be found: no directory is published, or this function may not read it');
    case 'refresh-failed':
      return log.error('directory not refreshed, the last one stays', { version: news.version, error: news.cause });
  }
}
