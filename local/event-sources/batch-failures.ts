import type { InvokeResult } from '../functions/functions.ts';

/** What a batch came to: everything done, everything to do again, or the named records to do again. */
export type BatchOutcome =
  | { kind: 'done' }
  | { kind: 'failed'; reason: string }
  | { kind: 'partly-failed'; failed: Set<string> };

/**
 * Reads the answer to a batch as Lambda does: without ReportBatchItemFailures only an error fails the batch; with it, an
 * answer that names no valid record of the batch fails all of it.
 */
export function outcomeOf(result: InvokeResult, reportsFailures: boolean, ids: string[]): BatchOutcome {
  if (!result.ok) return { kind: 'failed', reason: `${result.errorType}: ${result.errorMessage}` };
  if (!reportsFailures || result.payload === null || result.payload === undefined) return { kind: 'done' };
  if (typeof result.payload !== 'object') return { kind: 'failed', reason: 'the answer is not an object' };
  const items = (result.payload as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(items)) return { kind: 'failed', reason: 'batchItemFailures is not a list' };
  const failed = new Set<string>();
  for (const item of items as ({ itemIdentifier?: unknown } | null)[]) {
    const id = item?.itemIdentifier;
    if (typeof id !== 'string' || !ids.includes(id)) {
      return { kind: 'failed', reason: `batchItemFailures names no record of the batch: ${JSON.stringify(item)}` };
    }
    failed.add(id);
  }
  return failed.size === 0 ? { kind: 'done' } : { kind: 'partly-failed', failed };
}
