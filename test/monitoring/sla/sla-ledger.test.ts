import fc from 'fast-check';
import type { ZoneChange, ZoneStatus } from '../../../lambdas/events/zone-change.ts';
import { createSlaLedger, type SlaSurroundings } from '../../../lambdas/monitoring/sla/sla-ledger.ts';

const zoneId = 'z';
const status = (at: number, from: ZoneStatus, to: ZoneStatus): ZoneChange => ({
  kind: 'status',
  zoneId,
  at: at * 1000,
  confirmedAt: at * 1000,
  from,
  to,
  readings: 2,
  reason: 'test',
});
const began = (at: number, id = `o${at}`): ZoneChange => ({
  kind: 'outage-began',
  zoneId,
  outageId: id,
  cause: 'down',
  at: at * 1000,
  countedFrom: at * 1000,
  confirmedAt: at * 1000,
  critical: false,
  readings: 2,
  reason: 'test',
});
const ended = (
  beganAt: number,
  at: number,
  reason: 'recovered' | 'dormant' = 'recovered',
  id = `o${beganAt}`,
): ZoneChange => ({
  kind: 'outage-ended',
  zoneId,
  outageId: id,
  cause: 'down',
  beganAt: beganAt * 1000,
  at: at * 1000,
  confirmedAt: at * 1000,
  reason,
});
const unknown = (at: number, until: number): ZoneChange => ({
  kind: 'unknown',
  zoneId,
  at: at * 1000,
  until: until * 1000,
  reason: 'test',
});
const mark = (kind: 'dormant' | 'woke' | 'gone', at: number, reason = 'not-listed'): ZoneChange => ({
  kind,
  zoneId,
  at: at * 1000,
  reason,
});
const suspected = (at: number): ZoneChange => ({
  kind: 'suspected',
  zoneId,
  at: at * 1000,
  from: 'up',
  to: 'down',
  reason: 'test',
});
const born = status(0, 'unseen', 'up');

function report(changes: readonly ZoneChange[], period = { from: 0, to: 100_000 }, surroundings: SlaSurroundings = {}) {
  const ledger = createSlaLedger();
  for (const change of changes) ledger.apply(change);
  return Object.values(ledger.report(zoneId, period, surroundings));
}

