import { DEFAULT_POLICY } from '../../../lambdas/monitoring/policy.ts';
import { createOutageLog, type OutageRow } from '../../../lambdas/monitoring/replay/outage-log.ts';
import { createRechecks } from '../../../lambdas/monitoring/replay/rechecks.ts';
import { createReplay } from '../../../lambdas/monitoring/replay/replay.ts';
import { feedLine } from '../../../scripts/alerts-replay/feed-file.ts';
import { readFleet } from '../../../scripts/alerts-replay/fleet-file.ts';
import { aFleet, polls } from './a-replay.ts';

describe('further looks', () => {
  it('come once a venue and in the order in which they fall due', () => {
    const rechecks = createRechecks();
    for (const [venue, dueAt] of [
      ['a', 60],
      ['b', 61],
      ['a', 62],
      ['c', 31],
    ] as const)
      rechecks.ask(venue, dueAt);
    expect(rechecks.due(30)).toBeUndefined();
    expect(rechecks.due(80)).toEqual({ dueAt: 31, venueId: 'c', looks: 1 });
    expect(rechecks.due(80)).toEqual({ dueAt: 60, venueId: 'a', looks: 1 });
    expect(rechecks.due(80)).toEqual({ dueAt: 61, venueId: 'b', looks: 1 });
    expect(rechecks.due(80)).toBeUndefined();
    rechecks.ask('a', 140, 1);
    expect(rechecks.due(140)).toEqual({ dueAt: 140, venueId: 'a', looks: 2 });
  });

  it('end after some that settled nothing', () => {
    const rechecks = createRechecks();
    rechecks.ask('a', 0, 5);
    expect(rechecks.due(1_000)).toBeUndefined();
  });

  const told = (confirm: number, deadFrom: number, deadUntil = 1_000_000) => {
    const { fleet } = readFleet('f', aFleet());
    const rows: OutageRow[] = [];
    const log = createOutageLog(fleet.t0, (row) => rows.push(row));
    const isDead = (at: number) => at >= deadFrom && at < deadUntil;
    const policy = { ...DEFAULT_POLICY, confirmDown: confirm, fastRecheckSec: 60 };
    const replay = createReplay(fleet, policy, {
      listeners: [log],
      truth: (_, at) => ({ zones: isDead((at - fleet.t0) / 1_000) ? '0' : '1' }),
    });
    const looks = Array.from({ length: 12 }, (_, at) => (isDead(at * 300) ? '0' : '1')).join('');
    for (const line of polls('v1', looks)) feedLine(replay, JSON.stringify(line), fleet.t0);
    log.finish();
    return { rows, rechecks: replay.counts.rechecks };
  };

  it('confirm an outage, and its end, well before the next poll would', () => {
    expect(told(2, 601, 1_801).rows).toMatchObject([{ at: 900, confirmedAt: 962, toldAt: 962, endedAt: 2_100 }]);
    expect(told(3, 601).rows).toMatchObject([{ at: 900, confirmedAt: 992 }]);
    expect(told(2, 601, 1_801).rechecks).toBe(2);
  });

  it('settle a single bad reading as one', () => {
    expect(told(2, 890, 910)).toEqual({ rows: [], rechecks: 1 });
  });
});
