import { createSoundtrackClient } from '../../../../lambdas/clients/soundtrack/index.ts';
import type { ZoneChange } from '../../../../lambdas/events/zone-change.ts';
import { judgeUpstream } from '../../../../lambdas/monitoring/planning/judge-upstream.ts';
import { type ChosenWay, UNMEASURED_WAY } from '../../../../lambdas/monitoring/polling/chosen-way.ts';
import { policyOfEnv } from '../../../../lambdas/monitoring/polling/policy-of-env.ts';
import { poll } from '../../../../lambdas/monitoring/polling/poll.ts';
import { accountStatesInDynamoDb } from '../../../../lambdas/monitoring/store/account-states-in-dynamodb.ts';
import { monitorNotesInDynamoDb } from '../../../../lambdas/monitoring/store/monitor-notes-in-dynamodb.ts';
import { shardNotesInDynamoDb } from '../../../../lambdas/monitoring/store/shard-notes-in-dynamodb.ts';
import { watchedBy } from '../../../../lambdas/monitoring/watched.ts';
import type { OpeningHours, WatchList } from '../../../../lambdas/venues/index.ts';
import { readWatchList } from '../../../../lambdas/venues/watch/read-watch-list.ts';
import { simulatorClient } from '../../../../local/console/simulator-client.ts';
import { accountNumbers, followAccounts } from '../../../../local/console/zones/followed-accounts.ts';
import type { ZonesDesk } from '../../../../local/console/zones/zones-desk.ts';
import type { EstateVenue, EstateZone } from '../../../../local/estate/estate.ts';
import { manualTime, startSoundtrackSimulator } from '../../../../local/simulators/index.ts';
import { startZoneStatesTable } from '../../../monitoring/store/zone-states-engine.ts';

const START = '2026-11-21T10:00:00.000Z';
const TOKEN = 'token';
const POLICY = policyOfEnv({
  POLL_INTERVAL_SECONDS: 60,
  RECHECK_SECONDS: 10,
  CONFIRM_DOWN: 2,
  CONFIRM_DOWN_CRITICAL: 2,
});
const WAY: ChosenWay = {
  ...UNMEASURED_WAY,
  shape: 'pages',
  accountsPerRequest: 100,
  zonesPerAccount: 100,
  tokensPerRound: 56,
  requestsPerRound: 1,
  intervalSeconds: 60,
  because: 'full-fits',
  measuredAt: Date.parse(START),
};

type House = {
  id: string;
  name: string;
  chain?: string;
  hours?: OpeningHours;
  zones: [name: string, state: EstateZone['state']][];
};
const HOUSES: House[] = [
  {
    id: '1001',
    name: 'Hilton Bangkok',
    chain: 'Hilton',
    zones: [
      ['Lobby', 'playing'],
      ['Pool', 'playing'],
    ],
  },
  {
    id: '1002',
    name: 'Hilton Pattaya',
    chain: 'Hilton',
    zones: [
      ['Lobby', 'playing'],
      ['Spa', 'unpaired'],
    ],
  },
  { id: '1003', name: 'Night Bar', hours: { week: {} }, zones: [['Bar', 'playing']] },
  { id: '1004', name: 'Beach House', zones: [['Beach', 'seasonal-closure']] },
];

const venueOf = ({ id, name, chain, zones }: House): EstateVenue => ({
  id,
  name,
  aliases: [],
  kind: 'hotel',
  ...(chain && { chain }),
  location: `Main Road, ${name.split(' ')[1]}`,
  country: 'Thailand',
  locationSource: 'name',
  timezone: 'Asia/Bangkok',
  openingHours: 'always',
  zones: zones.map(([zone, state], at) => ({ id: `${id}-${at}`, name: zone, critical: zone === 'Lobby', state })),
});

/**
 * The zones of four houses at a real Soundtrack simulator, read by the product's poller into the product's tables, on a
 * clock that only the test moves. What happened is remembered as the record would have it.
 */
