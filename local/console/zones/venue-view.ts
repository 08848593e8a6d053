import type { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import { currentStateOf } from '../../../lambdas/monitoring/current-state.ts';
import type { WatchedZone } from '../../../lambdas/monitoring/detection/context.ts';
import { expectationOf } from '../../../lambdas/monitoring/detection/expectation.ts';
import type { Heartbeat } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import type { MonitoringPolicy } from '../../../lambdas/monitoring/policy.ts';
import type { SavedAccount } from '../../../lambdas/monitoring/store/account-states.ts';
import { hoursInWords } from '../../../lambdas/venues/hours/hours-in-words.ts';
import type { WatchList, ZoneEntry } from '../../../lambdas/venues/index.ts';
import type { BrokenByHand } from './by-hand.ts';
import { NO_VENUE, type VenueNamed } from './estate-picture.ts';
import { type EventInWords, EXPECTATION_IN_WORDS, eventInWords, knownAt, statusInWords } from './event-in-words.ts';
import { lookOf, type ZoneLook } from './zone-look.ts';

/** Times are milliseconds since 1970; the page tells them by the clock of the venue and by UTC. */
export type VenueView = VenueNamed & {
  id: string;
  timeZone: string;
  hours: string;
  zones: ZoneView[];
};
export type ZoneView = {
  id: string;
  name: string;
  critical: boolean;
  accountId: string;
  look: ZoneLook;
  status: string;
  since?: number;
  /** Not sure yet: what further readings say, and how many of them. */
  doubt?: { to: string; readings: number; firstAt: number };
  expectation: string;
  expected: boolean;
  outage?: { cause: string; beganAt: number; countedFrom: number; confirmedAt: number };
  flappingSince?: number;
  readAt?: number;
  isOld: boolean;
  unread?: { since: number; reason: string };
  nextLookAt?: number;
  byHand?: { state: string; since: number };
  last?: EventView;
};
export type EventView = EventInWords & { zone: string; at: number; knownAt: number };

export type VenueParts = {
  list: WatchList;
  zonesOf(accountId: string): readonly WatchedZone[];
  accounts: ReadonlyMap<string, SavedAccount>;
  heartbeatOf(shard: string, leg: string): Heartbeat | undefined;
  /** When a leg is looked at next. */
  nextLookOf(shard: string, leg: string): number | undefined;
  byHand: readonly BrokenByHand[];
  /** The last change of each zone. */
  last: ReadonlyMap<string, ZoneChange>;
  policy: MonitoringPolicy;
  now: Date;
};

/** The zones of a venue as the directory has them, in order of name. */
export const zonesOfVenue = ({ accounts }: Pick<WatchList, 'accounts'>, venueId: string): ZoneEntry[] =>
  [...accounts.values()]
    .flatMap(({ zones }) => zones.filter((zone) => (zone.venueId ?? NO_VENUE) === venueId))
    .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));

export async function venueView(id: string, named: VenueNamed | undefined, parts: VenueParts): Promise<VenueView> {
  const { list } = parts;
  const entries = zonesOfVenue(list, id);
  const hours = list.hoursOf(id);
  return {
    ...(named ?? { name: id === NO_VENUE ? 'Zones of no venue' : `venue ${id}, not in the directory` }),
    id,
    timeZone: hours.timeZone ?? entries.find(({ timeZone }) => timeZone !== null)?.timeZone ?? 'UTC',
    hours: hoursInWords(hours.opening),
    zones: await Promise.all(entries.map((entry) => zoneView(entry, parts))),
  };
}

async function zoneView(entry: ZoneEntry, parts: VenueParts): Promise<ZoneView> {
  const { accounts, policy, now, last } = parts;
  const { id, name, critical, accountId } = entry;
  const saved = accounts.get(accountId);
  const current = await currentStateOf(
    accountId,
    {
      states: { load: async () => new Map(saved && [[accountId, saved]]) },
      heartbeatOf: async (shard, leg) => parts.heartbeatOf(shard, leg),
      staleAfterSeconds: policy.staleAfterSec,
    },
    now,
  );
  const watched = parts.zonesOf(accountId).find((zone) => zone.id === id);
  const state = current.kind === 'known' ? current.zones[id] : undefined;
  const { expected, because } = watched
    ? expectationOf(watched, state ?? { everUp: false }, now.getTime(), policy)
    : { expected: false, because: 'not-a-venue' as const };
  const hand = parts.byHand.find(({ zone, to }) => zone === id && to === null);
  const change = last.get(id);
  const contrary = state?.contrary;
  return {
    id,
    name,
    critical,
    accountId,
    look: watched ? lookOf(state, watched, { now: now.getTime(), policy }).look : 'unknown',
    status: statusInWords(state?.status ?? 'unseen'),
    ...(state && { since: state.since }),
    ...(contrary?.at[0] !== undefined && {
      doubt: { to: statusInWords(contrary.to), readings: contrary.at.length, firstAt: contrary.at[0] },
    }),
    expectation: EXPECTATION_IN_WORDS[because],
    expected,
    ...(state?.outage && { outage: outageOf(state.outage) }),
    ...(state?.flappingSince !== undefined && { flappingSince: state.flappingSince }),
    ...(current.kind === 'known' && { readAt: current.readAt, ...(current.unread && { unread: current.unread }) }),
    isOld: current.kind === 'known' && current.isStale,
    ...nextLook(saved, parts),
    ...(hand && { byHand: { state: hand.state, since: hand.from } }),
    ...(change && { last: eventView(change, name) }),
  };
}

const outageOf = ({ cause, beganAt, countedFrom, confirmedAt }: NonNullable<ZoneView['outage']>) => ({
  cause,
  beganAt,
  countedFrom,
  confirmedAt,
});

function nextLook(saved: SavedAccount | undefined, { nextLookOf, now }: VenueParts): { nextLookAt?: number } {
  if (!saved) return {};
  const times = [saved.recheckAt, nextLookOf(saved.shard, saved.leg)].filter((at) => at !== undefined);
  const coming = times.filter((at) => at > now.getTime());
  return times.length === 0 ? {} : { nextLookAt: coming.length > 0 ? Math.min(...coming) : Math.max(...times) };
}

export const eventView = (change: ZoneChange, zone: string): EventView => ({
  ...eventInWords(change),
  zone,
  at: change.at,
  knownAt: knownAt(change),
});
