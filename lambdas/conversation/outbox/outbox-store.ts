import type { Contact, Instant } from '../chat.ts';
import type { OutboxRow } from './outbox-row.ts';

export type SaveResult = { kind: 'saved'; row: OutboxRow } | { kind: 'conflict'; row: OutboxRow };

/** The outbox as deliveries and statuses need it. */
export type OutboxStore = {
  /** A chat's open rows, oldest first, with how its person can be reached. */
  openRows(contact: Contact): Promise<{ rows: OutboxRow[]; reach: { lastInboundAt?: Instant; phone?: string } }>;
  row(contact: Contact, seq: number): Promise<OutboxRow | undefined>;
  /**
   * Writes the row if nobody else did since it was read; a conflict answers the row as it now is. `nudge` has the
   * chat's outbox looked at again, for a change that may let a waiting row go.
   */
  save(row: OutboxRow, options?: { nudge: boolean }): Promise<SaveResult>;
};
