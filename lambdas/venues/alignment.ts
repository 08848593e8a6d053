import type { Hit, Message } from './message.ts';
import type { NameForm } from './name-index.ts';

/** A word of the name (its position there) read in a word of the message, and what that is worth. */
export type Pair = { at: number; hit: Hit; worth: number };

const WIDEST_GAP = 2;
const MOST_ANCHORS = 4;

export const worthOf = (pairs: readonly Pair[]): number => pairs.reduce((sum, pair) => sum + pair.worth, 0);

/** Every way a word of the name may stand in the message. */
export const pairsOf = (form: NameForm, message: Message): Pair[] =>
  form.terms.flatMap((term, at) =>
    (message.byTerm.get(term) ?? []).map((hit) => ({ at, hit, worth: (form.weights[at] ?? 0) * hit.likeness ** 2 })),
  );

/** The place in the message where most of the name stands together; `pairs` must not be empty. */
export const alignmentOf = (pairs: readonly Pair[], message: Message): Pair[] =>
  clustersOf(pairs, message)
    .flatMap((cluster) => anchorsOf(cluster).map((anchor) => assign(cluster, anchor)))
    .reduce((best, other) => (isBetter(other, best) ? other : best));

/** The name's words stand in the name's order, and nothing telling stands between them. */
export function isUnbroken(chosen: readonly Pair[], message: Message): boolean {
  const sorted = [...chosen].sort((a, b) => a.at - b.at);
  return sorted.every((pair, i) => {
    const before = sorted[i - 1];
    if (!before || pair.hit.from === before.hit.from) return true;
    const between = message.words.slice(before.hit.to, pair.hit.from);
    return pair.hit.from >= before.hit.to && between.every((word) => word.stop);
  });
}

/** Pairs that stand close together; a name is not collected from the corners of a message. */
function clustersOf(pairs: readonly Pair[], message: Message): Pair[][] {
  const sorted = [...pairs].sort((a, b) => a.hit.from - b.hit.from || a.hit.to - b.hit.to);
  const clusters: Pair[][] = [];
  let reach = -1;
  for (const pair of sorted) {
    const between = message.words.slice(Math.max(0, reach), pair.hit.from).filter((word) => !word.stop).length;
    if (reach >= 0 && between < WIDEST_GAP) clusters.at(-1)?.push(pair);
    else clusters.push([pair]);
    reach = Math.max(reach, pair.hit.to);
  }
  return clusters;
}

/** Where the weightiest word of the name may stand: "… Pattaya and … Phuket" may say the chain twice. */
function anchorsOf(cluster: readonly Pair[]): number[] {
  const heaviest = cluster.reduce((best, pair) => (pair.worth > best.worth ? pair : best));
  const same = cluster.filter((pair) => pair.at === heaviest.at && pair.worth === heaviest.worth);
  return [...new Set(same.map((pair) => pair.hit.from))].slice(0, MOST_ANCHORS);
}

/** One written word explains one word of the name, the weightiest first; of two equal words the one nearer the anchor. */
function assign(cluster: readonly Pair[], anchor: number): Pair[] {
  const taken = new Map<number, number>();
  const said = new Set<number>();
  const chosen: Pair[] = [];
  const free = (hit: Hit) => {
    for (let at = hit.from; at < hit.to; at++) {
      const group = taken.get(at);
      if (group !== undefined && (group === 0 || group !== hit.group)) return false;
    }
    return true;
  };
  const distance = (pair: Pair) => Math.abs(pair.hit.from - anchor);
  for (const pair of [...cluster].sort((a, b) => b.worth - a.worth || a.at - b.at || distance(a) - distance(b))) {
    if (said.has(pair.at) || !free(pair.hit)) continue;
    said.add(pair.at);
    for (let at = pair.hit.from; at < pair.hit.to; at++) taken.set(at, pair.hit.group);
    chosen.push(pair);
  }
  return chosen;
}

const widthOf = (pairs: readonly Pair[]): number =>
  Math.max(...pairs.map((pair) => pair.hit.to)) - Math.min(...pairs.map((pair) => pair.hit.from));

/** More of the name said, or the same said in fewer words. */
function isBetter(one: readonly Pair[], other: readonly Pair[]): boolean {
  const more = worthOf(one) - worthOf(other);
  return more > 1e-9 || (more > -1e-9 && widthOf(one) < widthOf(other));
}
