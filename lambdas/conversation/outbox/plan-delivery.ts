import type { SendOutcome } from '../../clients/send-outcome.ts';
import { assertNever } from '../../runtime/failure.ts';
import type { Instant } from '../chat.ts';
import { isSettled, type OutboxRow, type Parcel, type Refusal } from './outbox-row.ts';

/** What a delivery needs to know of the chat it belongs to. */
export type Reach = {
  lastInboundAt?: Instant;
  /** A template for a closed window is configured. */
  canInvite: boolean;
  /** No later answer is waiting behind this one. */
  isLast: boolean;
};

export type Step =
  | { do: 'send'; via: 'whatsapp' | 'line-reply' | 'line-push' }
  /** WhatsApp: an approved template asks the person to write, which opens the window for what is held. */
  | { do: 'invite' }
  | { do: 'hold'; reason: 'window-closed' }
  | { do: 'wait'; until: Date }
  | { do: 'give-up'; reason: 'gave-up' | 'superseded' }
  | { do: 'nothing' };

const seconds = 1000;
const hours = 3600 * seconds;

/** WhatsApp takes free text until 24 hours after the person last wrote; a minute is kept for the way there. */
const windowMilliseconds = 24 * hours - 60 * seconds;
/**
 * A LINE reply token lives about 60 seconds from the event. While it surely lives, a token that was tried is tried
 * again: refused then means that the first try had arrived (see afterOutcome). Later, refused could mean too old.
 */
const replyTokenMilliseconds = 50 * seconds;
/**
 * WhatsApp has no retry key: after each silence we wait this long for a status webhook to tell whether it was taken,
 * and after the last one give up.
 */
const statusPatienceMilliseconds = [20, 20, 20, 60, 180, 300].map((patience) => patience * seconds);
const giveUpAfterMilliseconds = 23 * hours;
const mostAttempts = 200;
/** A question held longer than a conversation lasts is not asked before today's answer. */
const heldAnswerMilliseconds = 2 * hours;

/** What to do next about one parcel. A `claimed` one was left by a crash, and counts as uncertain since then. */
export function planParcel(row: OutboxRow, index: number, reach: Reach, now: Date): Step {
  const parcel = row.parcels[index];
  if (!parcel || isSettled(parcel)) return { do: 'nothing' };
  const age = now.getTime() - Date.parse(row.createdAt);
  if (parcel.state === 'held') return heldStep(row, index, parcel, reach, now);
  if (age > giveUpAfterMilliseconds || parcel.attempts >= mostAttempts) return { do: 'give-up', reason: 'gave-up' };
  // Asking again sooner than a refusal allows, because somebody wrote or a nudge came twice, makes throttling worse.
  if (parcel.state === 'queued' && parcel.refused && row.due !== undefined && Date.parse(row.due) > now.getTime()) {
    return { do: 'wait', until: new Date(row.due) };
  }
  if (row.contact.channel === 'line') return lineStep(row, index, now);
  return parcel.state === 'claimed' || parcel.state === 'uncertain'
    ? afterSilence(parcel, reach, now)
    : whatsAppStep(reach, now);
}

function heldStep(
  row: OutboxRow,
  index: number,
  parcel: Extract<Parcel, { state: 'held' }>,
  reach: Reach,
  now: Date,
): Step {
  const age = now.getTime() - Date.parse(row.createdAt);
  if (age > heldAnswerMilliseconds && !reach.isLast) return { do: 'give-up', reason: 'superseded' };
  if (parcel.reason === 'window-closed') {
    // Only word from the person opens the window; a clock that thinks it open has just been told otherwise.
    const wroteSince = reach.lastInboundAt !== undefined && reach.lastInboundAt > parcel.since;
    if (wroteSince && isWindowOpen(reach, now)) return { do: 'send', via: 'whatsapp' };
    return reach.canInvite && !parcel.invited ? { do: 'invite' } : { do: 'nothing' };
  }
  if (age > giveUpAfterMilliseconds) return { do: 'give-up', reason: 'gave-up' };
  return row.due !== undefined && Date.parse(row.due) > now.getTime() ? { do: 'nothing' } : lineStep(row, index, now);
}

function whatsAppStep(reach: Reach, now: Date): Step {
  if (isWindowOpen(reach, now)) return { do: 'send', via: 'whatsapp' };
  return reach.canInvite ? { do: 'invite' } : { do: 'hold', reason: 'window-closed' };
}

