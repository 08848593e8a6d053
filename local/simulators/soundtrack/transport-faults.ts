import { type Answer, answer, type Call } from '../loopback-server.ts';
import type { Waits } from '../time.ts';
import { rateLimitMessage } from './rate-limit-message.ts';
import type { SoundtrackFaults } from './settings.ts';

/** What happens before Soundtrack reads a request. */
export async function failTransport(faults: SoundtrackFaults, waits: Waits): Promise<Answer | undefined> {
  const hanging = faults.strike('timeout');
  if (hanging) {
    await waits.wait(Number(hanging.seconds ?? 10) * 1000);
    return { kind: 'drop' };
  }
  const slow = faults.strike('slow');
  if (slow) await waits.wait(Number(slow.milliseconds ?? 500));
  if (faults.strike('http500')) return answer(500, { errors: [{ message: 'Internal server error' }] });
  if (faults.strike('http503')) return answer(503, 'upstream connect error or disconnect/reset before headers');
  if (faults.strike('notJson')) return answer(200, '<html><body>Please stand by</body></html>');
  return undefined;
}

/** A refusal for asking too much, in one of the forms clients have met. */
export function throttle(
  faults: SoundtrackFaults,
  real: { cost: number; available: number },
): (Answer & { kind: 'answer' }) | undefined {
  const fault = faults.strike('throttled');
  if (!fault) return undefined;
  const cost = typeof fault.cost === 'number' ? fault.cost : real.cost;
  const available = typeof fault.available === 'number' ? fault.available : 0;
  const message = rateLimitMessage(cost, available);
  if (fault.form === 'http-429') {
    const wait = fault.retryAfterSeconds;
    const headers = {
      ...(typeof wait === 'number' && { 'retry-after': String(wait) }),
      ...costHeaders(cost, available),
    };
    return { kind: 'answer', status: 429, body: { errors: [{ message }] }, headers };
  }
  const error = fault.form === 'code' ? { message: 'Throttled', extensions: { code: 'THROTTLED' } } : { message };
  return { kind: 'answer', status: 200, body: { data: null, errors: [error] }, headers: costHeaders(cost, available) };
}

export const costHeaders = (cost: number, available: number): Record<string, string> => ({
  'x-ratelimiting-cost': String(cost),
  'x-ratelimiting-tokens-available': String(available),
});

/** What happens to an answer on its way. */
export function spoil(faults: SoundtrackFaults, { response }: Call, whole: Answer): Answer {
  if (faults.strike('lostResponse')) return { kind: 'drop' };
  if (whole.kind !== 'answer' || !faults.strike('halfPage')) return whole;
  const text = Buffer.from(JSON.stringify(whole.body));
  response.writeHead(whole.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    ...whole.headers,
  });
  response.write(text.subarray(0, Math.floor(text.length / 2)), () => response.destroy());
  return { kind: 'taken' };
}

/** How far Soundtrack's clock is ahead of the right one. */
export const skewMilliseconds = (faults: SoundtrackFaults): number =>
  Number(faults.active().clockSkew?.seconds ?? 0) * 1000;

/** An answer with the time of a clock that goes wrong. */
export function dated(faults: SoundtrackFaults, clock: () => Date, whole: Answer): Answer {
  const skew = skewMilliseconds(faults);
  if (skew === 0 || whole.kind !== 'answer' || !faults.strike('clockSkew')) return whole;
  const date = new Date(clock().getTime() + skew).toUTCString();
  return { ...whole, headers: { ...whole.headers, date } };
}
