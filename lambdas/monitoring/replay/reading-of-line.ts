import type { AccountReading, ReadingKind, ZoneReading } from '../reading.ts';
import type { PollEvent } from './replay-event.ts';

const KINDS: Record<string, ReadingKind> = { 1: 'playing', 0: 'offline', '?': 'unknown' };
const PLAIN = new Map<string, ZoneReading>(
  Object.entries(KINDS).map(([mark, kind]) => [mark, Object.freeze({ kind })]),
);
const STEPS = 16;

/**
 * Reads the lines of one venue as looks at its account. An answer that leaves zones out is a partial one: nothing is
 * concluded from what is not in it. A mark without a zone id is that of a zone no longer watched.
 */
export function readingsOf(venueId: string, zoneIds: readonly (string | undefined)[]) {
  // Most lines of a venue are alike, and a reading is never written to.
  let last: { line: string; zones: AccountReading['zones'] } = { line: '', zones: new Map() };

  return (poll: Pick<PollEvent, 'zones' | 'volumes'>, observedAt: number): AccountReading => {
    const line = poll.zones;
    const complete = !line.includes('-');
    if (isUnread(line)) {
      return { accountId: venueId, observedAt, zones: new Map(), complete: false, unread: 'no-zone-told' };
    }
    if (poll.volumes) return { accountId: venueId, observedAt, zones: zonesOf(zoneIds, line, poll.volumes), complete };
    if (last.line !== line) last = { line, zones: zonesOf(zoneIds, line) };
    return { accountId: venueId, observedAt, zones: last.zones, complete };
  };
}

/** The account could not be read: no zone was told of, and not because the answer lacked them all. */
export const isUnread = (line: string): boolean => line.includes('?') && !line.includes('1') && !line.includes('0');

function zonesOf(zoneIds: readonly (string | undefined)[], line: string, volumes: PollEvent['volumes'] = []) {
  const zones = new Map<string, ZoneReading>();
  for (let at = 0; at < zoneIds.length; at++) {
    const plain = PLAIN.get(line[at] ?? '-');
    const zoneId = zoneIds[at];
    if (!plain || zoneId === undefined) continue;
    const percent = volumes[at];
    const volume = percent === undefined || percent === null ? undefined : (percent * STEPS) / 100;
    zones.set(zoneId, volume === undefined ? plain : { ...plain, volume });
  }
  return zones;
}