describe('a ledger', () => {
  it.each<[string, ZoneChange[], [up: number, down: number, unknown: number, excluded: number]]>([
    ['knows nothing of a zone that was never read', [], [0, 0, 100, 0]],
    ['takes a zone for up from its first reading', [status(10, 'unseen', 'up')], [90, 0, 10, 0]],
    ['does not count a suspicion that dissolved', [born, suspected(20)], [100, 0, 0, 0]],
    [
      'counts an outage',
      [born, status(20, 'up', 'down'), began(20), status(50, 'down', 'up'), ended(20, 50)],
      [70, 30, 0, 0],
    ],
    ['counts an outage that is open', [born, status(20, 'up', 'down'), began(20)], [20, 80, 0, 0]],
    ['counts an outage of which only the end came', [born, ended(20, 50)], [70, 30, 0, 0]],
    ['leaves what is unknown out of an outage', [born, began(20), unknown(30, 40), ended(20, 50)], [70, 20, 10, 0]],
    ['does not miss a zone that was never up', [status(10, 'unseen', 'down')], [0, 0, 0, 100]],
    ['does not miss it until it is', [status(10, 'unseen', 'down'), status(60, 'down', 'up')], [40, 0, 0, 60]],
    [
      'does not miss a zone while it is unpaired',
      [born, status(20, 'up', 'unpaired'), status(60, 'unpaired', 'up')],
      [60, 0, 0, 40],
    ],
    ['does not miss a zone whose subscription is over', [born, status(20, 'up', 'lapsed')], [20, 0, 0, 80]],
    [
      'does not miss a dormant zone',
      [born, status(20, 'up', 'down'), began(20), ended(20, 60, 'dormant'), mark('dormant', 60)],
      [20, 40, 0, 40],
    ],
    [
      'misses it again when it woke',
      [born, began(20), ended(20, 60, 'dormant'), mark('dormant', 60), mark('woke', 80), status(80, 'down', 'up')],
      [40, 40, 0, 20],
    ],
    [
      'takes a dormant zone that is up for awake',
      [born, mark('dormant', 60), status(80, 'down', 'up')],
      [80, 0, 0, 20],
    ],
    ['does not miss a zone that is gone', [born, mark('gone', 60)], [60, 0, 0, 40]],
    ['counts a zone anew that was gone', [born, mark('gone', 60), status(80, 'unseen', 'up')], [80, 0, 0, 20]],
    [
      'misses a zone that was not listed for a while',
      [born, mark('gone', 60), status(80, 'unseen', 'down'), began(80)],
      [60, 20, 0, 20],
    ],
    [
      'takes a zone that the directory forgot for one that was never up',
      [born, mark('gone', 60, 'removed-from-directory'), status(80, 'unseen', 'down'), status(90, 'down', 'up')],
      [70, 0, 0, 30],
    ],
    [
      'takes a zone that is gone and back in one instant for there',
      [born, mark('gone', 60), status(60, 'unseen', 'up')],
      [100, 0, 0, 0],
    ],
    [
      'takes a dormant zone that was gone for awake',
      [born, mark('dormant', 60), mark('gone', 70), status(80, 'unseen', 'down'), began(80)],
      [60, 20, 0, 20],
    ],
    [
      'does not miss a zone twice gone and never up',
      [status(0, 'unseen', 'down'), mark('gone', 60), status(80, 'unseen', 'down')],
      [0, 0, 0, 100],
    ],
    [
      'takes a zone whose beginning it did not see for known',
      [status(20, 'up', 'down'), began(20), ended(20, 50)],
      [70, 30, 0, 0],
    ],
    ['takes a zone it saw only an outage of for known', [began(20)], [20, 80, 0, 0]],
    ['takes a zone that it saw waking up for dormant before', [mark('woke', 20)], [80, 0, 0, 20]],
    ['takes a zone that it saw being paired for unpaired before', [status(20, 'unpaired', 'up')], [80, 0, 0, 20]],
  ])('%s', (_, changes, expected) => {
    expect(report(changes)).toEqual(expected);
    expect(report(changes.toReversed())).toEqual(expected);
    expect(report([...changes, ...changes])).toEqual(expected);
  });

  it('leaves out what the calendar excludes for this very zone, and what was not heard since', () => {
    const calendar = {
      excluded: ({ from }: { from: number }, zone?: string) => (zone === zoneId ? [{ from, to: from + 10_000 }] : []),
    };
    expect(report([born, began(5)], undefined, { calendar, unknownSince: 80_000 })).toEqual([0, 70, 20, 10]);
    expect(report([], undefined, { calendar })).toEqual([0, 0, 90, 10]);
  });

  it('keeps zones apart', () => {
    const ledger = createSlaLedger();
    for (const change of [born, began(20), { ...born, zoneId: 'other' }]) ledger.apply(change);
    expect(ledger.report('other', { from: 0, to: 100_000 })).toMatchObject({ upSec: 100, downSec: 0 });
  });

  it('tells the stretches its report is made of', () => {
    const ledger = createSlaLedger();
    for (const change of [born, began(20), ended(20, 50)]) ledger.apply(change);
    expect(ledger.timeline(zoneId, { from: 0, to: 100_000 }).map(({ to, what }) => [to / 1000, what])).toEqual([
      [20, 'up'],
      [50, 'down'],
      [100, 'up'],
    ]);
  });
});

/** A life of a zone as the detection tells it: in order, each change once. */
const lives: fc.Arbitrary<ZoneChange[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom('outage', 'unknown', 'dormant', 'unpaired', 'gone', 'blip'),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
    ),
    { maxLength: 8 },
  )
  .map((spells) => {
    const changes: ZoneChange[] = [born];
    let now = 0;
    for (const [what, wait, length] of spells) {
      const from = now + wait;
      now = from + length;
      if (what === 'outage')
        changes.push(status(from, 'up', 'down'), began(from), status(now, 'down', 'up'), ended(from, now));
      if (what === 'unknown') changes.push(unknown(from, now));
      if (what === 'dormant')
        changes.push(status(from, 'up', 'down'), mark('dormant', from), mark('woke', now), status(now, 'down', 'up'));
      if (what === 'unpaired') changes.push(status(from, 'up', 'unpaired'), status(now, 'unpaired', 'up'));
      if (what === 'gone') changes.push(mark('gone', from), status(now, 'unseen', 'up'));
      if (what === 'blip') changes.push(suspected(from));
    }
    return changes;
  });
const runs = { seed: 20261121, numRuns: 500 };

describe('any ledger', () => {
  it('does not care in which order changes come, nor how often', () => {
    const delivered = lives.chain((life) =>
      fc.tuple(fc.constant(life), fc.shuffledSubarray([...life, ...life, ...life], { minLength: 3 * life.length })),
    );
    fc.assert(
      fc.property(delivered, ([life, deliveries]) => expect(report(deliveries)).toEqual(report(life))),
      runs,
    );
  });

  it('adds up over periods that touch, and makes up each of them', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: 400 }), (life, cut) => {
        const whole = report(life, { from: 0, to: 400_000 });
        const parts = [report(life, { from: 0, to: cut * 1000 }), report(life, { from: cut * 1000, to: 400_000 })];
        expect(whole.map((_, index) => (parts[0]?.[index] ?? 0) + (parts[1]?.[index] ?? 0))).toEqual(whole);
        expect(whole.reduce((sum, part) => sum + part, 0)).toBe(400);
      }),
      runs,
    );
  });
});
