import type { Estate, EstateVenue } from './estate.ts';

/**
 * Our own zone, which lib/config.ts names as the canary of the local stage: a venue like any other, with an account of
 * its own, in the sheet and open always. Its id is beyond those of any estate.
 */
const CANARY: EstateVenue = {
  id: '900001',
  name: 'BMA Canary',
  aliases: [],
  kind: 'office',
  location: 'Silom Road, Bangkok',
  country: 'Thailand',
  locationSource: 'name',
  timezone: 'Asia/Bangkok',
  openingHours: 'always',
  zones: [{ id: '900001-z1', name: 'Lobby', critical: true, state: 'playing' }],
};

/** The estate with our own venue as its last. */
export const withCanary = (estate: Estate): Estate => ({ ...estate, venues: [...estate.venues, CANARY] });
