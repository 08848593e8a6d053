import { addCoverage, coverageOf, NOTHING_COVERED } from '../../../lambdas/monitoring/planning/coverage.ts';
import { type Watched, watchedBy } from '../../../lambdas/monitoring/watched.ts';
import type { WatchList } from '../../../lambdas/venues/index.ts';
import { type BrokenByHand, brokenByHand } from './by-hand.ts';
import { estatePicture, type MapVenue, type Tile, type ZoneCounts } from './estate-picture.ts';
import { lastReads } from './last-reads.ts';
import { type MonitoringState, monitoringState } from './monitoring-state.ts';
import { type ShardNoted, type ShardPicture, shardPicture } from './shard-picture.ts';
import type { ZonesDesk } from './zones-desk.ts';

export type ZonesPicture = {
  venues: MapVenue[];
  tiles: Tile[];
  summary: Summary;
  shards: ShardPicture[];
};
export type Summary = {
  counts: ZoneCounts;
  venues: number;
  coverage: { percent: number; fresh: number; accounts: number };
  oldestSeconds: number;
  monitoring: MonitoringState;
  rhythm: { everySeconds: number; againSeconds: number; oldAfterSeconds: number };
  directory: string;
};

/** What was seen at one look, with what details are made of. */
export type Seen = {
  picture: ZonesPicture;
  list: WatchList;
  watched: Watched;
  shards: ShardNoted[];
  byHand: BrokenByHand[];
};

/** What was broken earlier and is mended is told of for so long. */
const REMEMBERED_MS = 30 * 60_000;

/** One look at everything the monitor keeps. */
export async function lookAround(desk: ZonesDesk, now: Date): Promise<Seen> {
  const { policy } = desk;
  const [accounts, list, upstream, byHand] = await Promise.all([
    desk.accounts(),
    desk.list(),
    desk.monitor.upstream(),
    // The map is worth looking at without the simulator too.
    brokenByHand(desk.soundtrack, new Date(now.getTime() - REMEMBERED_MS)).catch((): BrokenByHand[] => []),
  ]);
  const shardIds = desk.shards.map(({ id }) => id);
  const shards = await Promise.all(desk.shards.map((shard) => noted(shard, shardIds, list)));
  const watched = watchedAll(shardIds, list);
  const zonesOf = (accountId: string) => list.accounts.get(accountId)?.zones.length ?? 0;
  const asked = { policy, zonesOf, now: now.getTime() };
  const { venues, tiles, counts } = estatePicture({
    list,
    accounts,
    policy,
    zonesOf: watched.zonesOf,
    named: desk.named,
    reads: lastReads(shards.flatMap(({ heartbeats }) => [...heartbeats.values()])),
    byHand: new Set(byHand.filter(({ to }) => to === null).map(({ zone }) => zone)),
    now: now.getTime(),
  });
  const coverage = { ...NOTHING_COVERED };
  for (const { accountIds, heartbeats } of shards) {
    const more = coverageOf(accountIds, heartbeats.values(), { ...asked, staleAfterSeconds: policy.staleAfterSec });
    addCoverage(coverage, more);
  }
  const { fresh, accounts: all, oldestSeconds } = coverage;
  const summary: Summary = {
    counts,
    venues: venues.length,
    coverage: { percent: all === 0 ? 100 : (100 * fresh) / all, fresh, accounts: all },
    oldestSeconds,
    monitoring: monitoringState(
      upstream,
      shards.map(({ id, heartbeats }) => ({ id, heartbeats: heartbeats.values() })),
    ),
    rhythm: {
      everySeconds: policy.pollIntervalSec,
      againSeconds: policy.fastRecheckSec,
      oldAfterSeconds: policy.staleAfterSec,
    },
    directory: list.version,
  };
  const picture = { venues, tiles, summary, shards: shards.map((shard) => shardPicture(shard, asked)) };
  return { picture, list, watched, shards, byHand };
}

async function noted(
  { id, notes }: ZonesDesk['shards'][number],
  shardIds: readonly string[],
  list: WatchList,
): Promise<ShardNoted> {
  const [way, surveyed, heartbeats, { planned }, tokens] = await Promise.all([
    notes.way(),
    notes.surveyed(),
    notes.heartbeats(),
    notes.planned(),
    notes.tokens(),
  ]);
  return { id, way, surveyed, heartbeats, planned, tokens, accountIds: accountsOf(id, shardIds, list) };
}

const kept = new WeakMap<WatchList, Map<string, Watched>>();

/** Made once per version of the list: hashing and calendars are not free. */
function watchedFor(shard: string, shardIds: readonly string[], list: WatchList): Watched {
  const made = kept.get(list) ?? new Map<string, Watched>();
  kept.set(list, made);
  const watched = made.get(shard) ?? watchedBy(shard, shardIds, list);
  made.set(shard, watched);
  return watched;
}

const accountsOf = (shard: string, shardIds: readonly string[], list: WatchList) =>
  watchedFor(shard, shardIds, list).accountIds;
/** Zones are asked of any shard's: they are known of all accounts. */
const watchedAll = (shardIds: readonly string[], list: WatchList) => watchedFor(shardIds[0] ?? 'none', shardIds, list);
