import { fold } from '../fold.ts';

/** A thing with every name it goes by, folded once. */
export type Named = { id: number; folded: readonly string[] };
export const namedThing = ({
  id,
  name,
  aliases = [],
}: {
  id: number;
  name: string;
  aliases?: readonly string[];
}): Named => ({
  id,
  folded: [name, ...aliases].map(fold).filter((folded) => folded !== ''),
});

export type Meant = { kind: 'equal' | 'contained'; id: number } | { kind: 'several'; ids: number[] } | { kind: 'none' };

/**
 * The one thing that a name means: the only one of that name, else the only one whose name contains it or is contained
 * in it, by whole words. Never the likelier of two.
 */
export function meantBy(name: string, things: readonly Named[]): Meant {
  const wanted = fold(name);
  if (wanted === '') return { kind: 'none' };
  const equal = things.filter(({ folded }) => folded.includes(wanted));
  if (equal.length > 0) return only(equal, 'equal');
  const near = things.filter(({ folded }) =>
    folded.some((other) => isWithin(wanted, other) || isWithin(other, wanted)),
  );
  return only(near, 'contained');
}

const isWithin = (part: string, whole: string): boolean => ` ${whole} `.includes(` ${part} `);

function only(things: readonly Named[], kind: 'equal' | 'contained'): Meant {
  const [first, ...more] = things;
  if (!first) return { kind: 'none' };
  return more.length === 0 ? { kind, id: first.id } : { kind: 'several', ids: things.map(({ id }) => id) };
}
