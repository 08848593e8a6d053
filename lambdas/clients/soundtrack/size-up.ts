import type { NoAnswer } from './looks.ts';
import type { Cost } from './outcome.ts';

export type Priced = { kind: 'answer'; cost?: Cost } | NoAnswer;
export type Sized = { size: number; tokens: number; perOne: number };

/**
 * Finds what a request costs that can be made larger and smaller: asks with one and with two, reckons from both how
 * large it may become, and asks as large as that. One that is refused or too slow is tried at half the size.
 */
export async function sizeUp(
  ask: (size: number) => Promise<Priced>,
  { wanted, mostTokens }: { wanted: number; mostTokens: number },
): Promise<Sized | { because: string }> {
  const one = tokensOf(await ask(1));
  if (typeof one === 'object') return one;
  if (wanted === 1) return { size: 1, tokens: one, perOne: one };
  const two = tokensOf(await ask(2));
  if (typeof two === 'object') return two.mayBeTooLarge ? { size: 1, tokens: one, perOne: one } : two;

  const perOne = two - one;
  const affordable = perOne > 0 ? 1 + Math.floor((mostTokens - one) / perOne) : wanted;
  for (let size = Math.min(wanted, affordable); size > 2; size = Math.floor(size / 2)) {
    const tokens = tokensOf(await ask(size));
    if (typeof tokens === 'number') return { size, tokens, perOne: (tokens - one) / (size - 1) };
    if (!tokens.mayBeTooLarge) return tokens;
  }
  return affordable < 2 ? { size: 1, tokens: one, perOne } : { size: 2, tokens: two, perOne };
}

type Unpriced = { because: string; mayBeTooLarge: boolean };

/** What a request cost, or why that is not known. */
export function tokensOf(outcome: Priced): number | Unpriced {
  if (outcome.kind === 'answer') {
    return outcome.cost ? outcome.cost.tokens : { because: 'no-cost-told', mayBeTooLarge: false };
  }
  const { reason } = outcome;
  const isTooLarge = outcome.kind === 'refused' && reason !== 'unauthenticated' && reason !== 'forbidden';
  return { because: reason, mayBeTooLarge: isTooLarge || reason === 'timeout' };
}
