import { el, post } from './dom.js';

const DAMAGES = [
  { kind: 'rename-header', words: 'Rename the name column', done: 'the name column is called something else' },
  { kind: 'empty', words: 'Empty the sheet', done: 'the sheet is empty' },
  { kind: 'drop-most', words: 'Drop nine of ten venues', done: 'nine of ten venues are gone' },
  { kind: 'revoke-permission', words: 'Take our permission away', done: 'we may not read it' },
  {
    kind: 'rate-limit',
    words: 'Google says: too many requests',
    done: 'Google refuses us as too fast; a run tries for about two minutes',
  },
];

/** A menu of what can go wrong with a sheet, and the way back. */
export function createDamage(holder, { onDone, onTrouble }) {
  const words = el('span', { class: 'pill', role: 'status' }, 'undamaged');
  const summary = el('summary', { class: 'quiet' }, 'Damage the sheet');
  const choices = DAMAGES.map(({ kind, words: say }) =>
    el('button', { type: 'button', onclick: () => set(kind) }, say),
  );
  const menu = el(
    'details',
    { class: 'menu' },
    summary,
    el('div', { role: 'group', 'aria-label': 'Damage the sheet' }, ...choices),
  );
  const back = el(
    'button',
    {
      type: 'button',
      class: 'quiet',
      disabled: true,
      title: 'The sheet as it was before the damage; what was edited since is lost',
      onclick: () => set('put-back'),
    },
    'Put it back',
  );
  holder.append(words, menu, back);

  const close = () => {
    menu.open = false;
    summary.focus();
  };
  menu.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  document.addEventListener('click', ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
  const set = async (kind) => {
    if (menu.open) close();
    try {
      const { damage } = await post('/api/sheet/damage', { kind });
      show(damage);
      const what =
        kind === 'put-back' ? 'The sheet is as it was before.' : 'Done. Sync now, and see what becomes of it.';
      await onDone(what);
    } catch (problem) {
      onTrouble(problem.message);
    }
  };
  const show = (damage) => {
    const done = DAMAGES.filter(({ kind }) => damage.includes(kind)).map((each) => each.done);
    words.textContent = done.length === 0 ? 'undamaged' : done.join('; ');
    words.title = words.textContent;
    words.className = `pill ${done.length === 0 ? '' : 'warn'}`;
    back.disabled = done.length === 0;
  };
  return { show };
}
