import type { Clock, Sleep } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import type { Lease } from '../../runtime/shared-state/lease.ts';
import { dueForSweep, millisecondsBetween, type Swept } from './due-for-sweep.ts';
import type { RefreshVenueMail, VenueMail } from './venue-mail.ts';

export type SweepPorts = {
  lease: Lease;
  longestUnswept(most: number): Promise<Swept[]>;
  /** Drops the mail of venues that have ended. */
  forgetEnded(): Promise<number>;
  refresh: RefreshVenueMail;
  clock: Clock;
  sleep: Sleep;
  /** Told about a venue that could not be looked at for a reason of its own; the others are. */
  onTrouble(venueId: string, error: unknown): void;
};

export type SweepLimits = {
  /** Who sweeps, as the lease knows it. */
  runId: string;
  /** For so long nobody else sweeps, should this run die. No less than a run can last. */
  holdSeconds: number;
  /** After this no venue is begun, */
  until: Date;
  /** and after this Gmail is not waited for. */
  deadline: Date;
  unitsPerMinute: number;
  mostPerRun?: number;
};

/** How a sweep went. `threads` counts those read, which is none for a venue where nothing is new. */
export type Sweep =
  | { kind: 'already-under-way'; since: string }
  | {
      kind: 'swept';
      venues: number;
      threads: number;
      inTrouble: number;
      postponed: number;
      forgotten: number;
      ended: 'done' | 'out-of-time' | 'gmail-unavailable';
      /** Why Gmail was unavailable. */
      reason?: Extract<VenueMail, { kind: 'unavailable' }>['reason'];
    };

const LEASE = 'mail-sweep';

/**
 * Looks at the mail of the venues that waited longest, one after the other at the pace of Gmail's quota. Each venue is
 * saved by itself, so a run that ends early, or dies, has only left some for the next one.
 */
export async function sweepMail(ports: SweepPorts, limits: SweepLimits): Promise<Sweep> {
  const holder = { id: limits.runId, since: ports.clock().toISOString() };
  const acquired = await ports.lease.acquire(LEASE, holder, limits.holdSeconds);
  if (acquired.kind === 'held') return { kind: 'already-under-way', since: String(acquired.by.since) };
  try {
    return await sweepDue(ports, limits);
  } finally {
    await ports.lease.release(LEASE, holder);
  }
}

async function sweepDue(ports: SweepPorts, { mostPerRun = 200, ...limits }: SweepLimits): Promise<Sweep> {
  const { clock, sleep } = ports;
  const sweep = { kind: 'swept' as const, venues: 0, threads: 0, inTrouble: 0, forgotten: await ports.forgetEnded() };
  const plan = dueForSweep(await ports.longestUnswept(mostPerRun + 1), clock(), { mostPerRun });
  for (const [nth, venueId] of plan.venueIds.entries()) {
    const postponed = plan.postponed + plan.venueIds.length - nth;
    const began = clock().getTime();
    if (began >= limits.until.getTime()) return { ...sweep, postponed, ended: 'out-of-time' };
    const mail = await lookAt(venueId, ports, limits);
    if (mail.kind === 'in-trouble') {
      sweep.inTrouble += 1;
      continue;
    }
    if (mail.kind === 'unavailable') return { ...sweep, postponed, ended: 'gmail-unavailable', reason: mail.reason };
    if (mail.kind !== 'unknown-venue') sweep.venues += 1;
    if (mail.kind === 'fresh') sweep.threads += mail.threadsRead;
    const rest = began + millisecondsBetween(mail, limits.unitsPerMinute) - clock().getTime();
    if (rest > 0 && nth < plan.venueIds.length - 1) await sleep(rest / 1000);
  }
  return { ...sweep, postponed: plan.postponed, ended: 'done' };
}

/** A query Gmail does not understand, or a row that cannot be saved, is this venue's trouble; a database away is everybody's. */
async function lookAt(
  venueId: string,
  { refresh, onTrouble }: SweepPorts,
  { deadline }: Pick<SweepLimits, 'deadline'>,
): Promise<VenueMail | { kind: 'in-trouble' }> {
  try {
    const mail = await refresh(venueId, { deadline });
    if (mail.kind !== 'unavailable' || mail.reason !== 'bad-request') return mail;
    onTrouble(venueId, new Failure('mail-query-refused', 'Gmail does not understand the query', { retryable: false }));
  } catch (error) {
    if (error instanceof Failure && error.retryable) throw error;
    onTrouble(venueId, error);
  }
  return { kind: 'in-trouble' };
}
