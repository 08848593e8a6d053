/** Edits (insert, delete, replace, swap neighbours) between two words, or `limit + 1` as soon as it is more than that. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

/** How many slips a word of this length may hold and still be that word. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** 1 = the same word, 0 = not the same word. A wrong first letter is a rare slip, and never one of two: Walton is not Hilton. */
export function likeness(written: string, word: string): number {
  if (written === word) return 1;
  const longer = Math.max(written.length, word.length);
  const limit = Math.min(slipsAllowed(written.length), slipsAllowed(word.length));
  const distance = editDistance(written, word, limit);
  if (distance > limit || (distance > 1 && written[0] !== word[0])) return 0;
  const kept = 1 - (distance * 1.25) / longer;
  return written[0] === word[0] ? kept : kept * 0.9;
}