export const isWindowOpen = (reach: Pick<Reach, 'lastInboundAt'>, now: Date): boolean =>
  reach.lastInboundAt !== undefined && now.getTime() - Date.parse(reach.lastInboundAt) < windowMilliseconds;

function afterSilence(parcel: Extract<Parcel, { state: 'claimed' | 'uncertain' }>, reach: Reach, now: Date): Step {
  const silences = parcel.silences ?? 1;
  const until = new Date(Date.parse(parcel.since) + statusPatience(silences));
  if (now < until) return { do: 'wait', until };
  return silences >= statusPatienceMilliseconds.length
    ? { do: 'give-up', reason: 'gave-up' }
    : whatsAppStep(reach, now);
}

const statusPatience = (silences: number): number => statusPatienceMilliseconds[silences - 1] ?? 300 * seconds;

export const silencesOf = (parcel: Parcel): number => ('silences' in parcel && parcel.silences) || 0;

/** Free reply first, within the token's life and for the first call only; else a push, whose retry key is safe. */
function lineStep(row: OutboxRow, index: number, now: Date): Step {
  if (index > 0 || !row.replyToken) return { do: 'send', via: 'line-push' };
  const age = now.getTime() - Date.parse(row.replyToken.receivedAt);
  return { do: 'send', via: age < replyTokenMilliseconds ? 'line-reply' : 'line-push' };
}

export type Aftermath = { parcel: Parcel; due?: Date };

/** Where a parcel stands after the vendor's answer, and when to look at it again. */
export function afterOutcome(
  before: Parcel,
  outcome: SendOutcome,
  via: 'whatsapp' | 'line-reply' | 'line-push',
  now: Date,
): Aftermath {
  const attempts = before.attempts + 1;
  const at = now.toISOString();
  switch (outcome.kind) {
    case 'accepted': {
      const providerId = outcome.messageIds[0];
      return { parcel: { state: 'accepted', attempts, at, ...(providerId && { providerId }) } };
    }
    case 'unknown': {
      const byReplyToken = via === 'line-reply' ? { byReplyToken: true as const } : {};
      const silences = silencesOf(before) + 1;
      const patience = via === 'whatsapp' ? statusPatience(silences) : 1 * seconds;
      return {
        parcel: { state: 'uncertain', attempts, silences, since: at, ...byReplyToken },
        due: later(now, patience),
      };
    }
    case 'token-refused': {
      const triedBefore = (before.state === 'claimed' || before.state === 'uncertain') && before.byReplyToken === true;
      if (triedBefore) return { parcel: { state: 'accepted', attempts, at, presumed: true } };
      return { parcel: { state: 'queued', attempts }, due: now };
    }
    case 'refused': {
      const after = afterRefusal(attempts, outcome, now);
      const silences = silencesOf(before);
      if (after.parcel.state !== 'queued' || silences === 0) return after;
      return { ...after, parcel: { ...after.parcel, silences } };
    }
    default:
      return assertNever(outcome);
  }
}

/** The same for a refusal by answer and for a failure told later by a status webhook. */
export function afterRefusal(attempts: number, { failure, code, providerId }: Refusal, now: Date): Aftermath {
  const since = now.toISOString();
  const told = providerId === undefined ? {} : { providerId };
  const again: Parcel = { state: 'queued', attempts, refused: { failure, code, ...told } };
  switch (failure) {
    case 'throttled':
    case 'unavailable':
      return { parcel: again, due: later(now, Math.min(2 ** attempts, 300) * seconds) };
    case 'pair-throttled':
      return { parcel: again, due: later(now, Math.min(4 ** (attempts - 1), 600) * seconds) };
    case 'account':
      return { parcel: again, due: later(now, 300 * seconds) };
    case 'quota':
      return { parcel: { state: 'held', attempts, reason: 'quota', since, ...told }, due: later(now, 1 * hours) };
    case 'window-closed':
      return { parcel: { state: 'held', attempts, reason: 'window-closed', since, ...told } };
    case 'recipient':
    case 'ecosystem':
    case 'bad-request':
      return { parcel: { state: 'failed', attempts, failure, code, at: since, ...told } };
    default:
      return assertNever(failure);
  }
}

const later = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds);
