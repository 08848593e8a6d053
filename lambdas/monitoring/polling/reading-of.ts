import type { AccountLook, ZoneLook } from '../../clients/soundtrack/looks.ts';
import type { ZoneStatus } from '../../events/zone-change.ts';
import type { AccountReading, ReadingKind, ZoneReading } from '../reading.ts';

/** What an answer tells of an account. `statusOf`: what the zones were last known to be. */
export function readingOf(
  look: AccountLook,
  observedAt: number,
  statusOf: (zoneId: string) => ZoneStatus | undefined,
): AccountReading {
  const zones = new Map(look.zones.map((zone) => [zone.id, zoneReading(zone, statusOf(zone.id))]));
  const isUnread = look.failure !== undefined && zones.size === 0;
  return {
    accountId: look.accountId,
    observedAt,
    zones,
    complete: look.complete && look.unreadZones === 0 && look.failure === undefined,
    ...(isUnread && { unread: look.failure }),
  };
}

function zoneReading(zone: ZoneLook, known: ZoneStatus | undefined): ZoneReading {
  const volume = zone.playback?.volume ?? undefined;
  return { kind: kindOf(zone, known), ...(volume !== undefined && { volume }) };
}

/**
 * Facts in this order: what plays, plays. No device: unpaired. A subscription that is over is a matter of the account.
 * Connected or not comes last; a device's own playback state is believed only while it is connected.
 */
function kindOf(
  { isPaired, online, subscriptionState, playback }: ZoneLook,
  known: ZoneStatus | undefined,
): ReadingKind {
  if (online && playback?.state === 'playing') return 'playing';
  if (!isPaired) return 'unpaired';
  if (subscriptionState === 'EXPIRED' || subscriptionState === 'CANCELLED') return 'subscription-expired';
  // Neither asked nor told this time: what was over is taken to be over still, whatever the player does.
  const isOverStill = subscriptionState == null && known === 'lapsed';
  if (!online) {
    const isIdle = subscriptionState === 'INACTIVE' || subscriptionState === 'PAUSED';
    return isIdle || isOverStill ? 'subscription-expired' : 'offline';
  }
  if (isOverStill) return 'online';
  if (playback?.state === 'paused') return 'paused';
  return playback?.state === 'not_supported' ? 'not-reporting' : 'online';
}
