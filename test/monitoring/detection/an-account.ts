import type { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import type { WatchedZone } from '../../../lambdas/monitoring/detection/context.ts';
import { type StepResult, stepAccount } from '../../../lambdas/monitoring/detection/step-account.ts';
import { type AccountState, UNSEEN, type ZoneState } from '../../../lambdas/monitoring/detection/zone-state.ts';
import { MonitoringPolicy } from '../../../lambdas/monitoring/policy.ts';
import type { ReadingKind, ZoneReading } from '../../../lambdas/monitoring/reading.ts';

/** One letter a reading; `-` leaves the zone out of the answer. */
export const MARKS: Record<string, ReadingKind> = {
  '1': 'playing',
  r: 'not-reporting',
  p: 'paused',
  '0': 'offline',
  u: 'unpaired',
  x: 'subscription-expired',
  o: 'online',
  '?': 'unknown',
};

/** Seconds of the tests' clock as instants; it begins at a round hour. */
export const T0 = Date.UTC(2026, 2, 2, 10);
export const at = (seconds: number) => T0 + seconds * 1000;
export const secondsOf = (instant: number) => (instant - T0) / 1000;
export const MINUTES = 60;
export const HOURS = 3_600;
export const DAYS = 86_400;

type Span = readonly [from: number, to: number];
export type ZoneOptions = {
  id?: string;
  venueId?: string | null;
  critical?: boolean;
  closed?: readonly Span[];
  maintenance?: readonly Span[];
  usuallyOff?: readonly Span[];
};

const within = (spans: readonly Span[] | undefined, instant: number) =>
  spans?.some(([from, to]) => instant >= at(from) && instant < at(to)) ?? false;

export function aZone(options: ZoneOptions = {}): WatchedZone {
  const { id = 'lobby', venueId = 'v1', critical = false, closed, maintenance, usuallyOff } = options;
  return {
    id,
    venueId,
    critical,
    hoursAt: (instant) => (within(maintenance, instant) ? 'maintenance' : within(closed, instant) ? 'closed' : 'open'),
    isClosedAt: (instant) => within(closed, instant),
    ...(usuallyOff && { isUsuallyOff: (instant: number) => within(usuallyOff, instant) }),
  };
}

export const aPolicy = (policy: Partial<MonitoringPolicy> = {}): MonitoringPolicy => MonitoringPolicy.parse(policy);

export type LookOptions = { at?: number; complete?: boolean; volume?: number; unread?: string };

/** An account whose looks are written as letters, one a zone, every 300 seconds unless said otherwise. */
export function anAccount(options: { zones?: ZoneOptions[]; policy?: Partial<MonitoringPolicy> } = {}) {
  let zones = (options.zones ?? [{}]).map(aZone);
  const all = zones;
  const policy = aPolicy(options.policy);
  let heardAt: number | undefined;
  let state: AccountState = UNSEEN;
  let clock = 0;
  let last: StepResult | undefined;
  const changes: ZoneChange[] = [];

  const account = {
    /** One look. */
    look(marks: string, { at: seconds, complete = false, volume, unread }: LookOptions = {}): StepResult {
      clock = seconds ?? clock + policy.pollIntervalSec;
      const readings = new Map<string, ZoneReading>();
      all.forEach(({ id }, i) => {
        const kind = MARKS[marks[i] ?? '-'];
        if (kind) readings.set(id, { kind, ...(volume !== undefined && { volume }) });
      });
      const reading = { accountId: 'a1', observedAt: at(clock), zones: readings, complete, ...(unread && { unread }) };
      last = stepAccount(state, reading, { policy, zones, heardAt });
      heardAt = Math.max(heardAt ?? 0, reading.observedAt);
      state = last.state;
      changes.push(...last.changes);
      return last;
    },
    /** Looks at its only zone, one letter each. */
    looks(marks: string, { every = policy.pollIntervalSec }: { every?: number } = {}) {
      for (const mark of marks) account.look(mark, { at: clock + every });
      return account;
    },
    /** The clock goes on without a look. */
    wait(seconds: number) {
      clock += seconds;
      return account;
    },
    without(zoneId: string) {
      zones = zones.filter(({ id }) => id !== zoneId);
      return account;
    },
    context: () => ({ policy, zones, heardAt }),
    now: () => clock,
    state: () => state,
    zone: (id = 'lobby'): ZoneState | undefined => state.zones[id],
    unsettled: () => [...(last?.unsettled ?? [])],
    changes: () => changes,
    /** What was told, each with its instants in seconds; without the looks into a suspicion unless asked for. */
    told: (...kinds: ZoneChange['kind'][]) =>
      changes.filter(({ kind }) => (kinds.length > 0 ? kinds.includes(kind) : !QUIET.includes(kind))).map(inWords),
  };
  return account;
}

const QUIET: ZoneChange['kind'][] = ['suspected', 'dismissed', 'status'];

/** One line a change: what, the instants in seconds, why. */
export function inWords(change: ZoneChange): string {
  const time = secondsOf(change.at);
  switch (change.kind) {
    case 'suspected':
      return `suspected ${change.from}→${change.to} ${time} ${change.reason}`;
    case 'dismissed':
      return `dismissed ${change.status} ${time} ${change.reason}`;
    case 'status':
      return `status ${change.from}→${change.to} ${time}..${secondsOf(change.confirmedAt)} ${change.readings}`;
    case 'outage-began': {
      const counted = `${secondsOf(change.countedFrom)}..${secondsOf(change.confirmedAt)}`;
      return `outage-began ${change.cause} ${time} counted ${counted}${change.critical ? ' critical' : ''}`;
    }
    case 'outage-ended':
      return `outage-ended ${change.cause} ${secondsOf(change.beganAt)}..${time} ${change.reason}`;
    case 'unknown':
      return `unknown ${time}..${secondsOf(change.until)} ${change.reason}`;
    case 'volume-off':
    case 'volume-fine':
      return `${change.kind} ${time} ${change.percent} ${change.reason}`;
    default:
      return `${change.kind} ${time} ${change.reason}`;
  }
}
