import * as z from 'zod';

/** What a run is started with, and what every step of it is given. The id is also the name of its execution. */
export const RunInput = z.object({
  runId: z.string().regex(/^[A-Za-z0-9-]{1,80}$/),
  /** A schedule or a person; shown in the report and kept in the audit. */
  requestedBy: z.string().min(1).max(100),
  startedAt: z.iso.datetime(),
  /** The difference that a person has seen and allows, by its fingerprint; empty allows nothing beyond the limit. */
  approves: z.string().max(100).default(''),
  /** Ask Soundtrack for all accounts and zones even if that was done a short while ago. */
  discover: z.boolean().default(false),
});
export type RunInput = z.infer<typeof RunInput>;

/** What the steps leave in the bucket; too large to travel from state to state. */
export const filesOf = (runId: string) => ({
  sheet: `runs/${runId}/sheet.json`,
  checked: `runs/${runId}/checked.json`,
  report: `runs/${runId}/report.json`,
});

/** A run's id says when it was asked for; `salt` tells two of the same second apart. */
export const runIdAt = (now: Date, salt: string): string =>
  `${now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')}-${salt}`;
