import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DiscoveredAccount } from '../../../lambdas/clients/soundtrack/index.ts';
import { importAliases } from '../../../lambdas/venues/record/import-aliases-in-postgres.ts';
import { lastWalk } from '../../../lambdas/venues/record/last-walk-in-postgres.ts';
import { liftZoneOverride, overrideZone } from '../../../lambdas/venues/record/override-zone-in-postgres.ts';
import { takeOver } from '../../../lambdas/venues/record/take-over-in-postgres.ts';
import { takeOverWalk } from '../../../lambdas/venues/record/walk-accounts.ts';
import { type ARecord, startRecord } from './a-record.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));

let record: ARecord;
beforeAll(async () => {
  record = await startRecord();
});
afterAll(() => record?.close());

/** Two venues of one account, one of another, as the sheet has them. */
beforeEach(async () => {
  await record.clear();
  const venue = (venueId: number, venue_name: string, soundtrack_account_id: string, zone_count: number) => ({
    venueId,
    fields: { venue_name, soundtrack_account_id, zone_count, subscription_status: 'active' },
  });
  const statements = [
    venue(1, 'Veloran Rayong', 'acc-1', 2),
    venue(2, 'Veloran Hua Hin', 'acc-1', 1),
    venue(3, 'Garden House', 'acc-3', 1),
  ];
  await takeOver(record.sql, { source: 'sheets', saidBy: 'venue sheet', statements, ended: [] }, at(0));
});

type Zones = Record<string, { name: string; location?: string }>;
const account = (id: string, name: string, zones: Zones, complete = true): DiscoveredAccount => {
  const locations = [...new Set(Object.values(zones).map(({ location }) => location ?? name))];
  return {
    account: { id, name, plan: 'ESSENTIAL' },
    locations: locations.map((location) => ({ id: location, name: location, timezone: 'Asia/Bangkok' })),
    zones: Object.entries(zones).map(([zone, { name: zoneName, location }]) => ({
      id: zone,
      name: zoneName,
      locationId: location ?? name,
      isPaired: true,
      online: true,
      subscriptionState: 'ACTIVE',
    })),
    complete,
  };
};
const RAYONG = { location: 'Veloran Rayong' };
const HUA_HIN = { location: 'Veloran Hua Hin' };
const usual = () => [
  account('acc-1', 'Veloran Group', {
    'z-1': { name: 'Lobby', ...RAYONG },
    'z-2': { name: 'Pool Bar', ...RAYONG },
    'z-3': { name: 'Lobby', ...HUA_HIN },
  }),
  account('acc-3', 'Garden House', { 'z-4': { name: 'Spa' } }),
];
const walk = (accounts: DiscoveredAccount[], minute: number, complete = true) =>
  takeOverWalk(record.sql, { complete, accounts }, at(minute));
const zones = () =>
  record.rows('select id, venue_id::int, name, kind, critical, gone_at is not null as gone from zones order by id');
const open = () =>
  record.rows(
    'select kind, subject, subject_id, field from disagreements where resolved_at is null order by kind, subject_id',
  );

