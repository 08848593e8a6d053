/** When a venue is meant to have music, as its calendar tells it; instants in milliseconds since 1970. */
export type VenueTimes = {
  at(instant: number, zoneId?: string): 'open' | 'closed' | 'maintenance';
  /** Whatever the maintenance; left out: never. */
  isClosedAt?(instant: number): boolean;
  /** Times without music within the half-open period, in order. */
  excluded(period: { from: number; to: number }, zoneId?: string): { from: number; to: number }[];
};

export type ReplayZone = { id: string; critical: boolean };

/** A venue of the past that is replayed; it stands for the account whose zones it holds. */
export type ReplayVenue = {
  id: string;
  chain: string | null;
  zones: readonly ReplayZone[];
  times: VenueTimes;
};

export type ReplayFleet = {
  /** Milliseconds since 1970. */
  t0: number;
  venues: readonly ReplayVenue[];
};
