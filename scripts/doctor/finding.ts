/**
 * What a check found. `right` needs nothing, `look` works today but deserves a look, `wrong` hurts people now,
 * `by-hand` cannot be seen from here and has to be looked up by a person.
 */
export type Finding = {
  level: 'right' | 'look' | 'wrong' | 'by-hand';
  what: string;
  /** What it means for people who write to us or for us. */
  means?: string;
  todo?: string;
};

type More = { means?: string; todo?: string };

export const right = (what: string): Finding => ({ level: 'right', what });
export const look = (what: string, more: More = {}): Finding => ({ level: 'look', what, ...more });
export const wrong = (what: string, more: More): Finding => ({ level: 'wrong', what, ...more });
export const byHand = (what: string, more: More): Finding => ({ level: 'by-hand', what, ...more });

/** Vendors quote tokens in their complaints; nothing that could be one is repeated. */
export const masked = (text: string): string =>
  text.replace(/[A-Za-z0-9+/=_.|-]{16,}/g, (word) => (/[0-9A-Z]/.test(word.slice(1)) ? '…' : word)).slice(0, 200);
