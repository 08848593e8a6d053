/** How the last runs went, as far as the next one depends on it. */
export type SyncPast = {
  /** The first time anybody looked; the lag counts from here until a first run succeeds. */
  watchedSince: string;
  lastStartedAt?: string;
  lastFinishedAt?: string;
  lastOutcome?: 'succeeded' | 'refused' | 'failed';
  lastSucceededAt?: string;
  lastDiscoveredAt?: string;
  /** What ops were told last, so that they are told once. */
  lastNotice?: string;
};

export type SyncRhythm = { everyMinutes: number; retryMinutes: number };

/** Whether a run is due: every half hour, and sooner after one that failed. A refused one waits for a person. */
export function syncDue(past: SyncPast, now: Date, { everyMinutes, retryMinutes }: SyncRhythm): boolean {
  if (past.lastStartedAt === undefined) return true;
  if (past.lastOutcome === 'failed' && past.lastFinishedAt !== undefined) {
    if (minutesSince(past.lastFinishedAt, now) >= retryMinutes) return true;
  }
  return minutesSince(past.lastStartedAt, now) >= everyMinutes;
}

/** Seconds by which the directory is older than promised; 0 while runs succeed in time. */
export function lagPastDueSeconds(past: SyncPast, now: Date, { everyMinutes }: SyncRhythm): number {
  const since = past.lastSucceededAt ?? past.watchedSince;
  const due = past.lastSucceededAt === undefined ? 0 : everyMinutes;
  return Math.max(0, Math.round((minutesSince(since, now) - due) * 60));
}

const minutesSince = (then: string, now: Date): number => (now.getTime() - Date.parse(then)) / 60_000;

export const secondsSinceSuccess = (past: SyncPast, now: Date): number =>
  Math.round(minutesSince(past.lastSucceededAt ?? past.watchedSince, now) * 60);
