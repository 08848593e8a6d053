/** One entry of a GraphQL answer's `errors`. `path` is empty when the whole request is meant. */
export type SoundtrackError = {
  message: string;
  path: (string | number)[];
  code?: string;
  /** Fields of the input that were refused, each with the problem. */
  invalid?: Record<string, string>;
};

/** In tokens, as the answer's headers say. */
export type Cost = { tokens: number; available: number };

/** How a request to Soundtrack ended. */
export type SoundtrackOutcome<Data> =
  /** There is data; `errors` say which paths of it are null because they failed. */
  | { kind: 'answer'; data: Data; errors: SoundtrackError[]; cost?: Cost }
  /** Asking the same again does not help. */
  | { kind: 'refused'; reason: RefusalReason; errors: SoundtrackError[]; cost?: Cost }
  /** Asking the same again later may help. `mayHaveRun`: nobody knows whether Soundtrack did what it was asked. */
  | { kind: 'later'; reason: LaterReason; mayHaveRun: boolean; retryAfterSeconds?: number; cost?: Cost };

export type RefusalReason =
  /** No token, or one that Soundtrack does not take (any more). */
  | 'unauthenticated'
  /** A token without this right. */
  | 'forbidden'
  /** A query, a variable or a value that Soundtrack does not know. */
  | 'bad-request'
  /** One request costs more than the bucket ever holds: ask for less. */
  | 'too-costly'
  /** An answer that does not have the published shape. */
  | 'not-understood';

export type LaterReason = 'rate-limited' | 'unavailable' | 'timeout' | 'network';
