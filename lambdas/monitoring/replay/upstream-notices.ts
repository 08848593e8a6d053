import type { Listener } from './listener.ts';

/** One message that an audience's channel accepted; `at` in seconds since t0. */
export type Notification = {
  at: number;
  kind: 'alert' | 'recovery' | 'update' | 'reminder' | 'flapping' | 'digest' | 'ops';
  severity: 'critical' | 'high' | 'medium' | 'low' | 'info' | 'ops';
  audience: string;
  venue: string | null;
  chain: string | null;
  zones: string[];
  incident: string;
  reason: string;
};

/** What platform operations hear of the API itself: once that too little can be read, once that it is over. */
export function createUpstreamNotices(t0: number, write: (line: Notification) => void): Listener {
  const seconds = (instant: number) => (instant - t0) / 1_000;
  return {
    upstream({ kind, since }, now) {
      write({
        at: seconds(now),
        kind: kind === 'degraded' ? 'ops' : 'recovery',
        severity: 'ops',
        audience: 'platform_ops',
        venue: null,
        chain: null,
        zones: [],
        incident: `upstream@${seconds(since)}`,
        reason: kind === 'degraded' ? 'monitoring-degraded' : 'monitoring-restored',
      });
    },
  };
}
