import * as z from 'zod';
import { PageRange } from '../polling/work.ts';

/** The legs of a shard whose accounts are read page by page, as a survey found them. */
export const SurveyedLegs = z.object({ madeAt: z.int(), ranges: z.array(PageRange) });
export type SurveyedLegs = z.infer<typeof SurveyedLegs>;

export type Leg = { id: string } & (
  | { kind: 'pages'; range: PageRange }
  | { kind: 'accounts'; accountIds: string[]; resting: boolean }
);

export const legsOfSurvey = ({ ranges }: SurveyedLegs): Leg[] =>
  ranges.map((range, at) => ({ id: pageLegId(at), kind: 'pages', range }));

export const pageLegId = (at: number): string => `p${at}`;

/**
 * Legs of accounts that are asked for by id, at most so many each. An account stays in its leg while others come and
 * go, because the number of legs only changes by doubling. Resting accounts have legs of their own.
 */
export function legsOfAccounts(
  accountIds: readonly string[],
  { perLeg, isResting }: { perLeg: number; isResting(accountId: string): boolean },
): Leg[] {
  const awake = accountIds.filter((id) => !isResting(id));
  const resting = accountIds.filter(isResting);
  return [...grouped(awake, perLeg, false), ...grouped(resting, perLeg, true)];
}

function grouped(accountIds: readonly string[], perLeg: number, resting: boolean): Leg[] {
  if (accountIds.length === 0) return [];
  // Hashing fills groups unevenly; aiming at two thirds keeps nearly all of them below `perLeg`.
  const groups = 2 ** Math.ceil(Math.log2(Math.max(1, accountIds.length / (perLeg * 0.67))));
  const byGroup = Map.groupBy(accountIds, (id) => placeOf(id, groups));
  return [...byGroup]
    .sort(([one], [other]) => one - other)
    .flatMap(([group, ids]) =>
      chunks(ids.toSorted(), perLeg).map((chunk, part) => ({
        id: `${resting ? 'r' : 'a'}${group}${part === 0 ? '' : `.${part}`}`,
        kind: 'accounts' as const,
        accountIds: chunk,
        resting,
      })),
    );
}

function placeOf(id: string, groups: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % groups;
}

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
