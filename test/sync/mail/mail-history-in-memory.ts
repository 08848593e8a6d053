import type { MailHistory, MailHistoryStore } from '../../../lambdas/sync/mail/mail-store.ts';

/** The mail history in memory: the same contract as the one in the record, held by the same suite. */
export function mailHistoryInMemory(): MailHistoryStore {
  const kept = new Map<string, MailHistory>();
  return {
    async load(venueId) {
      const known = kept.get(venueId);
      return known && structuredClone(known);
    },
    async save(venueId, threads, sweptAt, state) {
      const known = kept.get(venueId);
      if (known && known.sweptAt > sweptAt) return;
      const newestFirst = threads.toSorted((one, other) => other.lastAt.getTime() - one.lastAt.getTime());
      kept.set(venueId, structuredClone({ threads: newestFirst, sweptAt, state }));
    },
  };
}
