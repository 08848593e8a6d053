import type { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import type { BrokenByHand } from './by-hand.ts';

/** One thing somebody broke here, one zone or many at once, and what the product made of it. */
export type Breakage = {
  id: string;
  state: string;
  zones: string[];
  venues: (string | null)[];
  brokenAt: number;
  /** Of the last zone; null while one of them is broken. */
  mendedAt: number | null;
  /** How many of the zones are told of below. */
  looked: number;
  steps: Step[];
};
const STEPS = ['suspected', 'outage', 'status', 'dismissed', 'recovered'] as const;
/** How many of the zones got so far, and how long after it happened; seconds, of the first and of the last. */
export type Step = {
  step: (typeof STEPS)[number];
  at: number;
  zones: number;
  firstSeconds: number;
  lastSeconds: number;
};

/** What one action breaks, it breaks one right after the other. */
const TOGETHER_MS = 250;

/** `next`: when the same zone was broken again, so that what is told then belongs to that. */
export type Broken = BrokenByHand & { next?: number };

/** Newest first, at most so many. */
export function breakages(spells: readonly BrokenByHand[], most: number): Broken[][] {
  const groups: Broken[][] = [];
  for (const spell of withNext(spells)) {
    const group = groups.findLast(([first]) => first?.state === spell.state);
    const last = group?.at(-1);
    if (group && last && spell.from - last.from <= TOGETHER_MS && !group.some(({ zone }) => zone === spell.zone)) {
      group.push(spell);
    } else groups.push([spell]);
  }
  return groups.slice(-most).reverse();
}

function withNext(spells: readonly BrokenByHand[]): Broken[] {
  const next = new Map<string, number>();
  const newestFirst = spells
    .toSorted((a, b) => b.from - a.from)
    .map((spell) => {
      const again = next.get(spell.zone);
      next.set(spell.zone, spell.from);
      return again === undefined ? spell : { ...spell, next: again };
    });
  return newestFirst.reverse();
}

/** `changes` of the zones since then, oldest first, of at least those zones that are `looked` at. */
export function breakage(
  group: readonly Broken[],
  looked: readonly string[],
  changes: readonly ZoneChange[],
): Breakage {
  const [first] = group as [Broken];
  const steps = new Map<Step['step'], { at: number; seconds: number }[]>();
  const spells = group.filter(({ zone }) => looked.includes(zone));
  const byZone = Map.groupBy(changes, ({ zoneId }) => zoneId);
  for (const spell of spells) {
    for (const [step, at, since] of stepsOf(spell, byZone.get(spell.zone) ?? [])) {
      const seen = steps.get(step) ?? [];
      steps.set(step, [...seen, { at, seconds: Math.max(0, Math.round((at - since) / 1000)) }]);
    }
  }
  const ends = group.map(({ to }) => to);
  return {
    id: `${first.zone} ${first.from}`,
    state: first.state,
    zones: group.map(({ zone }) => zone),
    venues: [...new Set(group.map(({ venue }) => venue))],
    brokenAt: first.from,
    mendedAt: ends.includes(null) ? null : Math.max(...ends.map(Number)),
    looked: spells.length,
    steps: [...steps].map(([step, seen]) => ({
      step,
      at: Math.min(...seen.map(({ at }) => at)),
      zones: seen.length,
      firstSeconds: Math.min(...seen.map(({ seconds }) => seconds)),
      lastSeconds: Math.max(...seen.map(({ seconds }) => seconds)),
    })),
  };
}

type Seen = [step: Step['step'], at: number, since: number];

/** What was told of one zone between its breaking and its recovery. */
function stepsOf({ from, to, next = Number.POSITIVE_INFINITY }: Broken, changes: readonly ZoneChange[]): Seen[] {
  const found: Seen[] = [];
  const once = (step: Step['step'], at: number, since: number) => {
    if (!found.some(([known]) => known === step)) found.push([step, at, since]);
  };
  for (const change of changes) {
    if (change.at < from || change.at >= next) continue;
    const isBack = to !== null && change.at >= to;
    switch (change.kind) {
      case 'suspected':
        if (change.to !== 'up' && !isBack) once('suspected', change.at, from);
        break;
      case 'outage-began':
        if (!isBack) once('outage', change.confirmedAt, from);
        break;
      case 'status':
        if (change.from === 'unseen') break;
        if (isBack) once('recovered', change.confirmedAt, to);
        else once('status', change.confirmedAt, from);
        break;
      case 'dismissed':
        if (isBack) once('dismissed', change.at, to);
        break;
    }
  }
  return found.toSorted((one, other) => one[1] - other[1] || STEPS.indexOf(one[0]) - STEPS.indexOf(other[0]));
}
