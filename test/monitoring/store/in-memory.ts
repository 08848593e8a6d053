import type { Heartbeat } from '../../../lambdas/monitoring/planning/heartbeat.ts';
import type { SurveyedLegs } from '../../../lambdas/monitoring/planning/legs.ts';
import type { Planned } from '../../../lambdas/monitoring/planning/plan-round.ts';
import type { ChosenWay } from '../../../lambdas/monitoring/polling/chosen-way.ts';
import type { Tokens } from '../../../lambdas/monitoring/polling/token-bucket.ts';
import type { AccountStates, AccountToSave, SavedAccount } from '../../../lambdas/monitoring/store/account-states.ts';
import type { MonitorNotes, UpstreamNote } from '../../../lambdas/monitoring/store/monitor-notes.ts';
import type { ShardNotes } from '../../../lambdas/monitoring/store/shard-notes.ts';

/** Whoever reads gets a copy, as from a table. */
const copied = <Value>(value: Value): Value => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

export type StatesInMemory = AccountStates & {
  all: ReadonlyMap<string, SavedAccount>;
  /** Every write, in order: what the table's stream carries onward. */
  writes: readonly AccountToSave[];
};

export function statesInMemory(): StatesInMemory {
  const all = new Map<string, SavedAccount>();
  const writes: AccountToSave[] = [];
  return {
    all,
    writes,
    load: async (accountIds) =>
      new Map(
        accountIds.flatMap((id) => {
          const saved = all.get(id);
          return saved ? [[id, copied(saved)] as const] : [];
        }),
      ),
    async save(account) {
      const { accountId, event, ...rest } = copied(account);
      const before = all.get(accountId);
      if (before && before.seq !== event.seq - 1) return 'conflict';
      all.set(accountId, { ...rest, seq: event.seq });
      writes.push(copied(account));
      return 'saved';
    },
  };
}

/** `others`: the notes of further shards, by their names. */
export function shardNotesInMemory(others: ReadonlyMap<string, ShardNotes> = new Map()): ShardNotes {
  const heartbeats = new Map<string, Heartbeat>();
  let surveyed: SurveyedLegs | undefined;
  let planned: { planned: Planned; version: number } = { planned: {}, version: 0 };
  let way: ChosenWay | undefined;
  let tokens: Tokens | undefined;
  return {
    async heartbeat(leg, shard) {
      const other = shard === undefined ? undefined : others.get(shard);
      return other ? other.heartbeat(leg) : copied(heartbeats.get(leg));
    },
    heartbeats: async () => new Map([...heartbeats].map(([leg, heartbeat]) => [leg, copied(heartbeat)])),
    async saveHeartbeat(heartbeat) {
      const before = heartbeats.get(heartbeat.leg);
      const { round, at } = heartbeat;
      const isOlder = before && (round < before.round || (round === before.round && at < before.at));
      if (!isOlder) heartbeats.set(heartbeat.leg, copied(heartbeat));
    },
    surveyed: async () => copied(surveyed),
    async saveSurveyed(legs) {
      if (!surveyed || surveyed.madeAt <= legs.madeAt) surveyed = copied(legs);
    },
    planned: async () => copied(planned),
    async savePlanned(next, version) {
      if (planned.version !== version) return false;
      planned = { planned: copied(next), version: version + 1 };
      return true;
    },
    way: async () => copied(way),
    async saveWay(next) {
      way = copied(next);
    },
    tokens: async () => copied(tokens),
    async saveTokens(next) {
      if (!tokens || tokens.at <= next.at) tokens = copied(next);
    },
  };
}

export function monitorNotesInMemory({ all }: Pick<StatesInMemory, 'all'>): MonitorNotes {
  let note: UpstreamNote | undefined;
  return {
    upstream: async () => copied(note),
    async saveUpstream(next) {
      note = copied(next);
    },
    async outages() {
      const out = [...all.values()].filter(({ trouble }) => trouble === 'outage');
      return { accounts: out.length, zones: out.reduce((sum, { zonesOut = 0 }) => sum + zonesOut, 0) };
    },
  };
}
