import { planRound } from '../../../lambdas/monitoring/planning/plan-round.ts';
import {
  accountIds,
  aHeartbeat,
  aSituation,
  aSurvey,
  DAY,
  heartbeatsOf,
  INTERVAL_SECONDS,
  kindsIn,
  legsIn,
  MINUTE,
  NOW,
  ticking,
} from './a-situation.ts';

const plan = (...more: Parameters<typeof aSituation>) => planRound(aSituation(...more), INTERVAL_SECONDS, NOW);
const nobodyReads = () => [];

describe('a round', () => {
  it('begins with every leg at once, and is then spread over the interval', () => {
    const tick = ticking(aSituation({ surveyed: aSurvey(10) }));
    expect(legsIn(tick(NOW))).toHaveLength(10);
    const perMinute = Array.from({ length: 10 }, (_, at) => legsIn(tick(NOW + (at + 1) * MINUTE)).length);
    expect(perMinute.slice(0, 5)).toEqual([2, 2, 2, 2, 2]);
    expect(perMinute.slice(5)).toEqual([2, 2, 2, 2, 2]);
  });

  it('comes to each leg every five minutes, whatever second the ticks come at', () => {
    const tick = ticking(aSituation({ surveyed: aSurvey(7) }));
    const at = new Map<string, number[]>();
    for (let minute = 0; minute < 120; minute++) {
      const now = NOW + minute * MINUTE + ((minute * 7) % 13) * 1_000;
      for (const leg of legsIn(tick(now))) {
        const [name = ''] = leg.split(' ');
        at.set(name, [...(at.get(name) ?? []), now]);
      }
    }
    for (const times of at.values()) {
      // The first wait is as long as the phase of the leg.
      const waits = times.slice(2).map((time, place) => time - Number(times[place + 1]));
      expect(Math.min(...waits)).toBeGreaterThan(4 * MINUTE - 15_000);
      expect(Math.max(...waits)).toBeLessThan(6 * MINUTE + 15_000);
      expect(times.length).toBeGreaterThanOrEqual(24);
    }
  });

  it('sends each leg once after twenty minutes without a tick', () => {
    const tick = ticking(aSituation());
    tick(NOW);
    for (let minute = 1; minute <= 6; minute++) tick(NOW + minute * MINUTE);
    const late = NOW + 26 * MINUTE;
    expect(legsIn(tick(late)).map((leg) => leg.split(' ')[0])).toEqual(['p0', 'p1', 'p2', 'p3']);
    expect(legsIn(tick(late + MINUTE)).length).toBeLessThanOrEqual(2);
  });

  it('is the same for a tick that comes twice', () => {
    const heartbeats = heartbeatsOf(aHeartbeat('p0', { round: 4 }));
    const situation = aSituation({ planned: { p0: { round: 4, at: NOW - 5 * MINUTE } }, heartbeats });
    const twice = [1, 2].map(() => planRound(situation, INTERVAL_SECONDS, NOW));
    expect(twice[0]).toEqual(twice[1]);
    expect(legsIn(twice[0] as never)).toContain('p0 5');
  });

  it('is spread within its minute', () => {
    const delays = plan({ surveyed: aSurvey(50) }).sends.map(({ delaySeconds }) => delaySeconds);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(Math.max(...delays)).toBeLessThan(55);
    expect(new Set(delays).size).toBeGreaterThan(40);
  });

  it('numbers a leg onward from what was read of it, though nobody remembers having planned it', () => {
    const heartbeats = heartbeatsOf(aHeartbeat('p0', { round: 8_640, at: NOW - 2.5 * DAY }));
    expect(legsIn(plan({ heartbeats }))).toContain('p0 8641');
  });

  it('forgets legs that have not been planned for two days', () => {
    const { planned } = plan({ planned: { p9: { round: 3, at: NOW - 2 * DAY - 1 }, p8: { round: 3, at: NOW - DAY } } });
    expect(planned).not.toHaveProperty('p9');
    expect(planned).toHaveProperty('p8');
  });
});

