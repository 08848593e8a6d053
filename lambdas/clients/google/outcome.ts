/** Google will not do this however often it is asked; `message` is Google's own sentence, for the person who mends it. */
export type Refused = { kind: 'refused'; reason: RefusedReason; message: string };
export type RefusedReason = 'not-shared' | 'not-found' | 'unauthorized' | 'bad-request';

/** Worth asking again. `network`: no whole answer came. `changed-meanwhile`: the tabs are not those just listed. */
export type Later = { kind: 'later'; reason: LaterReason; retryAfterSeconds?: number };
export type LaterReason = 'rate-limited' | 'unavailable' | 'timeout' | 'network' | 'changed-meanwhile';

export const refused = (reason: RefusedReason, message: string): Refused => ({
  kind: 'refused',
  reason,
  message: message.slice(0, 500),
});

export const later = (reason: LaterReason, retryAfterSeconds?: number): Later =>
  retryAfterSeconds === undefined ? { kind: 'later', reason } : { kind: 'later', reason, retryAfterSeconds };
