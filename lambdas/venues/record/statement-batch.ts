import type { FactValue, Statement, Statements, VenueField } from '../truth/facts.ts';
import { problemWith } from '../truth/field-values.ts';

/** A value that no field of its kind can hold; nothing of it was taken over. */
export type RefusedValue = { venueId: number; field: VenueField; problem: string };

/** Usable statements in the order of their ids, one per venue, and what of them could not be used. */
export type UsableStatements = { usable: Statement[]; refused: RefusedValue[]; unknown: number[] };

/**
 * Puts the statements of a venue together (a later one goes on top) and leaves out what the record cannot hold, and
 * whatever is said of a venue that the same source says has ended.
 */
export function usableStatements({ statements, ended }: Statements): UsableStatements {
  const over = new Set(ended.map(({ venueId }) => venueId));
  const byVenue = new Map<number, Statement['fields']>();
  const refused: RefusedValue[] = [];
  const unknown: number[] = [];
  for (const { venueId, fields } of statements) {
    if (!isVenueId(venueId)) {
      unknown.push(venueId);
      continue;
    }
    if (over.has(venueId)) continue;
    const usable = byVenue.get(venueId) ?? {};
    for (const [field, value] of Object.entries(fields) as [VenueField, FactValue | undefined][]) {
      if (value === undefined) continue;
      const problem = problemWith(field, value);
      if (problem === undefined) usable[field] = value;
      else refused.push({ venueId, field, problem });
    }
    byVenue.set(venueId, usable);
  }
  const usable = [...byVenue].map(([venueId, fields]) => ({ venueId, fields }));
  return { usable: usable.sort((one, other) => one.venueId - other.venueId), refused, unknown };
}

export const isVenueId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;
