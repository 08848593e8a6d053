import { isDeepStrictEqual } from 'node:util';
import { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import type { StepContext, WatchedZone } from '../../../lambdas/monitoring/detection/context.ts';
import { REASONS } from '../../../lambdas/monitoring/detection/reasons.ts';
import { type StepResult, stepAccount } from '../../../lambdas/monitoring/detection/step-account.ts';
import { AccountState, UNSEEN } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { type AccountReading, READING_KINDS, type ReadingKind } from '../../../lambdas/monitoring/reading.ts';
import { type SeededRandom, seededRandom } from '../../../local/estate/seeded-random.ts';
import { aPolicy, at, aZone, HOURS } from './an-account.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed + 1);
const policy = aPolicy({ confirmDownCritical: 3, dormantAfterDays: 0.02 });
const ZONES: WatchedZone[] = [
  aZone({ id: 'open' }),
  aZone({ id: 'critical', critical: true }),
  aZone({ id: 'nightly', closed: [[4 * HOURS, 9 * HOURS]], maintenance: [[12 * HOURS, 13 * HOURS]] }),
  aZone({ id: 'habit', usuallyOff: [[6 * HOURS, 8 * HOURS]] }),
];
const CONTEXT = { policy, zones: ZONES };

/** A day's looks in which kinds come in spells, as they do in life, with failures, holes and partial answers. */
function looksOf(random: SeededRandom, count = 120): AccountReading[] {
  const kinds = new Map<string, ReadingKind>();
  let seconds = 0;
  return Array.from({ length: count }, () => {
    seconds += random.chance(0.05) ? random.whole(900, 3_000) : random.chance(0.2) ? 75 : random.whole(280, 320);
    const observedAt = at(seconds);
    if (random.chance(0.04))
      return { accountId: 'a1', observedAt, zones: new Map(), complete: false, unread: 'failed' };
    const complete = random.chance(0.9);
    const zones = new Map(
      ZONES.flatMap(({ id }) => {
        if (random.chance(0.3)) kinds.set(id, random.chance(0.5) ? 'playing' : random.pick(READING_KINDS));
        const kind = random.chance(0.05) ? 'unknown' : (kinds.get(id) ?? 'playing');
        const volume = random.chance(0.5) ? { volume: random.whole(0, 16) } : {};
        return random.chance(0.04) ? [] : [[id, { kind, ...volume }] as const];
      }),
    );
    return { accountId: 'a1', observedAt, zones, complete };
  });
}

/** Neighbours change places, some come much later, some twice. */
function outOfOrder(looks: readonly AccountReading[], random: SeededRandom): AccountReading[] {
  const delayed = looks.flatMap((look) => {
    const delay = random.chance(0.15) ? random.whole(1, 2_000) * 1000 : 0;
    const once = { look, due: look.observedAt + delay };
    return random.chance(0.1) ? [once, { look, due: look.observedAt + random.whole(0, 2_000) * 1000 }] : [once];
  });
  return delayed.sort((a, b) => a.due - b.due).map(({ look }) => look);
}

type Step = StepResult & { before: AccountState; reading: AccountReading };
function run(
  looks: readonly AccountReading[],
  { state = UNSEEN, context = CONTEXT as Omit<StepContext, 'heardAt'> } = {},
): Step[] {
  let before = state;
  let heardAt: number | undefined = state === UNSEEN ? undefined : state.observedAt;
  return looks.map((reading) => {
    const result = stepAccount(before, reading, { ...context, heardAt });
    const step = { ...result, before, reading };
    before = result.state;
    heardAt = Math.max(heardAt ?? 0, reading.observedAt);
    return step;
  });
}
const told = (steps: readonly Step[]) => steps.flatMap(({ changes }) => changes);
const ofZone = (changes: readonly ZoneChange[], id: string) => changes.filter(({ zoneId }) => zoneId === id);

describe.each([
  ['in order', (looks: AccountReading[]) => looks],
  ['late and twice', outOfOrder],
] as const)('looks that come %s', (_, deliver) => {
  const days = SEEDS.map((seed) => {
    const random = seededRandom(seed);
    return run(deliver(looksOf(random), random));
  });

  it('tell every kind of change somewhere, so that what follows is about something', () => {
    const kinds = new Set(days.flatMap(told).map(({ kind }) => kind));
    const all = ZoneChange.options.map(({ shape }) => [...shape.kind.values][0]);
    expect(all.filter((kind) => kind && !kinds.has(kind))).toEqual([]);
  });

  it('tell changes only together with a new state, both as their schemas have them', () => {
    for (const { before, state, changes, reading } of days.flat()) {
      if (changes.length > 0 && state === before) throw new Error('told without a new state');
      if (changes.some(({ reason }) => !REASONS.some((known) => known === reason)))
        throw new Error('a reason of its own');
      if (state === before) continue;
      const saved: unknown = JSON.parse(JSON.stringify(state));
      if (!isDeepStrictEqual(saved, state)) throw new Error('not what is saved and read back');
      if (state.observedAt < reading.observedAt) throw new Error('older than what it was made from');
    }
    for (const { state, changes } of days.slice(0, 5).flat()) {
      expect(isDeepStrictEqual(AccountState.parse(state), state)).toBe(true);
      for (const change of changes) expect(isDeepStrictEqual(ZoneChange.parse(change), change)).toBe(true);
    }
  });

  it('begin an outage only when none runs, end each at most once, and never let two overlap', () => {
    for (const changes of days.map(told)) {
      for (const { id } of ZONES) {
        let running: string | undefined;
        let ended = 0;
        for (const change of ofZone(changes, id)) {
          if (change.kind === 'outage-began') {
            expect(running).toBeUndefined();
            expect(change.at).toBeGreaterThanOrEqual(ended);
            expect(change.countedFrom).toBeGreaterThanOrEqual(change.at);
            expect(change.confirmedAt).toBeGreaterThanOrEqual(change.countedFrom);
            running = change.outageId;
          }
          if (change.kind === 'outage-ended') {
            expect(change.outageId).toBe(running);
            expect(change.at).toBeGreaterThan(change.beganAt);
            [running, ended] = [undefined, change.at];
          }
        }
      }
      const ids = changes.flatMap((change) => (change.kind === 'outage-began' ? [change.outageId] : []));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('never let two times overlap in which nobody knew', () => {
    for (const changes of days.map(told)) {
      for (const { id } of ZONES) {
        let until = 0;
        for (const change of ofZone(changes, id)) {
          if (change.kind !== 'unknown') continue;
          expect(change.until).toBeGreaterThan(change.at);
          expect(change.at).toBeGreaterThanOrEqual(until);
          until = change.until;
        }
      }
    }
  });

  it('change nothing of a zone they do not tell of, unless it is gone', () => {
    for (const { changes, reading } of days.flat()) {
      const untold = changes.filter(({ zoneId }) => (reading.zones.get(zoneId)?.kind ?? 'unknown') === 'unknown');
      const leaving = untold.filter(({ kind }) => kind === 'gone').map(({ zoneId }) => zoneId);
      expect(untold.filter(({ zoneId }) => !leaving.includes(zoneId))).toEqual([]);
    }
  });

  it('begin no outage without enough bad readings, each observed while the zone was expected', () => {
    const bad = new Set<ReadingKind | undefined>(['offline', 'paused']);
    for (const steps of days) {
      steps.forEach(({ changes }, i) => {
        for (const change of changes) {
          if (change.kind !== 'outage-began') continue;
          const zone = ZONES.find(({ id }) => id === change.zoneId) as WatchedZone;
          const instants = steps.slice(0, i + 1).flatMap(({ reading: { observedAt, zones } }) => {
            const isCounted = observedAt >= change.countedFrom && observedAt <= change.confirmedAt;
            const isMissed =
              zone.hoursAt(observedAt) === 'open' && !(!zone.critical && zone.isUsuallyOff?.(observedAt));
            return isCounted && isMissed && bad.has(zones.get(zone.id)?.kind) ? [observedAt] : [];
          });
          const needed = change.cause === 'silent' ? 3 : zone.critical ? 3 : 2;
          expect(new Set(instants).size).toBeGreaterThanOrEqual(needed);
          // A pause has to last as well, which may take more of them.
          if (change.cause === 'down') expect(change.readings).toBe(needed);
          else expect(change.confirmedAt - change.countedFrom).toBeGreaterThanOrEqual(policy.confirmSilentSec * 1000);
        }
      });
    }
  });

  it('end alike when every look comes twice, and after a restart at every look', () => {
    for (const steps of days.slice(0, 20)) {
      const looks = steps.map(({ reading }) => reading);
      const twice = run(looks.flatMap((look) => [look, look]));
      expect(told(twice)).toEqual(told(steps));
      expect(twice.at(-1)?.state).toEqual(steps.at(-1)?.state);
      let heardAt: number | undefined;
      let saved = JSON.stringify(UNSEEN);
      const restarted = looks.flatMap((look) => {
        const result = stepAccount(AccountState.parse(JSON.parse(saved)), look, { ...CONTEXT, heardAt });
        heardAt = Math.max(heardAt ?? 0, look.observedAt);
        saved = JSON.stringify(result.state);
        return result.changes;
      });
      expect(restarted).toEqual(told(steps));
    }
  });
});

describe('looks', () => {
  it('in any order come to the same, as long as nothing is confirmed', () => {
    const open: ReadingKind[] = ['playing', 'offline', 'paused', 'unpaired', 'unknown'];
    const context = {
      policy: aPolicy({ confirmDown: 4, confirmUp: 4, confirmSilent: 4, flapDetection: false }),
      zones: [aZone()],
    };
    const first = {
      accountId: 'a1',
      observedAt: at(0),
      zones: new Map([['lobby', { kind: 'playing' as const }]]),
      complete: true,
    };
    const start = run([first], { context }).at(-1)?.state as AccountState;
    let compared = 0;
    for (let seed = 1; seed <= 3_000; seed++) {
      const random = seededRandom(seed);
      const looks = Array.from({ length: random.whole(2, 6) }, (_, i): AccountReading => {
        const kind = random.pick(open as [ReadingKind, ...ReadingKind[]]);
        return { ...first, observedAt: at((i + 1) * 250), zones: new Map([['lobby', { kind }]]) };
      });
      const shuffled = looks.map((look) => ({ look, place: random.next() })).sort((a, b) => a.place - b.place);
      const runs = [looks, shuffled.map(({ look }) => look)].map((order) => run(order, { state: start, context }));
      if (runs.some((steps) => told(steps).some(({ kind }) => kind === 'status'))) continue;
      const [inOrder, mixed] = runs.map((steps) => steps.at(-1)?.state.zones.lobby);
      const kept = ({ status, since, contrary, missed, outage }: NonNullable<typeof inOrder>) => ({
        status,
        since,
        contrary: contrary && { to: contrary.to, at: contrary.at },
        missed,
        outage,
      });
      if (!inOrder || !mixed) throw new Error('the zone is not known');
      expect(kept(mixed)).toEqual(kept(inOrder));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(1_500);
  });

  it('with single bad readings only never make an outage, whatever lies between', () => {
    for (const seed of SEEDS) {
      const random = seededRandom(seed);
      let wasBad = true;
      const looks = Array.from({ length: 200 }, (_, i): AccountReading => {
        const isBad: boolean = !wasBad && random.chance(0.4);
        const kind: ReadingKind = isBad ? random.pick(['offline', 'paused']) : 'playing';
        wasBad = isBad;
        const zones = new Map(ZONES.map(({ id }) => [id, { kind }] as const));
        return { accountId: 'a1', observedAt: at((i + 1) * 300), zones, complete: true };
      });
      const kinds = told(run(looks.flatMap((look) => [look, look]))).map(({ kind }) => kind);
      expect(kinds).toContain('suspected');
      expect(kinds.filter((kind) => kind === 'outage-began' || kind === 'dormant')).toEqual([]);
    }
  });

  it('that are late and good never clear', () => {
    for (const seed of SEEDS) {
      const random = seededRandom(seed);
      const steps = run(looksOf(random));
      for (const { state, reading } of steps) {
        const good = new Map(ZONES.map(({ id }) => [id, { kind: 'playing' as const }]));
        const oldest = Math.min(...Object.values(state.zones).map(({ agreedAt }) => agreedAt));
        if (!Number.isFinite(oldest)) continue;
        const late = { ...reading, zones: good, observedAt: oldest, unread: undefined };
        const {
          state: after,
          changes,
          ignored,
        } = stepAccount(state, late, { ...CONTEXT, heardAt: reading.observedAt });
        expect([after === state, changes.length, ignored]).toEqual([true, 0, 'late']);
      }
    }
  });
});
