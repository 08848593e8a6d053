/**
 * What an outcome means for the next try. `refused`: the source answered, and asking again would not change it.
 * `alive` says that a try that failed still shows the source to be up (it only wants fewer calls), so it does not count
 * towards closing the way; `afterSeconds` is what the source itself asked for.
 */
export type Verdict = 'good' | 'refused' | 'retry' | { kind: 'retry'; afterSeconds?: number; alive?: boolean };

/** The form in which our clients say "not now"; every other kind is an answer. */
export type Later = { kind: 'later'; reason: string; retryAfterSeconds?: number };

/** Judges outcomes that say `later` where another try can help and `refused` where it cannot. */
export function judgeLater(outcome: { kind: string } | Later): Verdict {
  if (outcome.kind === 'refused') return 'refused';
  if (!isLater(outcome)) return 'good';
  return {
    kind: 'retry',
    ...(outcome.retryAfterSeconds !== undefined && { afterSeconds: outcome.retryAfterSeconds }),
    alive: outcome.reason === 'rate-limited',
  };
}

const isLater = (outcome: { kind: string } | Later): outcome is Later => outcome.kind === 'later';
