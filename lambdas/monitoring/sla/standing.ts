import type { ZoneChange, ZoneStatus } from '../../events/zone-change.ts';
import type { Period } from './timeline.ts';

/** A change that says whether a zone is one that is missed when it does not play. */
export type Mark = Extract<ZoneChange, { kind: 'status' | 'dormant' | 'woke' | 'gone' }>;

export type Standing = {
  /** First reading ever; undefined while there is none. */
  knownFrom: number | undefined;
  /** Times in which nobody misses the zone: never up yet, unpaired, subscription over, dormant, gone. */
  excluded: Period[];
};

/** Of changes at one instant, what ends a zone comes first and what wakes it last. */
const ORDER: Record<Mark['kind'], number> = { gone: 0, status: 1, dormant: 2, woke: 3 };

/**
 * What a zone's marks, in any order, say of its past. Where they begin in the middle of its life, it is taken to have
 * been known and up before. A zone that was not up at its first reading has never been missed until it is.
 */
export function standingOf(marks: readonly Mark[]): Standing {
  const ordered = marks.toSorted((one, other) => one.at - other.at || ORDER[one.kind] - ORDER[other.kind]);
  const [first] = ordered;
  if (!first) return { knownFrom: undefined, excluded: [] };

  const fromItsFirstReading = first.kind === 'status' && first.from === 'unseen';
  const excluded: Period[] = [];
  let zone = before(first);
  let excludedFrom = isMissed(zone) ? undefined : Number.NEGATIVE_INFINITY;
  for (const mark of ordered) {
    zone = after(zone, mark);
    if (!isMissed(zone)) excludedFrom ??= mark.at;
    else if (excludedFrom !== undefined) {
      excluded.push({ from: excludedFrom, to: mark.at });
      excludedFrom = undefined;
    }
  }
  if (excludedFrom !== undefined) excluded.push({ from: excludedFrom, to: Number.POSITIVE_INFINITY });
  return { knownFrom: fromItsFirstReading ? first.at : Number.NEGATIVE_INFINITY, excluded };
}

type Life = { status: ZoneStatus; everUp: boolean; dormant: boolean; gone: boolean };

const isMissed = ({ status, everUp, dormant, gone }: Life): boolean =>
  everUp && !dormant && !gone && status !== 'unpaired' && status !== 'lapsed';

function before(first: Mark): Life {
  const usual: Life = { status: 'up', everUp: true, dormant: first.kind === 'woke', gone: false };
  if (first.kind !== 'status') return usual;
  return { ...usual, status: first.from, everUp: first.from !== 'unseen' || first.to === 'up' };
}

function after(zone: Life, mark: Mark): Life {
  switch (mark.kind) {
    case 'gone':
      // Only the directory forgets a zone for good; one that was not listed for a while is missed when it is back.
      return { ...zone, gone: true, everUp: zone.everUp && mark.reason !== 'removed-from-directory' };
    case 'dormant':
      return { ...zone, dormant: true };
    case 'woke':
      return { ...zone, dormant: false };
    case 'status': {
      const isUp = mark.to === 'up';
      const isBack = mark.from === 'unseen';
      return {
        status: mark.to,
        everUp: zone.everUp || isUp,
        dormant: zone.dormant && !isUp && !isBack,
        gone: zone.gone && !isBack,
      };
    }
  }
}
