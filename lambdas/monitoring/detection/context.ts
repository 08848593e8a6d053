import type { Expectation } from '../../events/zone-change.ts';
import type { MonitoringPolicy } from '../policy.ts';

/** A zone as the directory knows it, and when it is meant to play. */
export type WatchedZone = {
  id: string;
  /** Null where it could not be told which venue it belongs to. */
  venueId: string | null;
  critical: boolean;
  /** Only what the venue's hours say; what the zone's own past says is added by the step. */
  hoursAt(instant: number): 'open' | 'closed' | 'maintenance';
  /** Whether it is closed as well where `hoursAt` says maintenance; left out: never. */
  isClosedAt?(instant: number): boolean;
  /** A hint learnt from past weeks; never silences a critical zone. */
  isUsuallyOff?(instant: number): boolean;
};

export type StepContext = {
  policy: MonitoringPolicy;
  zones: readonly WatchedZone[];
  /**
   * Newest look at the account that was worked through, whether or not it changed anything: an older one is late.
   * Undefined when none is known.
   */
  heardAt: number | undefined;
};

export type Expected = { expected: boolean; because: Expectation };
