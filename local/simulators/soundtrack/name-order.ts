export type Named = { name: string; id: string };

/** What a list is ordered by, and what a cursor remembers of its place. */
export const orderKey = ({ name, id }: Named): string => `${name.toLowerCase()}\u0000${id}`;

/** Where the first thing stands whose key is greater. */
export function placeAfter(list: readonly Named[], key: string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const thing = list[middle];
    if (thing && orderKey(thing) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const insert = <Thing extends Named>(list: Thing[], thing: Thing): void =>
  void list.splice(placeAfter(list, orderKey(thing)), 0, thing);
export const takeOut = (list: Named[], thing: Named): void => void list.splice(list.indexOf(thing), 1);
