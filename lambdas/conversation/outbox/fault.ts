import type { Parcel } from './outbox-row.ts';

/** Why a message failed for good, as precisely as it is known. */
export type LostBy = Extract<Parcel, { state: 'failed' }>['failure'];

/**
 * Who can do something about a message that failed for good: we or the vendor, the person it was for, or nobody,
 * because a newer answer took its place.
 */
export const FAULTS = ['ours', 'person', 'superseded'] as const;
export type Fault = (typeof FAULTS)[number];

const FAULT_OF: Record<LostBy, Fault> = {
  throttled: 'ours',
  'pair-throttled': 'ours',
  unavailable: 'ours',
  'bad-request': 'ours',
  account: 'ours',
  quota: 'ours',
  'gave-up': 'ours',
  'window-closed': 'person',
  recipient: 'person',
  ecosystem: 'person',
  superseded: 'superseded',
};

export const faultOf = (failure: LostBy): Fault => FAULT_OF[failure];
