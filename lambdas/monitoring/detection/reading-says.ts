import type { ZoneStatus } from '../../events/zone-change.ts';
import type { ReadingKind } from '../reading.ts';
import type { AccountStep } from './account-step.ts';
import type { WatchedZone } from './context.ts';
import { isResting } from './expectation.ts';
import type { ZoneState } from './zone-state.ts';

/** `nothing`: it was read, but what was read neither confirms nor contradicts. `unknown`: it was not read. */
export type Says = Exclude<ZoneStatus, 'unseen'> | 'nothing' | 'unknown';

/**
 * What one reading says of a zone, given what is known of it.
 *
 * A pause while the venue rests is no trouble: the zone is up. Two pauses stay silence: of a zone that was silent before
 * the venue closed (closing time mends nothing), and of one never seen up (a rest proves nothing).
 */
export function readingSays(
  kind: ReadingKind,
  state: ZoneState,
  zone: WatchedZone,
  { at, policy }: Pick<AccountStep, 'at' | 'policy'>,
): Says {
  switch (kind) {
    case 'playing':
    case 'not-reporting':
      return 'up';
    case 'paused':
      return state.everUp && state.status !== 'silent' && isResting(zone, state, at, policy) ? 'up' : 'silent';
    case 'offline':
      return 'down';
    case 'unpaired':
      return 'unpaired';
    case 'subscription-expired':
      return 'lapsed';
    case 'online':
      return presenceSays(state);
    case 'unknown':
      return 'unknown';
  }
}

/**
 * Being connected rules out down and unpaired. Whether the zone plays, is paused or lapsed it does not tell, so it
 * neither clears nor confirms where that is the question.
 */
function presenceSays({ status, contrary }: ZoneState): Says {
  if (contrary && isConnected(contrary.to)) return contrary.to === 'up' && !isConnected(status) ? 'up' : 'nothing';
  if (!isConnected(status) || status === 'up') return 'up';
  return contrary ? status : 'nothing';
}

const isConnected = (status: ZoneStatus): status is 'up' | 'silent' | 'lapsed' =>
  status === 'up' || status === 'silent' || status === 'lapsed';
