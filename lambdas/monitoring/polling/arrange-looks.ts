import type { ChosenWay } from './chosen-way.ts';
import type { LegWork, PollWork } from './work.ts';

/** Accounts a message: one request. */
const ACCOUNTS_A_RECHECK = 20;
const MOST_LOOKS_AGAIN = 3;

/** An account that deserves a further look after so many seconds. */
export type LookAgain = { accountId: string; afterSeconds: number };

/**
 * Arranges the further looks that accounts deserve: by their ids where few do, and at the whole leg once more where that
 * costs less, as when a network fails with everybody behind it. After a few looks at a whole leg the rounds are enough.
 */
export async function arrangeLooks(
  wanted: readonly LookAgain[],
  options: {
    send(work: PollWork, delaySeconds: number): Promise<void>;
    /** The leg they were read with, if any. */
    whole?: LegWork;
    legTokens: number;
    way: Pick<ChosenWay, 'measured'>;
  },
): Promise<void> {
  const { send, whole, legTokens, way } = options;
  const again = (whole?.again ?? 0) + 1;
  if (whole && legTokens < wanted.length * tokensOfOne(way)) {
    const soonest = Math.min(...wanted.map(({ afterSeconds }) => afterSeconds));
    if (again <= MOST_LOOKS_AGAIN) await send({ ...whole, again, waitedSeconds: undefined }, soonest);
    return;
  }
  for (const [afterSeconds, some] of Map.groupBy(wanted, (look) => look.afterSeconds)) {
    for (let from = 0; from < some.length; from += ACCOUNTS_A_RECHECK) {
      const accountIds = some.slice(from, from + ACCOUNTS_A_RECHECK).map(({ accountId }) => accountId);
      await send({ kind: 'recheck', accountIds }, afterSeconds);
    }
  }
}

/** As Soundtrack was seen to count a look at an account by its id, before anything was measured. */
const GUESSED_TOKENS = 17;

const tokensOfOne = ({ measured }: Pick<ChosenWay, 'measured'>): number =>
  measured.costs.find(({ shape, detail }) => shape === 'accounts' && detail === 'full')?.perAccount ?? GUESSED_TOKENS;
