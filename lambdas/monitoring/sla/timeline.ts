/** Half-open, milliseconds since 1970. */
export type Period = { from: number; to: number };

/** What a zone's time counts as. */
export const SLA_CLASSES = ['up', 'down', 'unknown', 'excluded'] as const;
export type SlaClass = (typeof SLA_CLASSES)[number];

/** A part of a zone's time that counts as one thing. */
export type SlaStretch = Period & { what: SlaClass };

/** What is known of one zone; milliseconds since 1970, in any order, overlapping or not, within the period or not. */
export type SlaInput = {
  period: Period;
  /** From the first bad to the first good reading; without an end while it lasts. */
  outages: readonly { at: number; until?: number }[];
  unknown: readonly Period[];
  /** Times in which nobody expected music: closed, maintenance, never seen up, dormant, gone. */
  excluded: readonly Period[];
  /** First reading ever: before it nobody knows. Undefined while there is none. */
  knownFrom: number | undefined;
  /** Nothing was heard from then on: unread, or the last reading went stale. */
  unknownSince?: number;
};

/** The whole period cut into what each part counts as, without gaps. What is excluded wins, then unknown, then down. */
export function timelineOf({ period, ...zone }: SlaInput): SlaStretch[] {
  const outages = zone.outages.map(({ at, until = Number.POSITIVE_INFINITY }) => ({ from: at, to: until }));
  const before = { from: Number.NEGATIVE_INFINITY, to: zone.knownFrom ?? Number.POSITIVE_INFINITY };
  const after = { from: zone.unknownSince ?? Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const up: SlaStretch[] = period.from < period.to ? [{ ...period, what: 'up' }] : [];
  const down = paint(up, outages, 'down');
  const unknown = paint(down, [...zone.unknown, before, after], 'unknown');
  return paint(unknown, zone.excluded, 'excluded');
}

/** The same stretches with `what` wherever one of the periods is. */
function paint(stretches: readonly SlaStretch[], periods: readonly Period[], what: SlaClass): SlaStretch[] {
  const ordered = periods.toSorted((one, other) => one.from - other.from);
  const painted: SlaStretch[] = [];
  let from = stretches[0]?.from ?? 0;
  let next = 0;
  for (const stretch of stretches) {
    for (let at = next; at < ordered.length; at += 1) {
      const period = ordered[at];
      if (!period || period.from >= stretch.to) break;
      append(painted, from, Math.min(period.from, stretch.to), stretch.what);
      append(painted, Math.max(from, period.from), Math.min(period.to, stretch.to), what);
      from = Math.max(from, Math.min(period.to, stretch.to));
      if (period.to <= stretch.to && at === next) next += 1;
    }
    append(painted, from, stretch.to, stretch.what);
    from = stretch.to;
  }
  return painted;
}

function append(stretches: SlaStretch[], from: number, to: number, what: SlaClass): void {
  if (from >= to) return;
  const last = stretches.at(-1);
  if (last?.what === what) last.to = to;
  else stretches.push({ from, to, what });
}
