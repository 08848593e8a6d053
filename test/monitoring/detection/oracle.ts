/**
 * What is true of one zone after some looks, worked out the slow and plain way: from the whole past, anew each time.
 * It shares no code with the step, so that both are wrong only by the same mistake made twice. Seconds throughout.
 */
export type Mark = '1' | '0' | 'p' | '?' | '-';
export type Delivery = { at: number; mark: Mark };
export type Rules = {
  isOpen(at: number): boolean;
  confirmDown: number;
  confirmSilent: number;
  /** A pause lasts at least so long. */
  silentFor: number;
  confirmUp: number;
  confirmWindow: number;
  staleAfter: number;
};
type Status = 'unseen' | 'up' | 'down' | 'silent';
type Outage = { cause: Status; at: number; countedFrom: number; confirmedAt: number; ended?: number; why?: string };
export type Truth = {
  status: Status;
  since: number;
  /** Contrary readings that may still be confirmed. */
  doubts: { to: Status; at: number[] } | undefined;
  outages: Outage[];
  gone: number[];
  unknown: [from: number, to: number][];
};

/** The past of a zone: all that was delivered, of which what counts, and the times in which nobody knew. */
export type Past = {
  heard: Delivery[];
  counted: Counted[];
  unknown: Truth['unknown'];
  unknownFrom: number | undefined;
};
/** `spent`: another status came after it. It keeps others apart, but counts for nothing itself. */
type Counted = Delivery & { spent?: true };

export const NOTHING_YET: Past = { heard: [], counted: [], unknown: [], unknownFrom: undefined };

export function truthOf(past: Past, rules: Rules): Truth {
  const { status, since, doubts, outages, gone } = tell(past.counted, rules);
  return { status, since: status === 'unseen' ? 0 : since, doubts, outages, gone, unknown: past.unknown };
}

export function deliver(past: Past, one: Delivery, rules: Rules): Past {
  const before = tell(past.counted, rules);
  const newest = Math.max(0, ...past.heard.map(({ at }) => at));
  const heard = [...past.heard, one];
  if (one.at <= newest && !isStillOpen(past, one, before)) return { ...past, heard };

  const counted = [...past.counted, one].sort((a, b) => a.at - b.at);
  const after = tell(counted, rules);
  const spend = (each: Counted): Counted => (after.broken.includes(each) ? { ...each, spent: true } : each);
  const next = { ...past, heard, counted: after.broken.length > 0 ? counted.map(spend) : counted };
  if (one.at <= newest || before.status === 'unseen') return next;
  const knownAgain = saysNothing(one.mark) ? after.gone.slice(before.gone.length)[0] : one.at;
  const tooLong = one.at - newest > rules.staleAfter ? newest + rules.staleAfter : undefined;
  const unknownFrom = past.unknownFrom ?? tooLong ?? (saysNothing(one.mark) ? one.at : undefined);
  if (knownAgain === undefined) return { ...next, unknownFrom };
  const isSpell = unknownFrom !== undefined && unknownFrom < knownAgain;
  return {
    ...next,
    unknown: isSpell ? [...past.unknown, [unknownFrom, knownAgain]] : past.unknown,
    unknownFrom: undefined,
  };
}

const saysNothing = (mark: Mark | undefined) => mark === '?' || mark === '-';

/** Whether a reading that comes after a newer one can still matter. */
function isStillOpen({ heard, counted }: Past, one: Delivery, before: ReturnType<typeof tell>): boolean {
  if (saysNothing(one.mark) || before.status === 'unseen' || one.at <= before.agreed) return false;
  const isOpen = before.doubts !== undefined || saysNothing(counted.at(-1)?.mark);
  return isOpen && heard.every(({ at }) => at !== one.at);
}

/** Reads a past from its beginning; one that was read before is remembered. */
function tell(past: readonly Counted[], rules: Rules): ReturnType<typeof read> {
  const known = told.get(past) ?? read(past, rules);
  told.set(past, known);
  return known;
}
const told = new WeakMap<readonly Counted[], ReturnType<typeof read>>();

function read(past: readonly Counted[], rules: Rules) {
  let [status, since, agreed, everUp] = ['unseen' as Status, 0, 0, false];
  let doubts: Truth['doubts'] | undefined;
  let missed: number[] = [];
  let absent: number[] = [];
  const outages: Outage[] = [];
  const gone: number[] = [];
  const broken: Counted[] = [];
  let doubted: Counted[] = [];
  const running = () => outages.find(({ ended }) => ended === undefined);
  const need = (to: Status) =>
    to === 'up' ? rules.confirmUp : to === 'silent' ? rules.confirmSilent : rules.confirmDown;
  const isEnough = (list: readonly number[], to: Status) =>
    list.length >= need(to) && (to !== 'silent' || (list.at(-1) ?? 0) - (list[0] ?? 0) >= rules.silentFor);
  const joined = (list: number[], at: number) => {
    const last = list.at(-1);
    return last !== undefined && at - last > rules.confirmWindow ? [at] : [...list, at];
  };
  const end = (at: number, why: string) => {
    const open = running();
    if (open) Object.assign(open, { ended: at, why });
  };
  const miss = (at: number) => {
    if (status === 'up' || running() || !everUp || !rules.isOpen(at)) return;
    missed = joined(missed, at);
    if (!isEnough(missed, status)) return;
    outages.push({ cause: status, at: since, countedFrom: missed[0] as number, confirmedAt: at });
    missed = [];
  };

  for (const each of past) {
    const { at, mark, spent } = each;
    if (mark === '-' && status !== 'unseen') {
      absent = joined(absent, at);
      if (absent.length < rules.confirmDown) continue;
      since = absent[0] as number;
      end(since, 'gone');
      gone.push(since);
      [status, doubts, doubted, missed, absent] = ['unseen', undefined, [], [], []];
      continue;
    }
    absent = [];
    if (mark === '?' || mark === '-') continue;
    const rests = !rules.isOpen(at) && everUp && status !== 'silent';
    const says: Status = mark === '1' ? 'up' : mark === '0' ? 'down' : rests ? 'up' : 'silent';
    if (status === 'unseen') {
      [status, since, agreed, everUp] = [says, at, at, everUp || says === 'up'];
      miss(at);
    } else if (says === status) {
      [doubts, doubted, agreed] = [undefined, [], at];
      miss(at);
    } else {
      if (doubts?.to !== says) {
        broken.push(...doubted);
        [doubts, doubted] = [{ to: says, at: [] }, []];
      }
      if (spent) continue;
      doubts = { to: says, at: joined(doubts?.at ?? [], at) };
      doubted.push(each);
      if (!isEnough(doubts.at, says)) continue;
      const all = doubts.at;
      [status, since, agreed, doubts, doubted, missed] = [says, all[0] as number, at, undefined, [], []];
      end(since, says === 'up' ? 'recovered' : `became-${says}`);
      everUp ||= says === 'up';
      all.forEach(miss);
    }
  }
  return { status, since, agreed, doubts: doubts?.at.length ? doubts : undefined, outages, gone, broken };
}
