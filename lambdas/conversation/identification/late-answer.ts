import type { Conversation, Fragment } from '../chat.ts';
import { choiceOf } from '../understanding/choice.ts';
import { wantsToStartOver } from '../understanding/commands.ts';
import { plainAnswer } from '../understanding/yes-no.ts';

/** Vendors' clocks are not ours, and WhatsApp's counts whole seconds. */
const clockDifferenceMilliseconds = 5_000;

/**
 * Whether this is a bare "yes", "2" or "start over" that was written before our last question and only comes now. It
 * answered an earlier question; taken for an answer to this one it could confirm a wrong venue.
 */
export function isLateAnswer(fragments: Fragment[], text: string, { lastTurnAt }: Conversation): boolean {
  if (lastTurnAt === undefined || fragments.some(({ kind }) => kind === 'tap')) return false;
  const limit = Date.parse(lastTurnAt) - clockDifferenceMilliseconds;
  if (!fragments.every(({ sentAt }) => Date.parse(sentAt) < limit)) return false;
  return plainAnswer(text) !== undefined || choiceOf(text, 10)?.rest === '' || wantsToStartOver(text);
}
