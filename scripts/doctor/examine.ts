import { wordsFor } from '../run-script.ts';
import { type Finding, wrong } from './finding.ts';

/** One question about the product. It may throw: what it asked then did not answer. */
export type Check = {
  /** "LINE: the webhook address" */
  about: string;
  run(signal: AbortSignal): Promise<Finding[]>;
};

/** All checks side by side, each with its own patience, so that one that hangs or breaks hides no other. */
export const examine = (checks: Check[], patienceMilliseconds = 10_000): Promise<Finding[][]> =>
  Promise.all(checks.map((check) => examineOne(check, patienceMilliseconds)));

async function examineOne({ about, run }: Check, patienceMilliseconds: number): Promise<Finding[]> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Finding[]>((resolve) => {
    timer = setTimeout(() => {
      resolve([unanswered(about, `no answer within ${patienceMilliseconds / 1000} seconds`)]);
      controller.abort();
    }, patienceMilliseconds);
  });
  try {
    return await Promise.race([run(controller.signal), tooLate]);
  } catch (problem) {
    return [unanswered(about, wordsFor(problem) ?? nameOf(problem))];
  } finally {
    clearTimeout(timer);
  }
}

const unanswered = (about: string, why: string): Finding =>
  wrong(`${about}: ${why}`, {
    means: 'this could not be checked, so nobody knows whether it works',
    todo: 'see that the address is right and can be reached from here, then run this again',
  });

/** Only the name: messages of unknown errors may quote anything. */
const nameOf = (problem: unknown): string => (problem instanceof Error ? problem.name : 'unknown error');
