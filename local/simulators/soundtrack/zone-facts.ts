import { shortIdOf } from './ids.ts';
import type { SimZone, ZoneState } from './world.ts';

type Facts = {
  isPaired: boolean;
  online: boolean;
  playback: 'playing' | 'paused' | 'offline' | 'unpaired' | 'not_supported';
  status: { state: 'OK' | 'ERROR' | 'INCOMPLETE'; code: string };
  subscription: 'ACTIVE' | 'EXPIRED';
};

const OK = { state: 'OK', code: 'ALL_OK' } as const;
const FACTS: Record<ZoneState, Facts> = {
  playing: { isPaired: true, online: true, playback: 'playing', status: OK, subscription: 'ACTIVE' },
  paused: { isPaired: true, online: true, playback: 'paused', status: OK, subscription: 'ACTIVE' },
  offline: {
    isPaired: true,
    online: false,
    playback: 'offline',
    status: { state: 'ERROR', code: 'PLAYER_DISCONNECTED' },
    subscription: 'ACTIVE',
  },
  unpaired: {
    isPaired: false,
    online: false,
    playback: 'unpaired',
    status: { state: 'INCOMPLETE', code: 'NOT_PAIRED' },
    subscription: 'ACTIVE',
  },
  'subscription-expired': {
    isPaired: true,
    online: true,
    playback: 'paused',
    status: { state: 'ERROR', code: 'SUBSCRIPTION_EXPIRED' },
    subscription: 'EXPIRED',
  },
  'subscription-expired-offline': {
    isPaired: true,
    online: false,
    playback: 'offline',
    status: { state: 'ERROR', code: 'SUBSCRIPTION_EXPIRED' },
    subscription: 'EXPIRED',
  },
  'not-reporting': {
    isPaired: true,
    online: true,
    playback: 'not_supported',
    status: { state: 'OK', code: 'PAIRED' },
    subscription: 'ACTIVE',
  },
};

/** What Soundtrack says of a zone in this state. */
export const factsOf = ({ state, volume }: Pick<SimZone, 'state' | 'volume'>): Facts => {
  const facts = FACTS[state];
  const muted = volume === 0 && facts.status === OK;
  return muted ? { ...facts, status: { state: 'OK', code: 'PLAYER_MUTED' } } : facts;
};

/** The player of a zone; a zone without one has none. */
export function deviceOf(zone: SimZone) {
  if (!factsOf(zone).isPaired) return null;
  const reports = zone.state !== 'not-reporting';
  return {
    __typename: 'Device',
    id: `${zone.id}device`,
    name: `${zone.name} player`,
    type: 'hardware',
    label: 'Soundtrack Player',
    vendorId: 'soundtrack',
    softwareVersion: '24.11.0',
    pairingCode: '',
    soundZone: zone,
    platform: 'linux',
    osVersion: '12',
    hardwareId: shortIdOf(zone.id),
    capabilities: reports ? ['PLAYBACK_CONTROL', 'VOLUME', 'ONLINE_MONITORING'] : ['STREAMING_ONLY'],
    isPairing: false,
  };
}

/** Whether its player takes orders now. */
export const takesOrders = ({ state }: SimZone): boolean => state === 'playing' || state === 'paused';

/** How a zone is shown at the control doors. */
export const zoneRow = (zone: SimZone) => {
  const { isPaired, online, subscription, status } = factsOf(zone);
  return {
    id: zone.id,
    name: zone.name,
    account: { id: zone.account.id, name: zone.account.name },
    location: { id: zone.location.id, name: zone.location.name },
    venue: zone.location.venueId,
    state: zone.state,
    usual: zone.usual,
    playing: zone.state === 'playing',
    volume: zone.volume,
    isPaired,
    online,
    subscription,
    status: status.code,
  };
};
