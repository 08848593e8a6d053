import type { Cell, Sheet } from '../../../lambdas/sync/sheet/sheet.ts';
import type { Published } from '../../../lambdas/venues/index.ts';
import type { OpenDisagreement } from '../../../lambdas/venues/record/open-disagreements-in-postgres.ts';
import type { Overridden, Override } from '../../../lambdas/venues/record/override-in-postgres.ts';
import type { Provenance } from '../../../lambdas/venues/record/who-said-what-in-postgres.ts';
import type { SyncNow } from '../../sync-now.ts';
import type { SyncPicture } from './sync-picture.ts';

/** Everything the page of the venue data works with. */
export type VenueDesk = {
  sync: SyncDesk;
  sheet: VenueSheet;
  /** Where the sheet is kept while it is damaged on purpose. */
  undamaged: KeptSheet;
  record: VenueRecord;
  close(): void;
};

export type SyncDesk = {
  run(request: { by: string; approves?: string; discover?: boolean }): Promise<SyncNow>;
  picture(now: Date): Promise<SyncPicture>;
};

/** The venue sheet as a person edits it. `tab` by its title; rows and columns count from 1. Throws Refused. */
export type VenueSheet = {
  read(): Promise<Sheet>;
  replace(sheet: Sheet): Promise<void>;
  setCells(change: { tab: string; cells: { row: number; column: number; value: Cell }[] }): Promise<void>;
  changeRows(change: { tab: string; append?: Cell[][]; delete?: number[] }): Promise<{ rows: number }>;
  /** What goes wrong at Google now, by name. */
  faults(): Promise<Record<string, unknown>>;
  setFaults(change: Record<string, unknown>): Promise<void>;
};

export type KeptSheet = {
  read(): Kept | undefined;
  write(kept: Kept): void;
  clear(): void;
};
/** The sheet as it was, and what was done to it since. */
export type Kept = { sheet: Sheet; damage: string[] };

/** The venue database, as far as somebody looks into it and decides. */
export type VenueRecord = {
  whoSaidWhat(venueId: number, now: Date): Promise<Provenance | undefined>;
  /** Whole names first, then aliases, then beginnings. */
  called(name: string, limit: number): Promise<FoundVenue[]>;
  force(override: Override, now: Date): Promise<Overridden>;
  lift(override: Pick<Override, 'venueId' | 'field' | 'by' | 'reason'>, now: Date): Promise<Overridden>;
  disagreements(page: { after: number; limit: number }): Promise<OpenDisagreement[]>;
  /** Puts what the record holds into force everywhere. */
  publish(now: Date): Promise<Published>;
};
export type FoundVenue = { id: number; name: string; location: string | null; how: 'name' | 'alias' | 'beginning' };
