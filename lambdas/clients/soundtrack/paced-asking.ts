import type { Operation, SoundtrackClient } from './client.ts';
import type { SoundtrackOutcome } from './outcome.ts';

export type Pacing = {
  /** Waits; without it nothing is waited for and a rate limit ends the walk. */
  pause?(seconds: number): Promise<void>;
  /** So many tokens are left in the bucket for people. @default 720: a fifth of it */
  keepTokens?: number;
  /** @default 50 */
  refillPerSecond?: number;
};

const MOST_WAITS_FOR_ONE_REQUEST = 5;

/** Asks one thing after another at the pace that the credential's bucket allows, and counts what it cost. */
export function createPacedAsking(client: Pick<SoundtrackClient, 'ask'>, pacing: Pacing) {
  const { pause, keepTokens = 720, refillPerSecond = 50 } = pacing;
  const spent = { requests: 0, tokens: 0 };
  let waitSeconds = 0;

  const note = ({ cost, kind }: SoundtrackOutcome<unknown>) => {
    spent.requests += 1;
    if (!cost) return;
    if (kind === 'answer') spent.tokens += cost.tokens;
    // The next request is likely to cost the same.
    waitSeconds = Math.max(0, Math.ceil((cost.tokens + keepTokens - cost.available) / refillPerSecond));
  };

  const ask = async <Variables extends Record<string, unknown>, Data>(
    operation: Operation<Variables, Data>,
    variables: Variables,
  ): Promise<SoundtrackOutcome<Data>> => {
    for (let waits = 0; ; waits++) {
      if (pause && waitSeconds > 0) await pause(waitSeconds);
      waitSeconds = 0;
      const outcome = await client.ask(operation, variables);
      note(outcome);
      const isTooSoon = outcome.kind === 'later' && outcome.reason === 'rate-limited';
      if (!isTooSoon || !pause || waits === MOST_WAITS_FOR_ONE_REQUEST) return outcome;
      waitSeconds = Math.max(waitSeconds, outcome.retryAfterSeconds ?? 1, 1);
    }
  };
  return { ask, spent };
}
