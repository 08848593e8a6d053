import type { Fragment } from '../chat.ts';
import { tapIds } from '../wording/render.ts';

/** A tap on one of our buttons, and which venue that button was about. */
export type Tap = { kind: 'yes' | 'no' | 'pick'; venueId: string } | { kind: 'none' };

const KINDS = ['yes', 'no', 'pick'] as const;

/** Undefined for taps on buttons that are not ours (a template's quick reply): their title is read as text. */
export function tapOf(fragment: Fragment): Tap | undefined {
  const id = fragment.kind === 'tap' ? fragment.tapId : undefined;
  if (id === undefined) return undefined;
  if (id === tapIds.none) return { kind: 'none' };
  for (const kind of KINDS) {
    const prefix = tapIds[kind]('');
    if (id.startsWith(prefix) && id.length > prefix.length) return { kind, venueId: id.slice(prefix.length) };
  }
  return undefined;
}
