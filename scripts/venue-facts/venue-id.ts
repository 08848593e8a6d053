import { UsageProblem } from '../run-script.ts';

/** A venue's number as people type it. */
export function readVenueId(typed: string | undefined, usage: string): number {
  const id = Number(typed);
  if (typed !== undefined && /^\d{1,15}$/u.test(typed) && id > 0) return id;
  throw new UsageProblem(
    typed === undefined ? usage : `--venue is a number of the venue sheet, not "${typed}"\n${usage}`,
  );
}