describe('work that was sent and not read', () => {
  it('is not sent again before two intervals have passed', () => {
    const tick = ticking(aSituation({ surveyed: aSurvey(1) }), nobodyReads);
    const sent = Array.from({ length: 60 }, (_, minute) => legsIn(tick(NOW + minute * MINUTE)));
    const times = sent.flatMap((legs, minute) => (legs.length > 0 ? [minute] : []));
    const waits = times.slice(1).map((time, at) => time - Number(times[at]));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(9);
  });

  it.each([
    [8, 0, 1],
    [8, 2, 1],
    [8, 3, 1.5],
    [8, 4, 1.5],
    [8, 5, 1.8],
    [8, 8, 1.8],
  ])('of %d legs, %d of them late, makes the interval %d times as long', (legs, late, stretch) => {
    const planned = Object.fromEntries(
      Array.from({ length: legs }, (_, at) => [`p${at}`, { round: 2, at: NOW - 6 * MINUTE }]),
    );
    const heartbeats = heartbeatsOf(
      ...Array.from({ length: legs }, (_, at) => aHeartbeat(`p${at}`, { round: at < late ? 1 : 2 })),
    );
    const round = plan({ surveyed: aSurvey(legs), planned, heartbeats });
    expect(round.stretch).toBeCloseTo(stretch);
    expect(round.outstanding).toBe(late);
    expect(round.lagSeconds).toBe(late > 0 ? 60 : 0);
  });

  it('within its interval is not late', () => {
    const planned = { p0: { round: 2, at: NOW - 4 * MINUTE } };
    expect(plan({ surveyed: aSurvey(1), planned, heartbeats: heartbeatsOf(aHeartbeat('p0')) })).toMatchObject({
      outstanding: 0,
      lagSeconds: 0,
      stretch: 1,
    });
  });
});

describe('what has to be learnt', () => {
  const unmeasured = { way: undefined, surveyed: undefined, accountIds: accountIds(3) };

  it('is first how to ask, then where the legs are', () => {
    expect(kindsIn(plan(unmeasured))).toEqual(['probe']);
    expect(kindsIn(plan({ surveyed: undefined }))).toEqual(['survey']);
  });

  it.each([
    ['probe', { way: { by: 'pages' as const, measuredAt: NOW - DAY - 1, intervalSeconds: 300 } }],
    ['survey', { surveyed: aSurvey(4, NOW - DAY - 1) }],
    ['survey', { heartbeats: heartbeatsOf(aHeartbeat('p1', { lost: true, at: NOW - MINUTE })) }],
  ])('a %s is asked for when the last is a day old, or a leg is lost', (kind, more) => {
    expect(kindsIn(plan(more))).toContain(kind);
    const asked = { planned: { [kind]: { round: 1, at: NOW - 4 * MINUTE } } };
    expect(kindsIn(plan({ ...more, ...asked }))).not.toContain(kind);
    const longAgo = { planned: { [kind]: { round: 1, at: NOW - 6 * MINUTE } } };
    expect(kindsIn(plan({ ...more, ...longAgo }))).toContain(kind);
  });

  it('a leg that was lost before the last survey asks for none', () => {
    const heartbeats = heartbeatsOf(aHeartbeat('p1', { lost: true, at: NOW - 61 * MINUTE }));
    expect(kindsIn(plan({ heartbeats }))).not.toContain('survey');
  });

  it.each([
    ['probe', unmeasured],
    ['survey', { surveyed: undefined }],
    ['survey', { surveyed: aSurvey(2, NOW - 2 * DAY) }],
  ])('a %s that brings nothing is asked for less and less often, once an hour at last', (kind, more) => {
    const tick = ticking(aSituation(more), nobodyReads);
    const minutes = Array.from({ length: 300 }, (_, minute) => minute).filter((minute) =>
      kindsIn(tick(NOW + minute * MINUTE)).includes(kind),
    );
    expect(minutes).toEqual([0, 5, 15, 35, 75, 135, 195, 255]);
  });

  it.each([
    ['probe', { way: { by: 'pages' as const, measuredAt: NOW - DAY - MINUTE, intervalSeconds: 300 } }],
    ['survey', { surveyed: aSurvey(2, NOW - DAY - MINUTE) }],
  ])('a %s that brought something is forgotten: the next one has as many tries', (kind, more) => {
    const planned = { [kind]: { round: 9, at: NOW - DAY - 2 * MINUTE } };
    expect(plan({ ...more, planned }).planned[kind]).toEqual({ round: 1, at: NOW });
  });

  it('does not keep accounts from being read: where no survey ends, they are asked for by id', () => {
    const ids = accountIds(3);
    const tick = ticking(aSituation({ surveyed: undefined, accountIds: ids }), nobodyReads);
    const legs = Array.from({ length: 11 }, (_, minute) => legsIn(tick(NOW + minute * MINUTE)));
    expect(legs.flat()[0]).toBe('a0 1');
  });

  it('does not keep accounts from being read: what cannot be measured is asked for by id', () => {
    const tick = ticking(aSituation(unmeasured));
    const sent = Array.from({ length: 30 }, (_, minute) => legsIn(tick(NOW + minute * MINUTE)));
    const times = sent.flatMap((legs, minute) => (legs.length > 0 ? [minute] : []));
    expect(times[0]).toBeLessThanOrEqual(10);
    expect(times.length).toBeGreaterThanOrEqual(2);
  });

  it('does not ask twice for one tick', () => {
    const tick = ticking(aSituation(unmeasured), nobodyReads);
    expect([kindsIn(tick(NOW)), kindsIn(tick(NOW)), kindsIn(tick(NOW + MINUTE))]).toEqual([['probe'], [], []]);
  });
});

