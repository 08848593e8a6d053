import type { AccountChanged, ZoneChange } from '../../../lambdas/events/zone-change.ts';
import type { StreamRecord } from '../../../lambdas/monitoring/history/land-changes.ts';
import { stableUuid } from '../../../lambdas/runtime/fingerprint.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight of the first of March, 2026, in UTC. */
export const MARCH = Date.parse('2026-03-01T00:00:00Z');

type Change<Kind extends ZoneChange['kind']> = Extract<ZoneChange, { kind: Kind }>;

export const outageIdOf = (zoneId: string, began: number): string => stableUuid(`${zoneId}@${began}`);

export const began = (zoneId: string, at: number, more: Partial<Change<'outage-began'>> = {}): ZoneChange => ({
  kind: 'outage-began',
  zoneId,
  outageId: outageIdOf(zoneId, at),
  cause: 'down',
  at,
  countedFrom: at,
  confirmedAt: at + 5 * MINUTE,
  critical: false,
  readings: 2,
  reason: 'enough-missed-readings',
  ...more,
});

export const ended = (
  zoneId: string,
  beganAt: number,
  at: number,
  more: Partial<Change<'outage-ended'>> = {},
): ZoneChange => ({
  kind: 'outage-ended',
  zoneId,
  outageId: outageIdOf(zoneId, beganAt),
  cause: 'down',
  beganAt,
  at,
  confirmedAt: at + 5 * MINUTE,
  reason: 'recovered',
  ...more,
});

export const status = (
  zoneId: string,
  at: number,
  to: Change<'status'>['to'],
  more: Partial<Change<'status'>> = {},
): ZoneChange => ({
  kind: 'status',
  zoneId,
  at,
  confirmedAt: at + 5 * MINUTE,
  from: 'up',
  to,
  readings: 2,
  reason: 'two-agreeing-readings',
  ...more,
});

export const unknown = (zoneId: string, at: number, until: number): ZoneChange => ({
  kind: 'unknown',
  zoneId,
  at,
  until,
  reason: 'not-polled',
});

/** One saved change of an account; every zone belongs to venue 1001 unless told otherwise. */
export function anEvent(
  seq: number,
  changes: ZoneChange[],
  {
    accountId = 'account-1',
    observedAt = changes[0]?.at ?? MARCH,
    venueOf = {},
  }: { accountId?: string; observedAt?: number; venueOf?: Record<string, string | null> } = {},
): AccountChanged {
  const home = Object.fromEntries(changes.map(({ zoneId }) => [zoneId, '1001']));
  return { id: `${accountId}#${seq}`, accountId, seq, observedAt, venueOf: { ...home, ...venueOf }, changes };
}

/** As the table's stream carries it. */
export const aRecord = (event: AccountChanged, writtenAt = new Date(event.observedAt + 1_000)): StreamRecord => ({
  id: `sequence-of-${event.id}`,
  image: {
    pk: { S: `ACCOUNT#${event.accountId}` },
    sk: { S: 'STATE' },
    accountId: { S: event.accountId },
    seq: { N: String(event.seq) },
    state: { S: JSON.stringify({ zones: {}, observedAt: event.observedAt }) },
    event: { S: JSON.stringify(event) },
    shard: { S: 'one' },
    leg: { S: 'one#1' },
    writtenAt: { S: writtenAt.toISOString() },
  },
});
