/**
 * Why a message did not go out, as a closed word: each calls for a different next step (see outbox/plan-delivery.ts)
 * and is counted under its own name.
 */
export type FailureClass =
  /** Too fast for the vendor; later is fine. */
  | 'throttled'
  /** Too many messages to this one person; wait longer each time. */
  | 'pair-throttled'
  /** The vendor is unwell or was not reached, and surely did not take the message. */
  | 'unavailable'
  /** WhatsApp: more than 24 hours since the person last wrote. */
  | 'window-closed'
  /** This person cannot be reached this way: blocked, no account, opted out. */
  | 'recipient'
  /** The vendor chose not to deliver, to protect its users. */
  | 'ecosystem'
  /** Our mistake: content or parameters. */
  | 'bad-request'
  /** Token, payment or permission: nothing goes out until a person acts. */
  | 'account'
  /** LINE: the month's paid messages are used up. */
  | 'quota';

export type SendOutcome =
  | { kind: 'accepted'; messageIds: string[] }
  /** Nobody knows whether the vendor took it: no answer came back. */
  | { kind: 'unknown' }
  /** LINE only: the reply token was used before or is too old. */
  | { kind: 'token-refused' }
  | { kind: 'refused'; failure: FailureClass; code: string };
