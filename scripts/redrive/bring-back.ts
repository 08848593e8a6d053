import { DeleteMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { digest } from '../../lambdas/runtime/fingerprint.ts';
import type { QueuePair } from '../outputs.ts';
import { wordsFor } from '../run-script.ts';
import { type DeadLetter, receiveDeadLetters, type Sqs, showAgain } from './dead-letter.ts';

/** What became of one queue's dead letters. */
export type Tally = { found: number; broughtBack: number; failed: number; problems: string[] };

/** Longer than ten messages take to be moved. */
const hiddenSeconds = 60;

/**
 * Sends every dead letter to its queue again and removes it only once the queue has accepted it: a crash in between
 * repeats a message, which its reader recognises, and loses none. A lane of a FIFO queue keeps its order; it stops at
 * the first message that cannot be moved. What comes back while this runs is left for next time.
 */
export async function bringBack(
  sqs: Sqs,
  queue: QueuePair,
  onProgress: (soFar: number) => void = () => {},
): Promise<Tally> {
  const tally: Tally = { found: 0, broughtBack: 0, failed: 0, problems: [] };
  const left = new Map<string, string>();
  const sent = new Set<string>();
  const leave = (letter: DeadLetter, problem?: string) => {
    left.set(letter.id, letter.handle);
    tally.failed += 1;
    if (problem !== undefined && !tally.problems.includes(problem)) tally.problems.push(problem);
  };

  const takeUp = async (lane: DeadLetter[]) => {
    for (const [at, letter] of lane.entries()) {
      const outcome = await move(sqs, queue, letter);
      if (outcome.kind !== 'not-sent') sent.add(outcome.newId);
      if (outcome.kind === 'moved') tally.broughtBack += 1;
      else leave(letter, outcome.problem);
      if (outcome.kind !== 'not-sent') continue;
      for (const behind of lane.slice(at + 1)) leave(behind);
      return;
    }
  };

  try {
    for (;;) {
      const letters = await receiveDeadLetters(sqs, queue.deadLettersUrl, hiddenSeconds);
      if (letters.length === 0) break;
      for (const letter of letters) {
        if (left.has(letter.id)) left.set(letter.id, letter.handle);
        else if (sent.delete(letter.id)) {
          tally.broughtBack -= 1;
          leave(letter, 'came back while this ran: its cause is not cured yet');
        }
      }
      const fresh = letters.filter(({ id }) => !left.has(id));
      tally.found += fresh.length;
      await Promise.all([...Map.groupBy(fresh, ({ group, id }) => group ?? id).values()].map(takeUp));
      onProgress(tally.broughtBack);
    }
    await showAgain(sqs, queue.deadLettersUrl, [...left.values()]);
  } catch (problem) {
    tally.problems.push(`the dead letters could not be read on: ${inWords(problem)}`);
  }
  return tally;
}

type Outcome =
  | { kind: 'moved'; newId: string }
  | { kind: 'not-sent'; problem: string }
  | { kind: 'not-removed'; newId: string; problem: string };

async function move(sqs: Sqs, { queueUrl, deadLettersUrl }: QueuePair, letter: DeadLetter): Promise<Outcome> {
  let newId: string;
  try {
    newId = (await sqs.send(resending(queueUrl, letter))).MessageId ?? '';
  } catch (problem) {
    return { kind: 'not-sent', problem: `not accepted by the queue: ${inWords(problem)}` };
  }
  try {
    await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLettersUrl, ReceiptHandle: letter.handle }));
    return { kind: 'moved', newId };
  } catch (problem) {
    const why = `brought back, but still among the dead letters too, so the next run repeats it: ${inWords(problem)}`;
    return { kind: 'not-removed', newId, problem: why };
  }
}

/** The same message, in the same lane. */
export function resending(queueUrl: string, letter: DeadLetter): SendMessageCommand {
  return new SendMessageCommand({
    QueueUrl: queueUrl,
    MessageBody: letter.body,
    ...(letter.attributes && { MessageAttributes: letter.attributes }),
    ...(letter.group !== undefined && {
      MessageGroupId: letter.group,
      // SQS silently drops an id it saw in the last five minutes, and it may have seen the message's first one then.
      MessageDeduplicationId: digest(`redrive:${letter.id}:${letter.receives}`),
    }),
  });
}

const inWords = (problem: unknown): string =>
  wordsFor(problem) ?? (problem instanceof Error ? problem.name : 'unknown');