describe('accounts that no page shows', () => {
  const ids = accountIds(4);
  const [shown = '', hidden = '', failing = '', before = ''] = ids;
  const surveyed = aSurvey(1);
  const idsAsked = (heartbeats: ReturnType<typeof heartbeatsOf>, more = {}) =>
    plan({ surveyed, accountIds: ids, heartbeats, ...more })
      .sends.flatMap(({ work }) => (work.kind === 'accounts' ? work.accountIds : []))
      .sort();

  it('are asked for by their ids', () => {
    expect(idsAsked(heartbeatsOf(aHeartbeat('p0', { read: [shown, failing, before] })))).toEqual([hidden]);
  });

  it('are not taken for absent before every leg was walked', () => {
    expect(idsAsked(heartbeatsOf())).toEqual([]);
    expect(idsAsked(heartbeatsOf(aHeartbeat('p0', { read: [shown] })), { surveyed: aSurvey(2) })).toEqual([]);
  });

  it('are not those whose leg could not be read', () => {
    const unread = { since: NOW - MINUTE, reason: 'unavailable' };
    const heartbeats = heartbeatsOf(
      aHeartbeat('p0', { read: [shown], behind: { [failing]: NOW - 10 * MINUTE, [before]: NOW }, unread }),
    );
    expect(idsAsked(heartbeats)).toEqual([hidden]);
  });

  it('are those that a leg showed before, and does not any more', () => {
    const heartbeats = heartbeatsOf(aHeartbeat('p0', { read: [shown, hidden, failing], behind: { [before]: NOW } }));
    expect(idsAsked(heartbeats)).toEqual([before]);
  });

  it('are those that only a leg showed that the last survey no longer has', () => {
    const heartbeats = heartbeatsOf(
      aHeartbeat('p0', { read: [shown, failing, before] }),
      aHeartbeat('p5', { read: [hidden], at: NOW - 30 * MINUTE }),
    );
    expect(idsAsked(heartbeats)).toEqual([hidden]);
  });

  it('have no leg where everybody is asked for by id', () => {
    const way = { by: 'accounts' as const, measuredAt: NOW, intervalSeconds: INTERVAL_SECONDS };
    expect(idsAsked(heartbeatsOf(), { way })).toEqual(ids);
  });
});