describe('a walk through Soundtrack', () => {
  it('brings zones to their venues, with what they are for', async () => {
    expect(await walk(usual(), 1)).toEqual({
      kind: 'discovered',
      accounts: 2,
      zones: 4,
      renamed: 0,
      vanished: 0,
      complete: true,
    });
    expect(await zones()).toEqual([
      { id: 'z-1', venue_id: 1, name: 'Lobby', kind: 'lobby', critical: true, gone: false },
      { id: 'z-2', venue_id: 1, name: 'Pool Bar', kind: 'bar', critical: false, gone: false },
      { id: 'z-3', venue_id: 2, name: 'Lobby', kind: 'lobby', critical: true, gone: false },
      { id: 'z-4', venue_id: 3, name: 'Spa', kind: 'spa', critical: true, gone: false },
    ]);
    expect(await open()).toEqual([]);
    expect(await lastWalk(record.sql)).toEqual({ at: at(1), linkedSince: false });
  });

  it('is wanted again when the sheet gives a venue another account', async () => {
    expect(await lastWalk(record.sql)).toEqual({ at: undefined, linkedSince: false });
    await walk(usual(), 1);
    const statements = [{ venueId: 3, fields: { soundtrack_account_id: 'acc-1' } }];
    await takeOver(record.sql, { source: 'sheets', saidBy: 'venue sheet', statements, ended: [] }, at(2));
    expect(await lastWalk(record.sql)).toEqual({ at: at(1), linkedSince: true });
    await walk(usual(), 3);
    expect(await lastWalk(record.sql)).toEqual({ at: at(3), linkedSince: false });
  });

  it('changes nothing when it finds the same again', async () => {
    await walk(usual(), 1);
    const before = await record.rows('select * from zone_names order by zone_id');
    const audit = await record.rows('select count(*) from audit_log');
    await walk(usual(), 2);
    expect(await record.rows('select * from zone_names order by zone_id')).toEqual(before);
    expect(await record.rows('select count(*) from audit_log')).toEqual(audit);
  });

  it('keeps the names of a renamed zone', async () => {
    await walk(usual(), 1);
    const renamed = usual();
    Object.assign(renamed[1]?.zones[0] ?? {}, { name: 'Spa Reception' });
    expect(await walk(renamed, 2)).toMatchObject({ renamed: 1 });
    await walk(renamed, 3);
    const names = await record.rows("select name, since, until from zone_names where zone_id = 'z-4' order by since");
    expect(names).toEqual([
      { name: 'Spa', since: at(1), until: at(2) },
      { name: 'Spa Reception', since: at(2), until: null },
    ]);
  });

  it('marks as gone what a complete walk no longer shows, and brings it back', async () => {
    await walk(usual(), 1);
    const fewer = usual();
    fewer[0]?.zones.splice(1, 1);
    expect(await walk(fewer, 2)).toMatchObject({ vanished: 1 });
    expect((await zones()).filter(({ gone }) => gone)).toMatchObject([{ id: 'z-2' }]);
    await walk(usual(), 3);
    expect((await zones()).filter(({ gone }) => gone)).toEqual([]);
  });

  it('calls nothing gone after an incomplete one, and settles nothing either', async () => {
    await walk([...usual(), account('orphan', 'Nobody Knows', { 'z-9': { name: 'Zone' } })], 1);
    expect(await open()).toMatchObject([{ kind: 'account-not-in-sheet', subject: 'account', subject_id: 'orphan' }]);
    expect(await walk(usual().slice(0, 1), 2, false)).toMatchObject({ vanished: 0, complete: false });
    expect((await zones()).filter(({ gone }) => gone)).toEqual([]);
    expect(await open()).toHaveLength(1);
    await walk(usual(), 3);
    expect(await open()).toEqual([]);
  });

  it('is a statement about the number of zones, and contradicts the sheet in the open', async () => {
    const more = usual();
    more[1] = account('acc-3', 'Garden House', { 'z-4': { name: 'Spa' }, 'z-5': { name: 'Bar' } });
    await walk(more, 1);
    expect(await record.rows('select zone_count from venues where id = 3')).toEqual([{ zone_count: 2 }]);
    expect(await open()).toEqual([
      { kind: 'sources-contradict', subject: 'venue', subject_id: '3', field: 'zone_count' },
    ]);
    const statements = [{ venueId: 3, fields: { zone_count: 2 } }];
    await takeOver(record.sql, { source: 'sheets', saidBy: 'venue sheet', statements, ended: [] }, at(2));
    expect(await open()).toEqual([]);
  });

  it('says nothing about the number where a zone of the account may be another venue’s', async () => {
    const unclear = usual();
    unclear[0] = account('acc-1', 'Veloran Group', {
      'z-1': { name: 'Lobby', ...RAYONG },
      'z-8': { name: 'Bar', location: 'Annex' },
    });
    await walk(unclear, 1);
    expect(
      await record.rows(
        "select count(*)::int as said from facts where source = 'soundtrack' and subject_id in ('1', '2')",
      ),
    ).toEqual([{ said: 0 }]);
    expect(await open()).toMatchObject([{ kind: 'zone-without-venue', subject: 'zone', subject_id: 'z-8' }]);
  });

  it('does not change what a person decided about a zone', async () => {
    await walk(usual(), 1);
    const done = await overrideZone(
      record.sql,
      { zoneId: 'z-2', kind: 'restaurant', critical: true, by: 'anna', reason: 'breakfast is served there' },
      at(2),
    );
    expect(done).toEqual({ kind: 'done' });
    await walk(usual(), 3);
    expect((await zones())[1]).toMatchObject({ id: 'z-2', kind: 'restaurant', critical: true });
  });

  it('is taken over whole or not at all', async () => {
    await walk(usual(), 1);
    const before = await zones();
    for (let survives = 0; ; survives++) {
      let left = survives;
      const dying: typeof record.sql = {
        ...record.sql,
        transaction: (work) =>
          record.sql.transaction((within) => {
            const count = () => {
              if (left-- <= 0) throw new Error('died');
            };
            return work({
              query(...asked) {
                count();
                return within.query(...asked);
              },
              execute(...asked) {
                count();
                return within.execute(...asked);
              },
            });
          }),
      };
      const renamed = usual();
      Object.assign(renamed[1]?.zones[0] ?? {}, { name: 'Rooftop' });
      const outcome = await takeOverWalk(dying, { complete: true, accounts: renamed }, at(2)).catch((error: Error) => {
        if (error.message !== 'died') throw error;
        return 'died';
      });
      if (outcome !== 'died') break;
      expect(await zones()).toEqual(before);
    }
    expect((await zones())[3]).toMatchObject({ name: 'Rooftop' });
  });
});

