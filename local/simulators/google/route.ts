import type { Answer, Call } from '../loopback-server.ts';
import type { Parts } from './parts.ts';
import type { Token } from './tokens.ts';

/** One kind of request of Google's APIs. */
export type Route = {
  kind: string;
  /** Of the path; its groups are the names handed to `answer`, decoded. */
  pattern: RegExp;
  /** Any of these lets a token in. */
  scopes: readonly string[];
  /** Takes the request from its user's quota; the refusal when that is used up. */
  spend(parts: Parts, token: Token): Answer | undefined;
  answer(parts: Parts, call: Call, names: string[], token: Token): Answer;
};
