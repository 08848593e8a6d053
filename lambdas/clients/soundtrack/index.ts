/** The Soundtrack API as the product uses it. */
export { budgetOf, chooseShape, type Demand } from './choose-shape.ts';
export {
  type Asking,
  type AskOptions,
  createSoundtrackClient,
  type SoundtrackClient,
  type SoundtrackSettings,
} from './client.ts';
export { assignSource, blockTrack, pause, play, queueTracks, setVolume, skipTrack } from './control.ts';
export type { BlockReason } from './control-operations.ts';
export type { ControlOutcome, ControlRefusal } from './control-outcome.ts';
export { type Controllability, controllabilityOf } from './controllability.ts';
export { type DiscoveryOptions, discoverAccounts } from './discover-accounts.ts';
export type {
  DiscoveredAccount,
  DiscoveredLocation,
  DiscoveredZone,
  Discovery,
  DiscoveryFailure,
} from './discovered.ts';
export { countAccounts, joinLooks, lookAtAccounts, lookAtPage, lookAtRest, lookAtZones } from './look.ts';
export type {
  AccountCount,
  AccountLook,
  CountOutcome,
  Detail,
  LookFailure,
  LookOutcome,
  PageEnd,
  PlaybackState,
  ZoneFinding,
  ZoneLook,
  ZonesOutcome,
} from './looks.ts';
export { measureShapes, type Sample } from './measure-shapes.ts';
export type { Cost, SoundtrackError, SoundtrackOutcome } from './outcome.ts';
export {
  type NowPlaying,
  type ReadOutcome,
  readLibrary,
  readNowPlaying,
  readZone,
  type Source,
  searchPlaylists,
  type Track,
  type ZoneDetail,
} from './reads.ts';
export { type Shape, ShapeChoice, type ShapeCost, ShapeCosts } from './shapes.ts';
export type { SubscriptionState } from './states.ts';
