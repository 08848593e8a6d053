import { assertNever } from '../failure.ts';

/**
 * Whether a source is asked at all. Times are milliseconds since 1970, because the state is kept and shared. `claim`
 * tells the one who may try from those who only finish late.
 */
export type BreakerState =
  | { kind: 'closed'; failures: number; lastFailureAt?: number }
  | { kind: 'open'; until: number }
  | { kind: 'half-open'; claim: number; until: number };

export type BreakerEvent =
  /** Somebody is about to try whether the source is back. */
  | { kind: 'claimed'; claim: number }
  | { kind: 'succeeded'; claim?: number }
  | { kind: 'failed'; claim?: number }
  /** The try ended without showing anything about the source. */
  | { kind: 'abandoned'; claim?: number };

export type BreakerSettings = { failures: number; openSeconds: number; probeSeconds: number };

export const closed: BreakerState = { kind: 'closed', failures: 0 };

/** May the source be asked now? `probe` means: by one, who has to claim it first. */
export function permissionOf(
  state: BreakerState,
  now: number,
): { kind: 'call' } | { kind: 'probe' } | { kind: 'refused'; until: number } {
  if (state.kind === 'closed') return { kind: 'call' };
  return now < state.until ? { kind: 'refused', until: state.until } : { kind: 'probe' };
}

/** The next state; the very same object where nothing changes, so that nothing has to be written. */
export function breakerStep(
  state: BreakerState,
  event: BreakerEvent,
  now: number,
  settings: BreakerSettings,
): BreakerState {
  switch (event.kind) {
    case 'claimed':
      if (permissionOf(state, now).kind !== 'probe') return state;
      return { kind: 'half-open', claim: event.claim, until: now + settings.probeSeconds * 1000 };
    case 'succeeded':
      if (state.kind === 'closed') return state.failures === 0 ? state : closed;
      return isProbeOf(state, event) ? closed : state;
    case 'failed':
      if (state.kind === 'closed') return countFailure(state, now, settings);
      return isProbeOf(state, event) ? openFrom(now, settings) : state;
    case 'abandoned':
      return isProbeOf(state, event) ? { kind: 'open', until: now } : state;
    default:
      return assertNever(event);
  }
}

const isProbeOf = (state: BreakerState, { claim }: BreakerEvent): boolean =>
  state.kind === 'half-open' && state.claim === claim;

const openFrom = (now: number, { openSeconds }: BreakerSettings): BreakerState => ({
  kind: 'open',
  until: now + openSeconds * 1000,
});

function countFailure(
  { failures, lastFailureAt }: Extract<BreakerState, { kind: 'closed' }>,
  now: number,
  settings: BreakerSettings,
): BreakerState {
  const forgotten = lastFailureAt !== undefined && now - lastFailureAt > settings.openSeconds * 1000;
  const inARow = forgotten ? 0 : failures;
  if (inARow + 1 >= settings.failures) return openFrom(now, settings);
  return { kind: 'closed', failures: inARow + 1, lastFailureAt: now };
}
