import { UPSTREAM_FINE, upstreamStep } from '../detection/upstream.ts';
import type { MonitoringPolicy } from '../policy.ts';
import type { MonitorNotes } from '../store/monitor-notes.ts';
import type { Coverage } from './coverage.ts';

export type UpstreamPorts = {
  notes: Pick<MonitorNotes, 'upstream' | 'saveUpstream'>;
  /** Tells ops. */
  tell(subject: string, text: string): Promise<void>;
  policy: MonitoringPolicy;
};

/**
 * Whether Soundtrack is the trouble rather than the venues, judged once a cycle over all shards. Told first and noted
 * after: told twice is better than never.
 */
export async function judgeUpstream(
  { unread, everRead }: Pick<Coverage, 'unread' | 'everRead'>,
  { notes, tell, policy }: UpstreamPorts,
  now: Date,
): Promise<{ degraded: boolean; since: string | undefined }> {
  const note = await notes.upstream();
  const cycle = Math.floor(now.getTime() / 1000 / policy.pollIntervalSec) - 1;
  const before = note?.state ?? UPSTREAM_FINE;
  const { state, change } = upstreamStep(before, { cycle, unread, total: everRead }, policy);
  const since = change || !note ? now.toISOString() : note.since;
  if (change) await tell(...inWords(change, { unread, everRead }, note?.since));
  if (state !== before) await notes.saveUpstream({ state, since });
  return { degraded: state.degraded, since };
}

function inWords(
  change: 'degraded' | 'restored',
  { unread, everRead }: Pick<Coverage, 'unread' | 'everRead'>,
  since: string | undefined,
): [subject: string, text: string] {
  const share = `${unread} of ${everRead} accounts`;
  if (change === 'degraded') {
    return [
      'Monitoring degraded: Soundtrack cannot be read',
      [
        `${share} could not be read in two cycles in a row.`,
        'What is shown of their zones is the last that is known. No outage is told for them, and none is ended.',
        'Runbook: monitoring-degraded.',
      ].join('\n'),
    ];
  }
  return ['Monitoring restored', `${share} are unread; all others are watched again. Degraded since ${since ?? '?'}.`];
}
