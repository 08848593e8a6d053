import { duration, table } from '../in-words.ts';
import type { QueuePair } from '../outputs.ts';
import { type DeadLetter, receiveDeadLetters, type Sqs, showAgain, waitingIn } from './dead-letter.ts';
import { describeLetter } from './describe-letter.ts';

export type Seen = { waiting: number; letters: DeadLetter[] };

const hiddenSeconds = 60;
const mostLetters = 200;

/** Looks at a queue's dead letters and puts every one back where it was, oldest first. */
export async function lookAt(sqs: Sqs, { deadLettersUrl }: QueuePair): Promise<Seen> {
  const waiting = await waitingIn(sqs, deadLettersUrl);
  const letters = new Map<string, DeadLetter>();
  try {
    while (letters.size < mostLetters) {
      const more = await receiveDeadLetters(sqs, deadLettersUrl, hiddenSeconds);
      if (more.length === 0) break;
      for (const letter of more) letters.set(letter.id, letter);
    }
  } finally {
    const handles = [...letters.values()].map(({ handle }) => handle);
    await showAgain(sqs, deadLettersUrl, handles);
  }
  const byAge = [...letters.values()].sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  return { waiting: Math.max(waiting, byAge.length), letters: byAge };
}

/** The lines that show them. */
export function linesOf({ name }: QueuePair, { waiting, letters }: Seen, logSalt: string, now: Date): string[] {
  if (waiting === 0) return [`${name}: none`];
  const rows = letters.map(({ body, receives, sentAt }) => [
    duration(now.getTime() - sentAt.getTime()),
    receives,
    describeLetter(name, body, logSalt),
  ]);
  const hidden = waiting - letters.length;
  return [
    `${name}: ${waiting}`,
    ...table(['Age', 'Received', 'What it is'], rows).map((line) => `  ${line}`),
    ...(hidden > 0 ? [`  … and about ${hidden} more, behind these or being looked at by somebody else`] : []),
  ];
}
