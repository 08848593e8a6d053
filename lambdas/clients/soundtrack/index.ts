/** The Soundtrack API as the product uses it. */
export { createSoundtrackClient, type SoundtrackClient, type SoundtrackSettings } from './client.ts';
export { type DiscoveryOptions, discoverAccounts } from './discover-accounts.ts';
export type {
  DiscoveredAccount,
  DiscoveredLocation,
  DiscoveredZone,
  Discovery,
  DiscoveryFailure,
} from './discovered.ts';
export type { SubscriptionState } from './operations.ts';
export type { Cost, SoundtrackError, SoundtrackOutcome } from './outcome.ts';
