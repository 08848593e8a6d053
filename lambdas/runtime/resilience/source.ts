/** The outside systems we ask, as the metrics know them: a closed list, because each name is a series that costs. */
export const SOURCE_NAMES = ['sheets', 'gmail', 'soundtrack'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** How much patience an outside system gets. */
export type Source = {
  name: SourceName;
  /** Of one try. */
  timeoutSeconds: number;
  tries: number;
  /** Before the second try; each further wait is twice the last, up to `longestWaitSeconds`. */
  firstWaitSeconds: number;
  /** A Retry-After beyond this ends the call: sooner would be disobedient, later helps nobody who waits. */
  longestWaitSeconds: number;
  /** Whether a wait is shortened by up to half by chance, so that instances do not come back as one. */
  jitter: boolean;
  /** So many failed calls in a row, each within `openSeconds` of the last, close the way for `openSeconds`. */
  breaker: { failures: number; openSeconds: number };
};

/** A source with the house's patience: 3 tries after 1 and 2 seconds; 3 failed calls close the way for 5 minutes. */
export function source(
  name: SourceName,
  timeoutSeconds: number,
  differences: Partial<Omit<Source, 'name' | 'timeoutSeconds'>> = {},
): Source {
  return {
    name,
    timeoutSeconds,
    tries: 3,
    firstWaitSeconds: 1,
    longestWaitSeconds: 30,
    jitter: true,
    breaker: { failures: 3, openSeconds: 300 },
    ...differences,
  };
}