describe('an import of aliases', () => {
  const names = async () =>
    (await record.rows('select alias from aliases where undone_at is null order by alias')).map(({ alias }) => alias);

  it('adds what is new, once, and leaves out venues nobody knows', async () => {
    const aliases = [
      { venueId: 1, alias: 'เวโลราน ระยอง' },
      { venueId: 1, alias: ' VR ' },
      { venueId: 1, alias: 'vr' },
      { venueId: 2, alias: '  ' },
      { venueId: 99, alias: 'Nowhere' },
    ];
    expect(await importAliases(record.sql, { aliases, by: 'ops' }, at(1))).toBe(2);
    expect(await importAliases(record.sql, { aliases, by: 'ops' }, at(2))).toBe(0);
    expect(await names()).toEqual(['VR', 'เวโลราน ระยอง']);
  });
});

describe('a person who decides while a walk is taken over', () => {
  const [group, garden] = usual();
  const renamed = [account('acc-1', 'Veloran Group', { 'z-2': { name: 'Restaurant', ...RAYONG } }), garden];
  /** The walk as it goes when `meanwhile` happens after it has read what is known. */
  const walkWhile = (meanwhile: () => Promise<unknown>) =>
    takeOverWalk(
      {
        ...record.sql,
        async transaction(work) {
          await meanwhile();
          return record.sql.transaction(work);
        },
      },
      { complete: false, accounts: renamed.filter((one) => one !== undefined) },
      at(2),
    );
  const decided = () => record.rows(`select name, kind, critical, kind_source from zones where id = 'z-2'`);
  const who = { zoneId: 'z-2', by: 'anna', reason: 'seen it' };

  it('is not overruled by what the name says', async () => {
    await walk(
      [group, garden].filter((one) => one !== undefined),
      1,
    );
    await walkWhile(() => overrideZone(record.sql, { ...who, kind: 'gym', critical: false }, at(2)));
    expect(await decided()).toEqual([{ name: 'Restaurant', kind: 'gym', critical: false, kind_source: 'override' }]);
  });

  it('is not overruled by what was decided before either', async () => {
    await walk(
      [group, garden].filter((one) => one !== undefined),
      1,
    );
    await overrideZone(record.sql, { ...who, kind: 'gym', critical: true }, at(1));
    await walkWhile(() => overrideZone(record.sql, { ...who, kind: 'spa', critical: false }, at(2)));
    expect(await decided()).toMatchObject([{ kind: 'spa', critical: false, kind_source: 'override' }]);
    await overrideZone(record.sql, { ...who, kind: 'gym' }, at(3));
    await walkWhile(() => liftZoneOverride(record.sql, who, at(3)));
    expect(await decided()).toMatchObject([{ kind_source: 'inferred' }]);
  });
});
