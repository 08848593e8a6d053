import type { AccountChanged, ZoneChange } from '../../events/zone-change.ts';

/** A time of which nobody knows what the zone did; milliseconds since 1970. */
export type UnknownRow = {
  zone: string;
  venue: string | null;
  account: string;
  at: number;
  until: number;
  reason: string;
};

/** The row of one such time. */
export const unknownRow = (
  { accountId, venueOf }: AccountChanged,
  { zoneId, at, until, reason }: Extract<ZoneChange, { kind: 'unknown' }>,
): UnknownRow => ({ zone: zoneId, venue: venueOf[zoneId] ?? null, account: accountId, at, until, reason });
