import type { Expectation, ZoneChange, ZoneStatus } from '../../../lambdas/events/zone-change.ts';
import type { Reason } from '../../../lambdas/monitoring/detection/reasons.ts';
import { assertNever } from '../../../lambdas/runtime/failure.ts';
import type { Rest } from './zone-look.ts';

const STATUS: Record<ZoneStatus, string> = {
  unseen: 'never read',
  up: 'up',
  down: 'down',
  silent: 'silent',
  unpaired: 'without a player',
  lapsed: 'without a subscription',
};

export const statusInWords = (status: ZoneStatus): string => STATUS[status];

export const EXPECTATION_IN_WORDS: Record<Expectation, string> = {
  open: 'expected to play',
  closed: 'closed now',
  maintenance: 'under maintenance now',
  'never-seen-up': 'never seen up, so nobody misses it',
  dormant: 'dormant: down so long that it is presumed closed',
  'usually-off': 'usually off at this hour',
  'not-a-venue': 'of no venue, so there is nobody to tell',
};

export const REST_IN_WORDS: Record<Rest, string> = {
  ...EXPECTATION_IN_WORDS,
  unpaired: 'no player is paired with it',
  lapsed: 'its subscription is over',
};

const REASON: Record<Reason, string> = {
  'first-contrary-reading': 'a first reading says otherwise; looked at again soon',
  'contrary-again-after-a-gap': 'it says otherwise again, but too long after the last time to count together',
  'another-status-than-suspected': 'it is something else than was suspected',
  'agreeing-reading': 'the next reading was as before',
  'first-reading': 'the first reading ever',
  'enough-agreeing-readings': 'enough readings agree',
  'enough-missed-readings': 'enough readings found it without music while it should play',
  'was-bad-before-it-was-expected': 'it was without music already when the venue opened',
  recovered: 'it plays again',
  unpaired: 'its player was taken off: a matter of the account now',
  lapsed: 'its subscription is over: a matter of the account now',
  dormant: 'so long that it is presumed closed for the season',
  gone: 'the zone is gone',
  'became-down': 'it lost its connection meanwhile',
  'became-silent': 'it is connected again, but silent',
  'zone-not-told': 'the answer said nothing about the zone',
  'account-unread': 'the account could not be read',
  'not-polled': 'nobody looked',
  'many-changes': 'it came and went too often',
  'enough-calm-readings': 'it has been calm for long enough',
  'no-longer-watched': 'it is not watched any more',
  'many-unconfirmed-readings': 'many single bad readings within an hour',
  'quiet-hour': 'an hour without bad readings',
  'too-quiet': 'quieter than agreed',
  'too-loud': 'louder than agreed',
  muted: 'somebody muted it',
  'inside-the-range': 'as agreed again',
  'outage-too-long': 'the outage lasted for days',
  'up-again': 'it plays again',
  'not-listed': 'the account does not list it any more',
  'removed-from-directory': 'it is not in the directory any more',
};

/** A reason that is told nowhere in words yet is shown as it is. */
export const reasonInWords = (reason: string): string => (REASON as Record<string, string>)[reason] ?? reason;

export type Tone = 'bad' | 'warn' | 'good' | 'plain';
export type EventInWords = { title: string; reason: string; tone: Tone };

export function eventInWords(change: ZoneChange): EventInWords {
  const [title, tone] = titleOf(change);
  return { title, tone, reason: reasonInWords(change.reason) };
}

function titleOf(change: ZoneChange): [string, Tone] {
  switch (change.kind) {
    case 'suspected':
      return [`Perhaps ${STATUS[change.to]}`, change.to === 'up' ? 'plain' : 'warn'];
    case 'dismissed':
      return [`Still ${STATUS[change.status]}`, 'plain'];
    case 'status': {
      const title = `${capital(STATUS[change.from])} → ${STATUS[change.to]}`;
      return [`${title}, ${counted(change.readings, 'reading')}`, change.to === 'up' ? 'good' : 'plain'];
    }
    case 'outage-began': {
      const words = change.cause === 'silent' ? 'Silent while it should play' : 'Outage';
      return [`${words}${change.critical ? ', critical zone' : ''}, ${counted(change.readings, 'reading')}`, 'bad'];
    }
    case 'outage-ended':
      return [change.cause === 'silent' ? 'End of the silence' : 'End of the outage', 'good'];
    case 'unknown':
      return ['Nobody knows what it did', 'plain'];
    case 'flapping-began':
      return [`Comes and goes, ${counted(change.changes, 'change')}`, 'warn'];
    case 'flapping-ended':
      return ['Steady again', 'good'];
    case 'chatter-began':
      return [`Uncertain readings, ${change.bad} of them bad`, 'warn'];
    case 'chatter-ended':
      return ['Readings are certain again', 'good'];
    case 'volume-off':
      return [`Volume off, ${change.percent} %`, 'warn'];
    case 'volume-fine':
      return [`Volume fine again, ${change.percent} %`, 'good'];
    case 'dormant':
      return ['Dormant', 'plain'];
    case 'woke':
      return ['Awake again', 'good'];
    case 'gone':
      return ['Gone', 'plain'];
    default:
      return assertNever(change);
  }
}

/** When it was known: the last of the readings that made it so. */
export const knownAt = (change: ZoneChange): number =>
  'confirmedAt' in change ? change.confirmedAt : change.kind === 'unknown' ? change.until : change.at;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
