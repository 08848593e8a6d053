import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { ReplayFleet } from '../../lambdas/monitoring/replay/replay-fleet.ts';
import { type SeededRandom, seededRandom } from '../../local/estate/seeded-random.ts';
import { type Day, marksAt } from './day.ts';
import { HOUR, MINUTE, type Period } from './faults.ts';

export const INTERVAL = 5 * MINUTE;
type Line = { t: number; text: string };

/** By venue, the times in which polls were missing or late: what is promised of prompt polls is not judged there. */
export type Troubles = Period[][];
export type Polls = { lines: number; troubles: Troubles };

/**
 * Writes the polls of the day in the order of their delivery: every venue each interval at its own moment, some missed
 * once or three times in a row, some late, some twice, some whole looks without an answer, and two restarts.
 */
export function writePolls(file: string, day: Day, blips: number): Polls {
  const { fleet, period } = day;
  const random = seededRandom(7);
  const troubles: Troubles = fleet.venues.map(() => []);
  const missedUntil = new Map<number, number>();
  const descriptor = openSync(file, 'w');
  let lines = 0;
  let waiting: Line[] = [];
  const deliver = (until: number) => {
    const due = waiting.filter(({ t }) => t < until).sort((one, other) => one.t - other.t);
    waiting = waiting.filter(({ t }) => t >= until);
    lines += due.length;
    if (due.length > 0) writeFileSync(descriptor, `${due.map(({ text }) => text).join('\n')}\n`);
  };
  for (let cycle = period.from; cycle < period.to; cycle += INTERVAL) {
    for (const venue of fleet.venues.keys()) {
      const observedAt = cycle + Math.floor((((venue * 7919) % 300_000) * INTERVAL) / 300_000 / 1_000) * 1_000;
      if ((missedUntil.get(venue) ?? 0) > cycle || random.chance(0.003)) {
        if (random.chance(0.1)) missedUntil.set(venue, cycle + 3 * INTERVAL);
        trouble(troubles, venue, observedAt, 0);
      } else waiting.push(...deliveries(day, venue, observedAt, blips, random, troubles));
    }
    for (const hours of [5, 17]) {
      if (cycle === period.from + hours * HOUR) waiting.push(line(fleet, { t: cycle, type: 'restart' }));
    }
    deliver(cycle + INTERVAL);
  }
  waiting.push(line(fleet, { t: period.to, type: 'end' }));
  waiting = waiting.filter(({ t }) => t <= period.to);
  deliver(period.to + 1);
  closeSync(descriptor);
  return { lines, troubles };
}

function deliveries(day: Day, venue: number, o: number, blips: number, random: SeededRandom, troubles: Troubles) {
  const { fleet } = day;
  const unanswered = random.chance(0.002);
  const late = random.chance(0.005) ? random.whole(60, 900) * 1_000 : 0;
  if (unanswered || late > 0) trouble(troubles, venue, o, late);
  const z = marksAt(day, venue, o, blips);
  const v = fleet.venues[venue]?.id;
  const id = `${v}-${(o - fleet.t0) / 1_000}`;
  const poll = { o: (o - fleet.t0) / 1_000, v, id, z: unanswered ? z.replaceAll(/./g, '?') : z };
  const t = o + random.whole(1, 4) * 1_000 + late;
  const again = random.chance(0.01) ? [line(fleet, { t: t + random.whole(5, 400) * 1_000, ...poll })] : [];
  return [line(fleet, { t, ...poll }), ...again];
}

function line({ t0 }: ReplayFleet, fields: { t: number; type?: string }): Line {
  const { t, ...rest } = fields;
  return { t, text: JSON.stringify({ t: (t - t0) / 1_000, type: 'poll', ...rest }) };
}

const trouble = (troubles: Troubles, venue: number, at: number, late: number): void => {
  troubles[venue]?.push({ from: at - INTERVAL, to: at + late + INTERVAL });
};
