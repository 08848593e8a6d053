import type { AccountLook } from '../../clients/soundtrack/looks.ts';
import type { ZoneChange } from '../../events/zone-change.ts';
import { Failure } from '../../runtime/failure.ts';
import type { WatchedZone } from '../detection/context.ts';
import { type StepResult, stepAccount } from '../detection/step-account.ts';
import { type AccountState, UNSEEN } from '../detection/zone-state.ts';
import { type Heartbeat, lastReadAt } from '../planning/heartbeat.ts';
import type { MonitoringPolicy } from '../policy.ts';
import type { AccountStates, SavedAccount } from '../store/account-states.ts';
import type { LookAgain } from './arrange-looks.ts';
import { isResting } from './is-resting.ts';
import { nextLook } from './next-look.ts';
import { readingOf } from './reading-of.ts';

export type TakeInPorts = {
  states: AccountStates;
  zonesOf(accountId: string): readonly WatchedZone[];
  policy: MonitoringPolicy;
  shard: string;
  clock(): Date;
  /** The message failed before: a look that its states say is on its way may never have been sent. */
  isRedelivered?: boolean;
};

/** Where and when an answer was read: what its accounts have in common. */
export type Look = {
  leg: string | undefined;
  /** Milliseconds since 1970. */
  observedAt: number;
  /** How the last look at the leg went that the account was last in. */
  heartbeatOf(saved: Pick<SavedAccount, 'shard' | 'leg'>): Promise<Heartbeat | undefined>;
};

export type TakenIn = {
  /** Accounts, and how many zones they told of. */
  read: string[];
  zones: number;
  resting: string[];
  missed: string[];
  late: number;
  changes: ZoneChange[];
  /** To be looked at once more soon, as nobody else has arranged it yet. */
  lookAgain: LookAgain[];
};

export const nothingTaken = (): TakenIn => ({
  read: [],
  zones: 0,
  resting: [],
  missed: [],
  late: 0,
  changes: [],
  lookAgain: [],
});

export function addTaken(sum: TakenIn, more: TakenIn): void {
  sum.late += more.late;
  sum.zones += more.zones;
  for (const list of ['read', 'resting', 'missed'] as const) sum[list].push(...more[list]);
  sum.lookAgain.push(...more.lookAgain);
  sum.changes.push(...more.changes);
}

const MOST_CONFLICTS = 5;
const SAVES_AT_ONCE = 16;

/**
 * Takes what an answer tells into the states: load, decide, save under the condition that nobody else saved meanwhile.
 * An account that cannot be saved fails the whole look, which is then done again: the ones saved already see the same
 * reading twice, which changes nothing.
 */
export async function takeIn(looks: readonly AccountLook[], look: Look, ports: TakeInPorts): Promise<TakenIn> {
  const taken = nothingTaken();
  const watched = looks.filter(({ accountId }) => ports.zonesOf(accountId).length > 0);
  const unreadable = new Set<string>();
  const saved = await ports.states.load(
    watched.map(({ accountId }) => accountId),
    (accountId) => unreadable.add(accountId),
  );
  // Not written over, and no reason for the others to wait.
  taken.missed.push(...unreadable);
  const readable = watched.filter(({ accountId }) => !unreadable.has(accountId));
  for (let from = 0; from < readable.length; from += SAVES_AT_ONCE) {
    const some = readable.slice(from, from + SAVES_AT_ONCE);
    await Promise.all(some.map((one) => takeInOne(one, saved.get(one.accountId), look, ports, taken)));
  }
  return taken;
}

