/**
 * How long shared state may keep a call waiting. What it adds (a cached answer, a shared breaker) must never cost more
 * than doing without; the clients' own patience is several times this.
 */
export const patienceMilliseconds = 1_000;

/** Rejects after so long, whatever the client still tries; the signal lets it stop. */
export function within<Answer>(milliseconds: number, send: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const signal = AbortSignal.timeout(milliseconds);
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    send(signal)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}
