import type { MonitoringPolicy } from '../policy.ts';
import type { Reason, Told } from './reasons.ts';

/** A time before this look in which nobody looked, or nobody was answered. */
export type Gap = { from: number; reason: Reason };

/** What all zones of an account share while one look at it is worked through. */
export type AccountStep = {
  policy: MonitoringPolicy;
  /** When the look was observed. */
  at: number;
  /** Newest look before it that is known of; 0: none. */
  heard: number;
  /** Nothing newer was heard before. Only then does it say how things are now. */
  inOrder: boolean;
  /** Every zone of the account was listed. */
  complete: boolean;
  gap: Gap | undefined;
  /** What became true, in that order. */
  changes: Told[];
};
