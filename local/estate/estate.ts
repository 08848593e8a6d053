/** A made-up estate with the shape of a real one: what the demo, the simulators and the benches run on. */
export type Estate = { seed: number; venues: EstateVenue[] };

export type VenueKind = 'hotel' | 'restaurant' | 'shop' | 'gym' | 'office';
export type OpeningHours = 'always' | { open: string; close: string };

export type EstateVenue = {
  id: string;
  name: string;
  aliases: string[];
  kind: VenueKind;
  /** The business the venue belongs to, when it has sisters. */
  chain?: string;
  location: string;
  country: string;
  locationSource: 'name' | 'account_country';
  timezone: string;
  openingHours: OpeningHours;
  zones: EstateZone[];
};

/** Why a zone is silent without anything being wrong that a person could fix now. */
export type NotPlaying = 'seasonal-closure' | 'unpaired' | 'dormant' | 'subscription-lapsed';

export type EstateZone = {
  id: string;
  name: string;
  /** Silence here is noticed by every guest: the lobby, the main restaurant. */
  critical: boolean;
  /** `playing` on an ordinary day, else the reason why not. */
  state: 'playing' | NotPlaying;
};
