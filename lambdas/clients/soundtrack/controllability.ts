import type { ZoneDetail } from './reads.ts';

export type Controllability =
  | { likely: true }
  | {
      likely: false;
      because: 'unpaired' | 'offline' | 'subscription-over' | 'no-capability' | 'not-allowed' | 'playback-not-reported';
    };

/**
 * Whether a zone probably takes an order. A reading of Soundtrack's facts, not its word: try all the same, and explain
 * a refusal with this.
 */
export function controllabilityOf(zone: ZoneDetail, order: 'playback' | 'volume'): Controllability {
  const no = (because: (Controllability & { likely: false })['because']) => ({ likely: false, because }) as const;
  const { device, settings } = zone;
  if (!zone.isPaired) return no('unpaired');
  if (!zone.subscription.isActive) return no('subscription-over');
  if (!zone.online) return no('offline');
  if (device && !device.capabilities.includes(order === 'volume' ? 'VOLUME' : 'PLAYBACK_CONTROL')) {
    return no('no-capability');
  }
  const allowed = order === 'volume' ? settings.volumeControl : settings.staffControl;
  if (allowed === false) return no('not-allowed');
  return zone.state === 'playing' || zone.state === 'paused' ? { likely: true } : no('playback-not-reported');
}
