import type { AccountCount, Detail } from '../../clients/soundtrack/looks.ts';
import { assertNever } from '../../runtime/failure.ts';
import { behindOf, type Heartbeat } from '../planning/heartbeat.ts';
import { arrangeLooks } from './arrange-looks.ts';
import { isFullTurn } from './chosen-way.ts';
import { lookAtLeg } from './look-at-leg.ts';
import { movedAccounts } from './moved-accounts.ts';
import type { Polled, PollPorts } from './poll-ports.ts';
import { postpone } from './postpone.ts';
import { rememberedHeartbeats } from './remembered-heartbeats.ts';
import { addTaken, nothingTaken, takeIn } from './take-in.ts';
import type { LegWork } from './work.ts';

/**
 * Reads one leg and takes it in, answer by answer. What could not be read is noted in the heartbeat, not in the states
 * of its accounts: a Soundtrack that is away costs one write a leg. The next round tries again; a message does not.
 */
export async function pollLeg(work: LegWork, ports: PollPorts): Promise<Polled> {
  const { leg, round, again } = work;
  const { notes, clock, way } = ports;
  const heartbeatOf = rememberedHeartbeats(notes);
  const last = await heartbeatOf({ shard: ports.shard, leg });
  if (again === undefined && last && last.round >= round) return { kind: 'already' };
  const isAgain = again !== undefined;
  if (last && isLookedAtLately(last, work, ports)) {
    await notes.saveHeartbeat({ ...last, round, again: false });
    return { kind: 'already' };
  }
  // Counters tell nothing of a zone, so accounts take turns in being looked at whatever their counts: all of a leg at
  // once would cost more than a run can wait for.
  const moved = async (counts: readonly AccountCount[]) => {
    const ours = counts.filter(({ accountId }) => ports.owns(accountId) && ports.zonesOf(accountId).length > 0);
    const inTurn = ours.filter(({ accountId }) => isAgain || isFullTurn(way, accountId, round));
    return { inFull: inTurn.map(({ accountId }) => accountId), closer: await movedAccounts(ours, leg, ports) };
  };
  const detail = detailOf(work, way);

  const taken = nothingTaken();
  const arrange = () =>
    arrangeLooks(taken.lookAgain, { send: ports.send, whole: work, legTokens: ports.tokensSpent(), way });
  let firstAt: number | undefined;
  let failure: string | undefined;
  let lost = false;
  for await (const part of lookAtLeg(work, { ...ports, detail, moved })) {
    const observedAt = clock().getTime();
    switch (part.kind) {
      case 'accounts': {
        firstAt ??= observedAt;
        const ours = part.accounts.filter(({ accountId }) => ports.owns(accountId));
        addTaken(taken, await takeIn(ours, { leg, observedAt, heartbeatOf }, ports));
        break;
      }
      case 'as-before':
        firstAt ??= observedAt;
        taken.read.push(...part.accountIds.filter((id) => ports.owns(id) && ports.zonesOf(id).length > 0));
        break;
      case 'failed':
        failure = part.reason;
        lost = part.lost ?? false;
        break;
      case 'lost':
        lost = true;
        break;
      case 'wait': {
        const postponed = await postpone(work, part.afterSeconds, ports);
        if (!postponed) {
          failure = part.reason;
          break;
        }
        await arrange();
        return postponed;
      }
      default:
        assertNever(part);
    }
  }

  const now = clock().getTime();
  const behind = behindOf(last, taken.read, now);
  const heartbeat: Heartbeat = {
    leg,
    round: Math.max(round, last?.round ?? 0),
    ...(isAgain && { again: true }),
    at: firstAt ?? last?.at ?? 0,
    read: taken.read,
    behind,
    resting: failure ? (last?.resting ?? []) : taken.resting,
    missed: taken.missed,
    ...(failure && { unread: { since: last?.unread?.since ?? now, reason: failure } }),
    lost,
    tokens: ports.tokensSpent(),
  };
  // Sent first and noted after: once the round counts as read, nobody comes back for what was not sent.
  await arrange();
  await notes.saveHeartbeat(heartbeat);
  return { kind: 'done', taken, ...(failure && { unread: failure }) };
}

/**
 * Whether a leg is to be read in full. Looking again is about whether players are back: where the first look told
 * everything else, presence is enough, and where a network fails with everybody behind it tokens are short.
 */
function detailOf({ leg, round, again }: LegWork, way: PollPorts['way']): Detail {
  if (again !== undefined) return way.detail === 'full' && way.shape !== 'counters' ? 'presence' : 'full';
  return way.shape !== 'counters' && isFullTurn(way, leg, round) ? 'full' : way.detail;
}

/** Of an interval. */
const LATELY = 0.4;

/** A leg that was looked at again while its round was on the way needs no further look for it: tokens are short then. */
function isLookedAtLately(last: Heartbeat, work: LegWork, { clock, policy, way }: PollPorts): boolean {
  const isForDetails = way.detail === 'presence' && detailOf(work, way) === 'full';
  if (work.again !== undefined || !last.again || isForDetails || last.unread || last.lost) return false;
  return clock().getTime() - last.at < policy.pollIntervalSec * 1000 * LATELY;
}
