import * as z from 'zod';
import type { CheckedSheet } from '../sheet/checked-sheet.ts';
import type { Sheet } from '../sheet/sheet.ts';
import type { SyncReport } from './sync-report.ts';
import { filesOf } from './sync-run.ts';

/** Where a run keeps what is too large to travel from step to step. Writing again replaces. */
export interface RunFiles {
  write(key: string, value: unknown): Promise<void>;
  /** Undefined when there is none. */
  read(key: string): Promise<unknown>;
}

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const StoredSheet = z.object({
  title: z.string(),
  timeZone: z.string(),
  tabs: z.array(z.object({ title: z.string(), values: z.array(z.array(Cell)) })),
});

export async function storedSheet(files: RunFiles, runId: string): Promise<Sheet> {
  return StoredSheet.parse(await required(files, filesOf(runId).sheet));
}

// Written by the step before, in the same version of the code or the one before it: its outline is enough.
const StoredCheck = z.looseObject({ rows: z.array(z.looseObject({ row: z.int(), kind: z.string() })) });

export async function storedCheck(files: RunFiles, runId: string): Promise<CheckedSheet> {
  const stored = await required(files, filesOf(runId).checked);
  StoredCheck.parse(stored);
  return stored as CheckedSheet;
}

export const storedReport = async (files: RunFiles, runId: string): Promise<SyncReport | undefined> =>
  (await files.read(filesOf(runId).report)) as SyncReport | undefined;

async function required(files: RunFiles, key: string): Promise<unknown> {
  const value = await files.read(key);
  if (value === undefined) throw new Error(`${key} is missing: an earlier step of this run did not write it`);
  return value;
}
