/** Two thousand tiles are one stop of the Tab key: arrows move among them. */
export function createTileKeys(holder) {
  let current;
  const visible = () => [...holder.querySelectorAll('.tile:not([hidden])')];
  const make = (tile) => {
    if (current && current !== tile) current.tabIndex = -1;
    current = tile;
    if (tile) tile.tabIndex = 0;
  };
  const move = (tile) => {
    if (!tile) return;
    make(tile);
    tile.focus();
  };
  /** The nearest tile that way. */
  const beyond = (tile, direction) => {
    const from = tile.getBoundingClientRect();
    let nearest;
    for (const other of visible()) {
      const at = other.getBoundingClientRect();
      const down = (at.top - from.top) * direction;
      const aside = Math.abs(at.left - from.left);
      if (down < 2 || aside > from.width * 4) continue;
      const distance = down + aside * 2;
      if (!nearest || distance < nearest.distance) nearest = { other, distance };
    }
    return nearest?.other;
  };
  holder.addEventListener('focusin', ({ target }) => target.matches('.tile') && make(target));
  holder.addEventListener('keydown', (event) => {
    if (!event.target.matches('.tile')) return;
    const all = visible();
    const at = all.indexOf(event.target);
    const to = {
      ArrowRight: () => all[at + 1],
      ArrowLeft: () => all[at - 1],
      ArrowDown: () => beyond(event.target, 1),
      ArrowUp: () => beyond(event.target, -1),
      Home: () => all[0],
      End: () => all.at(-1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    move(to());
  });
  return {
    /** After the tiles changed: the way in is always a tile that can be seen. */
    settle() {
      if (!current?.isConnected || current.hidden) make(visible()[0]);
    },
  };
}