export async function aZonesDesk() {
  const time = manualTime(START);
  const table = await startZoneStatesTable();
  const venues = HOUSES.map(venueOf);
  const simulator = await startSoundtrackSimulator({ time, estate: { seed: 1, venues }, tokens: [TOKEN] });
  const { door } = simulatorClient('soundtrack', simulator.url);
  const list = await listOf(door);
  const { db, table: name } = table;
  const states = accountStatesInDynamoDb(db, name);
  const notes = shardNotesInDynamoDb(db, name, 'one');
  const monitor = monitorNotesInDynamoDb(db, name);
  await notes.saveWay(WAY);
  const past: ZoneChange[] = [];
  const watched = watchedBy('one', ['one'], list);
  const soundtrack = createSoundtrackClient({
    url: simulator.apiUrl,
    token: async () => TOKEN,
    timeoutMilliseconds: 5_000,
  });
  let round = 0;

  const desk: ZonesDesk = {
    accounts: followAccounts(
      { numbers: () => accountNumbers(db, name), load: states.load },
      { leastMilliseconds: 0, clock: time.clock },
    ),
    list: async () => list,
    named(id) {
      const venue = venues.find((one) => one.id === id);
      return venue && { name: venue.name, location: venue.location, ...(venue.chain && { chain: venue.chain }) };
    },
    shards: [{ id: 'one', notes }],
    monitor,
    past: {
      newest: async (ids, limit) =>
        past
          .filter(({ zoneId }) => ids.includes(zoneId))
          .toReversed()
          .slice(0, limit),
      lastOfEach: async (ids) =>
        new Map(past.filter(({ zoneId }) => ids.includes(zoneId)).map((change) => [change.zoneId, change])),
      since: async (ids, from) => past.filter(({ zoneId, at }) => ids.includes(zoneId) && at >= from.getTime()),
    },
    soundtrack: { door },
    policy: POLICY,
    clock: time.clock,
    pauseMilliseconds: 0,
    close() {},
  };
  return {
    desk,
    time,
    simulator,
    past,
    zone: (venueId: string, zoneName: string): string =>
      [...list.accounts.values()]
        .flatMap(({ zones }) => zones)
        .find((zone) => zone.venueId === venueId && zone.name === zoneName)?.id ?? '',
    async pass(seconds: number) {
      time.advance(seconds * 1000);
    },
    /** One round of looks, and the verdict on Soundtrack that follows it. */
    async round() {
      round += 1;
      await notes.savePlanned({ p0: { round, at: time.clock().getTime() } }, (await notes.planned()).version);
      const result = await poll(
        { kind: 'pages', leg: 'p0', round, range: { after: null, until: null } },
        {
          states,
          notes,
          policy: POLICY,
          shard: 'one',
          clock: time.clock,
          way: WAY,
          soundtrack,
          tokensSpent: () => 56,
          owns: () => true,
          zonesOf: watched.zonesOf,
          accountIds: watched.accountIds,
          visible: watched.visible,
          send: async () => {},
          intervalSeconds: 60,
        },
      );
      if (result.kind === 'done') past.push(...result.taken.changes);
      const all = watched.accountIds.length;
      const unread = result.kind === 'done' && result.unread ? all : 0;
      await judgeUpstream(
        { unread, everRead: all },
        { notes: monitor, tell: async () => {}, policy: { ...POLICY, upstreamMinVenues: 2 } },
        time.clock(),
      );
      return result;
    },
    async close() {
      await simulator.close();
      await table.close();
    },
  };
}
export type AZonesDesk = Awaited<ReturnType<typeof aZonesDesk>>;

type Row = { id: string; name: string; venue: string | null; account: { id: string } };

async function listOf(door: ZonesDesk['soundtrack']['door']): Promise<WatchList> {
  const { body } = await door('GET', 'zones');
  const rows = (body as Row[]).filter(({ venue }) => venue !== null);
  const zones = rows.map(({ id, name, venue, account }) => ({
    id,
    name,
    kind: 'zone',
    critical: name === 'Lobby',
    accountId: account.id,
    venueId: venue,
    timeZone: 'Asia/Bangkok',
  }));
  const hours = HOUSES.map(({ id, hours: opening = 'always' }) => ({
    venueId: id,
    timeZone: 'Asia/Bangkok',
    opening,
    maintenance: [],
  }));
  return readWatchList({
    version: '7',
    zones: JSON.stringify(zones),
    hours: JSON.stringify({ venues: hours, habits: [] }),
  }).value;
}
