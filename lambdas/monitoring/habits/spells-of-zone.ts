import type { KnownSpell } from '../../venues/index.ts';

/** What a zone came to at a moment, milliseconds since 1970: `nobody-knows` also for what is no matter of playing or not. */
export type Mark = { at: number; is: KnownSpell['was'] | 'nobody-knows' };
export type Unknown = { from: number; to: number };

/**
 * The times in which a zone was known to play or not to, out of its marks in order and the times nobody knows about,
 * also in order. What it last came to lasts until `until`.
 */
export function spellsOfZone(marks: readonly Mark[], unknown: readonly Unknown[], until: number): KnownSpell[] {
  const spells: KnownSpell[] = [];
  let first = 0;
  for (const [index, { at, is }] of marks.entries()) {
    const end = Math.min(marks[index + 1]?.at ?? until, until);
    if (is === 'nobody-knows') continue;
    let from = at;
    for (let next = first; next < unknown.length; next += 1) {
      const gap = unknown[next] as Unknown;
      if (gap.from >= end) break;
      append(spells, { from, to: Math.min(gap.from, end), was: is });
      from = Math.max(from, gap.to);
      if (gap.to <= end) first = next + 1;
    }
    append(spells, { from, to: end, was: is });
  }
  return spells;
}

function append(spells: KnownSpell[], spell: KnownSpell): void {
  if (spell.from >= spell.to) return;
  const last = spells.at(-1);
  if (last?.to === spell.from && last.was === spell.was) last.to = spell.to;
  else spells.push(spell);
}
