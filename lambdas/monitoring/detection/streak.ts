import type { MonitoringPolicy } from '../policy.ts';
import type { Needed } from './confirmations.ts';
import type { Says } from './reading-says.ts';
import type { ZoneState } from './zone-state.ts';

export type Contrary = NonNullable<ZoneState['contrary']>;
export type Status = Exclude<Says, 'nothing' | 'unknown'>;

/** Far more than any confirmation needs; keeps the state small when readings are too far apart to belong together. */
const MOST_KEPT = 16;

/** The instants with one more, in order; the same instant, or one closer to another than `apartSec`, is there once. */
export function withInstant(instants: readonly number[] | undefined, at: number, apartSec: number): number[] {
  if (!instants) return [at];
  if (instants.some((other) => other === at || Math.abs(other - at) < apartSec * 1000)) return [...instants];
  return [...instants, at].sort((a, b) => a - b).slice(-MOST_KEPT);
}

const belongTogether = (earlier: number, later: number, windowSec: number) => later - earlier <= windowSec * 1000;

/** The first instants that are enough and follow each other without a gap longer than the window. */
export function firstRun(
  instants: readonly number[],
  { readings, overSec }: Needed,
  windowSec: number,
): number[] | undefined {
  let from = 0;
  for (let i = 0; i < instants.length; i++) {
    const [earlier, later] = [instants[i - 1], instants[i] as number];
    if (earlier !== undefined && !belongTogether(earlier, later, windowSec)) from = i;
    const isLong = later - (instants[from] as number) >= overSec * 1000;
    if (isLong && i - from + 1 >= readings) return instants.slice(from, i + 1);
  }
  return undefined;
}

/** The newest instants without a gap longer than the window. */
export function lastRun(instants: readonly number[], windowSec: number): number[] {
  const gap = instants.findLastIndex((at, i) => i > 0 && !belongTogether(instants[i - 1] as number, at, windowSec));
  return instants.slice(Math.max(gap, 0));
}

export type Taken = {
  contrary: Contrary;
  /** Readings that no longer count, because a later one told another status. */
  dropped: number[];
  /** Begins a suspicion instead of joining one. */
  begins?: 'first-contrary-reading' | 'contrary-again-after-a-gap' | 'another-status-than-suspected';
};

/**
 * A contrary reading joins those of the same status and ends those of another one before it. The outcome depends on
 * when readings were observed, not on the order in which they came.
 */
export function takeContrary(
  before: Contrary | undefined,
  to: Status,
  at: number,
  { confirmWindowSec, minSpacingSec }: Pick<MonitoringPolicy, 'confirmWindowSec' | 'minSpacingSec'>,
): Taken {
  if (!before) return { contrary: { to, at: [at] }, dropped: [], begins: 'first-contrary-reading' };
  const newest = before.at.at(-1) as number;
  if (to === before.to) {
    const contrary = { ...before, at: withInstant(before.at, at, minSpacingSec) };
    const isApart = at > newest && !belongTogether(newest, at, confirmWindowSec);
    return { contrary, dropped: [], ...(isApart && { begins: 'contrary-again-after-a-gap' }) };
  }
  if (at > newest) {
    const contrary = { to, at: [at], after: newest };
    return { contrary, dropped: before.at, begins: 'another-status-than-suspected' };
  }
  const contrary = { ...before, at: before.at.filter((other) => other > at), after: at };
  return { contrary, dropped: before.at.filter((other) => other < at) };
}
