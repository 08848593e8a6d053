import type { Operation, SoundtrackClient } from '../../clients/soundtrack/client.ts';
import type { SoundtrackOutcome } from '../../clients/soundtrack/index.ts';
import type { Clock, Sleep } from '../../runtime/clock.ts';
import { type BucketTerms, secondsUntilAffordable, type Tokens, tokensAt } from './token-bucket.ts';

export type BudgetOptions = {
  terms: BucketTerms;
  clock: Clock;
  sleep: Sleep;
  /** No request waits for tokens beyond this moment; it is answered as rate-limited without being sent. */
  deadline: Date;
  /** What is known of the bucket from elsewhere. */
  tokens?: Tokens;
  /** What others who ask with the same credential note of its bucket, and where to note it for them while it is low. */
  shared?: { tokens(): Promise<Tokens | undefined>; saveTokens(tokens: Tokens): Promise<void> };
  /** What operations were seen to cost; shared by all askings of an instance. */
  costs: Map<string, number>;
};

export type Budgeted = {
  client: Pick<SoundtrackClient, 'ask'>;
  /** Spent on answers through this client. */
  spent(): { tokens: number; requests: number };
  tokens(): Tokens;
};

/** Kept for the request itself: waited for too long, it would not be sent any more and pass for a timeout. */
const ASKING_MS = 5_000;

/** Of a request that was never made before: no request is made that costs more, see `measureShapes`. */
const GUESSED_COST = 1_200;

/**
 * A client that waits until the credential's bucket can pay for a request and still holds what is kept for people. How
 * full it is, every answer says; between two answers it is reckoned.
 */
export function askWithinBudget(client: Pick<SoundtrackClient, 'ask'>, options: BudgetOptions): Budgeted {
  const { terms, clock, sleep, deadline, shared, costs } = options;
  const now = () => clock().getTime();
  let tokens = options.tokens ?? { available: terms.capacity, at: now() };
  const spent = { tokens: 0, requests: 0 };

  const ask = async <Variables extends Record<string, unknown>, Data>(
    operation: Operation<Variables, Data>,
    variables: Variables,
    more?: { signal?: AbortSignal },
  ): Promise<SoundtrackOutcome<Data>> => {
    const name = nameOf(operation, variables);
    const cost = costs.get(name) ?? GUESSED_COST;
    for (;;) {
      const wait = secondsUntilAffordable(tokens, cost, now(), terms);
      const needed = wait > 0 ? wait * 1000 + ASKING_MS : 0;
      if (now() + needed > deadline.getTime()) {
        return { kind: 'later', reason: 'rate-limited', mayHaveRun: false, retryAfterSeconds: wait };
      }
      if (wait === 0) break;
      await sleep(wait);
      // Others may have taken meanwhile what was waited for.
      const heard = await shared?.tokens();
      if (heard && heard.at > tokens.at) tokens = heard;
    }
    const outcome = await client.ask(operation, variables, more);
    spent.requests += 1;
    if (outcome.cost) {
      costs.set(name, outcome.cost.tokens);
      tokens = { available: outcome.cost.available, at: now() };
      if (outcome.kind === 'answer') spent.tokens += outcome.cost.tokens;
    } else if (outcome.kind === 'later' && outcome.reason === 'rate-limited') {
      // Refused without saying how full the bucket is: then it is empty as far as we know.
      tokens = { available: Math.min(0, tokensAt(tokens, now(), terms)), at: now() };
    }
    if (tokens.available < terms.capacity / 2) await shared?.saveTokens(tokens);
    return outcome;
  };
  return { client: { ask }, spent: () => ({ ...spent }), tokens: () => tokens };
}

/** Texts of one name differ in how much they ask for, and in length; and a price may depend on the size of pages. */
const nameOf = ({ name, text }: { name: string; text: string }, variables: Record<string, unknown>): string =>
  [name, text.length, ...Object.values(variables).filter((value) => typeof value === 'number')].join('#');