async function takeInOne(
  account: AccountLook,
  loaded: SavedAccount | undefined,
  look: Look,
  ports: TakeInPorts,
  taken: TakenIn,
): Promise<void> {
  const { accountId } = account;
  const { states, policy, shard } = ports;
  const zones = ports.zonesOf(accountId);
  let saved = loaded;
  for (let tries = 0; tries < MOST_CONFLICTS; tries++) {
    // A further look may come to an account that another shard has taken over meanwhile.
    const of = look.leg === undefined && saved ? saved : { shard, leg: look.leg ?? '' };
    const heartbeat = saved && (await look.heartbeatOf(saved));
    const before = withUnreadLeg(saved?.state ?? UNSEEN, accountId, heartbeat, policy);
    const reading = readingOf(account, look.observedAt, (zoneId) => before.zones[zoneId]?.status);
    const heardAt = Math.max((heartbeat && lastReadAt(heartbeat, accountId)) ?? 0, before.observedAt);
    const result = stepAccount(before, reading, { policy, zones, heardAt: heardAt || undefined });
    const next = nextLook(result, ports.isRedelivered ? undefined : saved?.recheckAt, look.observedAt, policy);
    const hasMoved = saved?.shard !== of.shard || saved.leg !== of.leg;
    if (result.state !== (saved?.state ?? UNSEEN) || hasMoved || next.recheckAt !== saved?.recheckAt) {
      const outcome = await states.save(
        {
          accountId,
          shard: of.shard,
          leg: of.leg,
          state: result.state,
          ...(next.recheckAt !== undefined && { recheckAt: next.recheckAt }),
          ...troubleOf(result, saved, ports.clock()),
          event: {
            id: `${accountId}#${(saved?.seq ?? 0) + 1}`,
            accountId,
            seq: (saved?.seq ?? 0) + 1,
            observedAt: look.observedAt,
            venueOf: venueOf(result.changes, zones),
            changes: result.changes,
          },
        },
        ports.clock(),
      );
      if (outcome === 'conflict') {
        saved = (await states.load([accountId])).get(accountId);
        continue;
      }
    }
    if (reading.unread) taken.missed.push(accountId);
    else taken.read.push(accountId);
    taken.zones += reading.zones.size;
    if (isResting(result.state)) taken.resting.push(accountId);
    if (result.ignored === 'late') taken.late += 1;
    if (next.afterSeconds !== undefined) taken.lookAgain.push({ accountId, afterSeconds: next.afterSeconds });
    taken.changes.push(...result.changes);
    return;
  }
  throw new Failure('state-contended', 'an account changed under every try to save it', { retryable: true });
}

/**
 * When a leg could not be read, no account of it was written to; the first reading after it makes up for that. One that
 * was read in between, as the leg failed only behind it, is unknown since then.
 */
function withUnreadLeg(
  state: AccountState,
  accountId: string,
  heartbeat: Heartbeat | undefined,
  { staleAfterSec }: MonitoringPolicy,
): AccountState {
  const readAt = heartbeat?.behind[accountId];
  if (!heartbeat?.unread || state.unread || readAt === undefined) return state;
  // A reading vouches for no longer, however late the first try after it was.
  const since = Math.min(Math.max(heartbeat.unread.since, readAt), readAt + staleAfterSec * 1000);
  return since <= state.observedAt ? state : { ...state, unread: { ...heartbeat.unread, since } };
}

function troubleOf(
  { state, unsettled }: StepResult,
  saved: SavedAccount | undefined,
  now: Date,
): Pick<SavedAccount, 'trouble' | 'troubleSince' | 'zonesOut'> {
  const zonesOut = Object.values(state.zones).filter(({ outage }) => outage).length;
  if (zonesOut === 0 && unsettled.size === 0) return {};
  const trouble = zonesOut > 0 ? 'outage' : 'suspected';
  const troubleSince = saved?.trouble === trouble ? saved.troubleSince : undefined;
  return { trouble, troubleSince: troubleSince ?? now.toISOString(), ...(zonesOut > 0 && { zonesOut }) };
}

function venueOf(changes: readonly ZoneChange[], zones: readonly WatchedZone[]): Record<string, string | null> {
  const venues = new Map(zones.map(({ id, venueId }) => [id, venueId]));
  return Object.fromEntries(changes.map(({ zoneId }) => [zoneId, venues.get(zoneId) ?? null]));
}
