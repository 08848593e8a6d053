import { handleWhenResult, retry, TimeoutStrategy, timeout } from 'cockatiel';
import type { Clock, Sleep } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics.ts';
import { retrySchedule, shortestTrySeconds } from './retry-schedule.ts';
import { type BreakerStore, sharedBreaker } from './shared-breaker.ts';
import type { Source, SourceName } from './source.ts';
import type { Verdict } from './verdict.ts';

/** Not asked: the source failed too often just now, here or elsewhere. Ask again after `until`. */
export type Unavailable = { kind: 'unavailable'; source: SourceName; until: Date };

/**
 * Asks a source: each try with a timeout, again where `judge` or the error (a retryable Failure) says it can help, not
 * at all while the breaker is open. Answers the last outcome, whatever the verdict on it, and throws the last error;
 * a try out of time is Failure `outside-call-timed-out`. Gives up rather than sleep or try beyond `deadline`.
 */
export type OutsideCall = <Outcome>(
  call: (signal: AbortSignal) => Promise<Outcome>,
  options: { judge(outcome: Outcome): Verdict; deadline?: Date },
) => Promise<Outcome | Unavailable>;

export type OutsideCallParts = { breakers: BreakerStore; clock: Clock; sleep: Sleep; meter: Meter; log: Log };

/** What a try came to. */
type Tried<Outcome> = {
  result: { outcome: Outcome } | { error: unknown };
  verdict: Exclude<Verdict, string> | { kind: 'good' | 'refused' | 'broken' };
  /** Cut short by the deadline: running out of time then says nothing about the source. */
  hurried: boolean;
};

/** Made once per process and source: what it knows of the breaker lives in it. */
export function outsideCall(source: Source, { breakers, clock, sleep, meter, log }: OutsideCallParts): OutsideCall {
  const integration = { integration: source.name };
  const breaker = sharedBreaker(
    source.name,
    // A probe is one try, so its claim may lapse soon after it.
    { ...source.breaker, probeSeconds: source.timeoutSeconds + 5 },
    {
      store: breakers,
      clock,
      log,
      onOpened(until) {
        meter.count('BreakerOpened', integration);
        log.warn('breaker opened', { source: source.name, until: until.toISOString() });
      },
    },
  );

  return async (call, { judge, deadline }) => {
    const secondsLeft = () => (deadline ? (deadline.getTime() - clock().getTime()) / 1000 : Number.POSITIVE_INFINITY);
    if (secondsLeft() < shortestTrySeconds) throw outOfTime('outside-call-too-late', source);
    const permission = await breaker.ask();
    if (permission.kind === 'refused') return { kind: 'unavailable', source: source.name, until: permission.until };

    meter.count('ExternalCall', integration);
    const isProbe = permission.claim !== undefined;
    const schedule = retrySchedule(isProbe ? { ...source, tries: 1 } : source);
    let wait: number | undefined = 0;
    const loop = retry(
      handleWhenResult(() => wait !== undefined),
      { maxAttempts: source.tries - 1 },
    );
    // The loop's own wait cannot be told from outside, hence is nothing; ours is handed in and knows the deadline.
    const last = await loop.execute(async () => {
      if (wait) await sleep(wait);
      const tried = await oneTry(source, call, judge, secondsLeft());
      const { verdict } = tried;
      const next = verdict.kind === 'retry' ? schedule({ ...verdict, secondsLeft: secondsLeft() }) : undefined;
      wait = next?.kind === 'wait' ? next.seconds : undefined;
      return tried;
    });

    if (last.verdict.kind !== 'good' && last.verdict.kind !== 'refused') meter.count('ExternalCallFailed', integration);
    await breaker.tell({ kind: eventOf(last), ...(isProbe && { claim: permission.claim }) });
    if ('error' in last.result) throw last.result.error;
    return last.result.outcome;
  };
}

async function oneTry<Outcome>(
  source: Source,
  call: (signal: AbortSignal) => Promise<Outcome>,
  judge: (outcome: Outcome) => Verdict,
  secondsLeft: number,
): Promise<Tried<Outcome>> {
  const seconds = Math.min(source.timeoutSeconds, secondsLeft);
  const hurried = seconds < source.timeoutSeconds;
  const limit = timeout(seconds * 1000, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
  let late = false;
  limit.onTimeout(() => {
    late = true;
  });
  try {
    const outcome = await limit.execute(({ signal }) => call(signal));
    const verdict = judge(outcome);
    return { result: { outcome }, verdict: typeof verdict === 'string' ? { kind: verdict } : verdict, hurried };
  } catch (cause) {
    const error = late ? outOfTime('outside-call-timed-out', source, cause) : cause;
    const canHelp = error instanceof Failure && error.retryable;
    return { result: { error }, verdict: { kind: canHelp ? 'retry' : 'broken' }, hurried };
  }
}

const outOfTime = (code: string, { name, timeoutSeconds }: Source, cause?: unknown) =>
  new Failure(code, `${name} was not asked, or did not answer, in time`, {
    retryable: true,
    details: { source: name, timeoutSeconds },
    cause,
  });

/** An error nobody expected, or a try without its time, shows nothing about the source. */
function eventOf<Outcome>({ verdict, result, hurried }: Tried<Outcome>): 'succeeded' | 'failed' | 'abandoned' {
  if (verdict.kind === 'broken') return 'abandoned';
  if (verdict.kind !== 'retry' || ('alive' in verdict && verdict.alive)) return 'succeeded';
  return hurried && 'error' in result ? 'abandoned' : 'failed';
}
