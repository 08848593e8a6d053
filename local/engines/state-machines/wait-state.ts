import { instantOf } from './choice.ts';
import type { WaitState } from './definition.ts';
import { runtimeFailure } from './failure.ts';
import { type Document, required } from './paths.ts';
import { secondsAt } from './payload.ts';

/** When a Wait that begins now is over. */
export function waitEnd(state: WaitState, document: Document, now: number): number {
  if (state.Seconds !== undefined) return now + state.Seconds * 1000;
  if (state.SecondsPath !== undefined) return now + secondsAt(state.SecondsPath, document) * 1000;
  const timestamp = state.Timestamp ?? required(state.TimestampPath ?? '$', document);
  const instant = instantOf(timestamp);
  if (instant === undefined) throw runtimeFailure(`${JSON.stringify(timestamp)} is no timestamp to wait for`);
  return instant;
}
