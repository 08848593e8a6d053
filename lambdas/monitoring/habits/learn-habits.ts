import type { Sql } from '../../runtime/sql/sql-client.ts';
import { habitLearner, type Learnt } from '../../venues/index.ts';
import { forgetGone, type HabitChange, saveHabits } from './habits-in-postgres.ts';
import { type PastOfZone, pastOfZones } from './past-of-zones-in-postgres.ts';
import { spellsOfZone } from './spells-of-zone.ts';

/** Six weeks are learnt from; a day more, because the hours of a week may be a little longer at a clock change. */
const LOOK_BACK_MS = (6 * 7 + 1) * 86_400_000;

/** Of all zones that are there. `habits`: how many have one now; `learnt`, `changed` and `forgotten`: since the last time. */
export type HabitCounts = Record<
  'zones' | 'habits' | 'learnt' | 'changed' | 'forgotten' | Extract<Learnt, { kind: 'none' }>['because'],
  number
>;

/**
 * Learns at which hours of the week zones are usually off, page by page: what a page taught is saved before the next one
 * is read, so a run that dies leaves nothing half done, and the next one begins anew. What stayed the same is not written.
 */
export async function learnHabits(sql: Sql, now: Date): Promise<HabitCounts> {
  const counts: HabitCounts = {
    ...{ zones: 0, habits: 0, learnt: 0, changed: 0, forgotten: 0 },
    ...{ 'too-little-history': 0, 'no-pattern': 0, 'always-off': 0 },
  };
  const until = now.getTime();
  const learnIn = learners(until);
  for await (const page of pastOfZones(sql, new Date(until - LOOK_BACK_MS))) {
    const changes: HabitChange[] = [];
    for (const past of page) {
      const learnt = past.marks.length === 0 ? NEVER_BAD : learnIn(past)(spellsOfZone(past.marks, past.unknown, until));
      const change = changeOf(past, learnt);
      if (change) changes.push(change);
      count(counts, past, learnt, change);
    }
    await saveHabits(sql, changes, now);
  }
  counts.forgotten += await forgetGone(sql);
  return counts;
}

const NEVER_BAD: Learnt = { kind: 'none', because: 'no-pattern' };

/** A learner for each time zone: it knows the hours of the last weeks, which are the same for all zones in it. */
function learners(until: number) {
  const made = new Map<string | null, ReturnType<typeof habitLearner>>();
  return ({ timeZone }: PastOfZone) => {
    const learner = made.get(timeZone) ?? habitLearner(timeZone, until);
    made.set(timeZone, learner);
    return learner;
  };
}

function changeOf({ zoneId, mask, weeks }: PastOfZone, learnt: Learnt): HabitChange | undefined {
  if (learnt.kind === 'none') return mask === null ? undefined : { zone: zoneId };
  const isSame = learnt.mask === mask && learnt.weeks === weeks;
  return isSame ? undefined : { zone: zoneId, mask: learnt.mask, weeks: learnt.weeks };
}

function count(counts: HabitCounts, { mask }: PastOfZone, learnt: Learnt, change: HabitChange | undefined): void {
  counts.zones += 1;
  counts[learnt.kind === 'habit' ? 'habits' : learnt.because] += 1;
  if (!change) return;
  if (learnt.kind === 'none') counts.forgotten += 1;
  else if (mask === null) counts.learnt += 1;
  else if (mask !== learnt.mask) counts.changed += 1;
}