describe('accounts at rest', () => {
  const way = { by: 'accounts' as const, measuredAt: NOW, intervalSeconds: INTERVAL_SECONDS };
  const ids = accountIds(10);
  const situation = aSituation({ way, accountIds: ids });

  it('are looked at less often, and yet within the time that a reading vouches for', () => {
    const heartbeats = heartbeatsOf(aHeartbeat('a0', { read: ids, resting: ids }));
    const tick = ticking({ ...situation, heartbeats }, ({ sends }, now) =>
      sends.flatMap(({ work }) =>
        work.kind === 'accounts' ? [aHeartbeat(work.leg, { round: work.round, at: now, read: ids, resting: ids })] : [],
      ),
    );
    const times = Array.from({ length: 90 }, (_, minute) => minute).filter(
      (minute) => legsIn(tick(NOW + minute * MINUTE)).length > 0,
    );
    const waits = times.slice(2).map((time, at) => time - Number(times[at + 1]));
    expect(Math.max(...waits)).toBeLessThan(10);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(8);
  });

  it('that wake up are looked at as often as all others, whatever an old leg noted of them', () => {
    const heartbeats = heartbeatsOf(
      aHeartbeat('a0', { at: NOW - 60 * MINUTE, read: ids, resting: ids }),
      aHeartbeat('r0', { at: NOW - MINUTE, read: ids, resting: [] }),
    );
    const { sends } = planRound({ ...situation, heartbeats }, INTERVAL_SECONDS, NOW);
    expect(sends.map(({ work }) => 'leg' in work && work.leg)).toEqual(['a0']);
  });

  it('that fell asleep are at rest, whatever an old leg noted of them', () => {
    const heartbeats = heartbeatsOf(
      aHeartbeat('a0', { at: NOW - MINUTE, read: ids, resting: ids }),
      aHeartbeat('r0', { at: NOW - 60 * MINUTE, read: ids, resting: [] }),
    );
    const { sends } = planRound({ ...situation, heartbeats }, INTERVAL_SECONDS, NOW);
    expect(sends.map(({ work }) => 'leg' in work && work.leg)).toEqual(['r0']);
  });
});

describe('a way of asking that changes', () => {
  it('from pages to ids asks for everybody by id, and back again by page', () => {
    const ids = accountIds(3);
    const read = heartbeatsOf(aHeartbeat('p0', { read: ids }));
    const byId = { by: 'accounts' as const, measuredAt: NOW, intervalSeconds: INTERVAL_SECONDS };
    expect(legsIn(plan({ way: byId, accountIds: ids, heartbeats: read }))).toEqual(['a0 1']);
    const both = heartbeatsOf(aHeartbeat('p0', { read: ids }), aHeartbeat('a0', { read: ids }));
    expect(legsIn(plan({ surveyed: aSurvey(1), accountIds: ids, heartbeats: both }))).toEqual(['p0 2']);
  });

  it('to one that cannot keep the interval looks as often as that can', () => {
    const way = { by: 'pages' as const, measuredAt: NOW, intervalSeconds: 847 };
    const tick = ticking(aSituation({ way, surveyed: aSurvey(1) }));
    const times = Array.from({ length: 60 }, (_, minute) => minute).filter(
      (minute) => legsIn(tick(NOW + minute * MINUTE)).length > 0,
    );
    expect(times.length).toBeLessThanOrEqual(5);
  });
});

describe('a survey that the budget stretches', () => {
  const slow = { way: { by: 'pages' as const, measuredAt: NOW - MINUTE, intervalSeconds: 818 }, surveyed: undefined };
  const asked = { survey: { round: 1, at: NOW } };

  it('gets no rival before it can have ended', () => {
    const askedAfter = (minutes: number) =>
      kindsIn(planRound(aSituation({ ...slow, planned: asked }), INTERVAL_SECONDS, NOW + minutes * MINUTE));
    expect(askedAfter(26)).not.toContain('survey');
    expect(askedAfter(28)).toContain('survey');
  });

  it('is asked for again after five minutes where rounds hold their time', () => {
    const usual = aSituation({ surveyed: undefined, planned: asked });
    expect(kindsIn(planRound(usual, INTERVAL_SECONDS, NOW + 4 * MINUTE))).not.toContain('survey');
    expect(kindsIn(planRound(usual, INTERVAL_SECONDS, NOW + 5 * MINUTE))).toContain('survey');
  });
});
