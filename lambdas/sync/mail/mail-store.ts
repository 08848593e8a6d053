import type { MailThread } from './mail-thread.ts';

/** How far the last look at a venue's mail came: all of it, only the latest threads, or nobody to look for. */
export const SWEEP_STATES = ['complete', 'latest-only', 'nobody-to-look-for'] as const;
export type SweepState = (typeof SWEEP_STATES)[number];

export type MailHistory = { threads: MailThread[]; sweptAt: Date; state: SweepState };

/** Where the mail history of venues is kept. Saving replaces what was known of the venue, unless that is newer. */
export type MailHistoryStore = {
  load(venueId: string): Promise<MailHistory | undefined>;
  save(venueId: string, threads: MailThread[], sweptAt: Date, state: SweepState): Promise<void>;
};
