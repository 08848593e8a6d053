import type { ZoneChange } from '../../events/zone-change.ts';

/** Everything that detection ever gives as a reason. */
export const REASONS = [
  // suspected
  'first-contrary-reading',
  'contrary-again-after-a-gap',
  'another-status-than-suspected',
  // dismissed
  'agreeing-reading',
  // status
  'first-reading',
  'enough-agreeing-readings',
  // outage-began
  'enough-missed-readings',
  'was-bad-before-it-was-expected',
  // outage-ended
  'recovered',
  'unpaired',
  'lapsed',
  'dormant',
  'gone',
  'became-down',
  'became-silent',
  // unknown
  'zone-not-told',
  'account-unread',
  'not-polled',
  // flapping
  'many-changes',
  'enough-calm-readings',
  'no-longer-watched',
  // chatter
  'many-unconfirmed-readings',
  'quiet-hour',
  // volume
  'too-quiet',
  'too-loud',
  'muted',
  'inside-the-range',
  // dormant, woke
  'outage-too-long',
  'up-again',
  // gone
  'not-listed',
  'removed-from-directory',
] as const;
export type Reason = (typeof REASONS)[number];

/** A change as detection tells it: its reason is one of the list. */
export type Told = ZoneChange & { reason: Reason };
