import { CACHE_TTL_SECONDS, type Cache, type Cached } from '../../runtime/cache/cache.ts';
import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import { MailHistoryJson } from './mail-history-schema.ts';
import type { MailHistory } from './mail-store.ts';
import type { RefreshedMail } from './refresh-mail-history.ts';
import type { RefreshVenueMail, VenueMail } from './venue-mail.ts';

/** What somebody is told who asks for a venue's mail: how new it is, or why there is nothing newer. */
export type MailAnswer =
  | { kind: 'fresh' | 'cached'; history: MailHistory }
  | (Pick<Extract<RefreshedMail, { kind: 'unavailable' }>, 'kind' | 'reason' | 'retryAfterSeconds'> & {
      known?: MailHistory;
    })
  | { kind: 'unknown-venue' };

export type MailHistoryPorts = { cache: Cache; refresh: RefreshVenueMail; clock: Clock };

const DAY_SECONDS = 24 * 3_600;
/** How long somebody who asks may be kept waiting. */
const PATIENCE_SECONDS = 20;

/**
 * The mail of a venue, never older than two hours unless Gmail is away; `refresh` asks Gmail whatever is kept. Threads
 * hold words of outsiders: they are shown, never followed.
 */
export async function mailHistoryOf(
  venueId: string,
  { cache, refresh, clock }: MailHistoryPorts,
  { refresh: forced = false }: { refresh?: boolean } = {},
): Promise<MailAnswer> {
  // Only what this call itself was told; of two who ask at once one loads for both.
  let told: VenueMail | undefined;
  const ask = (anew: boolean): Promise<Cached<MailHistory>> =>
    cache.cached({
      cache: 'email',
      scope: `venue#${venueId}`,
      key: 'history',
      schema: MailHistoryJson,
      refresh: anew,
      staleWhileUnavailable: DAY_SECONDS,
      async load() {
        const deadline = new Date(clock().getTime() + PATIENCE_SECONDS * 1000);
        told = await refresh(venueId, { deadline, ...(forced && { cacheHours: 0 }) });
        if (told.kind === 'unknown-venue' || told.kind === 'unavailable') throw new NothingToKeep();
        const { threads, sweptAt, state } = told;
        return { threads, sweptAt, state };
      },
    });

  let found: Cached<MailHistory> | undefined;
  try {
    found = await ask(forced);
    // What was kept had perhaps been read some time before it was put there.
    if (!found.stale && found.from !== 'load' && isOld(found.value, clock())) found = await ask(true);
  } catch (error) {
    if (!(error instanceof NothingToKeep)) throw error;
  }
  if (told?.kind === 'unknown-venue') return told;
  if (told?.kind === 'unavailable') {
    const { kind, reason, retryAfterSeconds } = told;
    const known = newest(told.known, found?.value);
    return { kind, reason, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }), ...(known && { known }) };
  }
  if (!found || found.stale)
    return { kind: 'unavailable', reason: 'unavailable', ...(found && { known: found.value }) };
  return { kind: told?.kind === 'fresh' ? 'fresh' : 'cached', history: found.value };
}

class NothingToKeep extends Failure {
  constructor() {
    super('mail-not-read', 'There is no mail history worth keeping', { retryable: true });
  }
}

const isOld = ({ sweptAt }: MailHistory, now: Date): boolean =>
  now.getTime() - sweptAt.getTime() >= CACHE_TTL_SECONDS.email * 1000;

const newest = (one: MailHistory | undefined, other: MailHistory | undefined): MailHistory | undefined =>
  !one || (other && other.sweptAt > one.sweptAt) ? other : one;
