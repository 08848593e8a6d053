/** Where in the text the venue was named: [start, end) in UTF-16 units, so the rest of the sentence can be read on its own. */
export type Mention = { start: number; end: number };

/**
 * Which venue a message means. A confident wrong match is the worst error of the product, so anything doubtful is
 * `ambiguous` (candidates best first, at most 10; a single one asks "is it this?") or `none`. `reason` is a
 * short closed word for logs and counts.
 */
export type Resolution =
  | { type: 'match'; venueId: string; score: number; reason: string; mention?: Mention }
  | { type: 'ambiguous'; candidates: string[]; score: number; reason: string; mention?: Mention }
  | { type: 'none'; reason: string };

export type Resolver = (text: string) => Resolution;
