import * as z from 'zod';

const SUBSCRIPTION_STATES = ['ACTIVE', 'CANCELLED', 'EXPIRED', 'INACTIVE', 'PAUSED'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

const PLAYBACK_STATES = ['playing', 'paused', 'offline', 'unpaired', 'not_supported'] as const;
export type PlaybackState = (typeof PLAYBACK_STATES)[number];

// A state added to an enum later must not make every zone unreadable.
const oneOf = <Name extends string>(names: readonly Name[]) =>
  z.string().transform((text) => names.find((name) => name === text) ?? null);

export const SubscriptionStateText = oneOf(SUBSCRIPTION_STATES);
export const PlaybackStateText = oneOf(PLAYBACK_STATES);
