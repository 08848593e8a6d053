import { cellFrom, createEditor } from './cell-editor.js';
import { el } from './dom.js';

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * A table whose cells are edited where they stand. One cell takes part in the tab order, arrows move it; column 0 is the
 * button that deletes the row.
 */
export function createGrid(holder, { onSave, onDelete, onTrouble, onRefused }) {
  let page = { rows: [], columns: [] };
  let active = { at: 0, column: 1 };
  let editor;

  const show = (next) => {
    const hadFocus = holder.contains(document.activeElement);
    editor?.leave();
    page = next;
    active = {
      at: Math.min(active.at, Math.max(0, page.rows.length - 1)),
      column: Math.min(active.column, page.columns.length),
    };
    const top = holder.scrollTop;
    const body = page.rows.map(rowOf);
    const none = el('p', { class: 'empty' }, 'No row contains that.');
    holder.replaceChildren(page.rows.length > 0 ? table(page, body) : none);
    holder.scrollTop = top;
    activate(active, hadFocus);
  };

  const rowOf = ({ row, shown }, at) =>
    el(
      'tr',
      { class: kindOf(row, shown), 'aria-rowindex': String(row) },
      el('th', { scope: 'row' }, String(row), deleteButton(row)),
      ...shown.map((text, nth) =>
        el(
          'td',
          {
            role: 'gridcell',
            tabindex: '-1',
            dir: 'auto',
            title: text,
            data: { at: String(at), column: String(nth + 1) },
          },
          text,
        ),
      ),
    );
  /** A heading or note of one cell may run over its neighbours, which are empty. */
  const kindOf = (row, [first, ...others]) =>
    row === page.headerRow ? 'titles' : first && others.every((text) => text === '') ? 'alone' : '';
  const deleteButton = (row) =>
    el('button', { type: 'button', class: 'delete', tabindex: '-1', 'aria-label': `Delete row ${row}` }, '✕');

  const place = ({ at, column }) => {
    const row = holder.querySelectorAll('tbody tr')[at];
    return column === 0 ? row?.querySelector('.delete') : row?.querySelectorAll('td')[column - 1];
  };
  const activate = (next, focus = true) => {
    const before = place(active);
    if (before) before.tabIndex = -1;
    active = next;
    const now = place(active);
    if (!now) return;
    now.tabIndex = 0;
    if (focus) now.focus();
  };
  const move = ([down, right]) => {
    const at = Math.min(Math.max(0, active.at + down), page.rows.length - 1);
    const column = Math.min(Math.max(0, active.column + right), page.columns.length);
    activate({ at, column });
  };

  const edit = (typed) => {
    if (editor || active.column === 0) return;
    const { at, column } = active;
    const row = page.rows[at];
    const td = place(active);
    editor = createEditor(td, {
      text: row.shown[column - 1],
      typed,
      async onKeep(text) {
        const was = row.cells[column - 1];
        const value = cellFrom(text);
        await onSave({ row: row.row, column, value, was });
        row.cells[column - 1] = value;
        row.shown[column - 1] = text;
      },
      onTrouble,
      onRefused,
      onClosed(step) {
        editor = undefined;
        if (step) move(step);
        else if (step !== null) activate(active);
      },
    });
  };

  const remove = async () => {
    const { row, cells } = page.rows[active.at];
    const button = place(active);
    if (!button.classList.contains('sure')) {
      button.classList.add('sure');
      button.textContent = 'Delete?';
      button.addEventListener('blur', () => reset(button), { once: true });
      return;
    }
    try {
      await onDelete({ row, cells });
    } catch (problem) {
      onTrouble(problem.message);
    }
  };
  const reset = (button) => {
    button.classList.remove('sure');
    button.textContent = '✕';
  };

  const whereIs = (target) => {
    const td = target.closest('td');
    if (td) return { at: Number(td.dataset.at), column: Number(td.dataset.column) };
    const row = target.closest('.delete')?.closest('tr');
    return row ? { at: [...row.parentNode.children].indexOf(row), column: 0 } : undefined;
  };
  holder.addEventListener('click', ({ target }) => {
    const where = whereIs(target);
    if (!where || target.tagName === 'INPUT') return;
    activate(where);
    if (where.column === 0) void remove();
    else edit();
  });
  holder.addEventListener('keydown', (event) => {
    if (editor || !whereIs(event.target)) return;
    const { key, ctrlKey, metaKey, altKey } = event;
    if (MOVES[key]) move(MOVES[key]);
    else if (active.column === 0) return;
    else if (key === 'Enter' || key === 'F2') edit();
    else if (key === 'Delete' || key === 'Backspace') edit('');
    else if (key.length === 1 && !ctrlKey && !metaKey && !altKey) edit(key);
    else return;
    event.preventDefault();
  });

  return { show };
}

const table = ({ columns, total }, rows) =>
  el(
    'table',
    { role: 'grid', 'aria-label': 'Rows of the sheet', 'aria-rowcount': String(total) },
    el(
      'colgroup',
      {},
      el('col', { class: 'numbers' }),
      ...columns.map(({ field }) => el('col', { class: field ?? '' })),
    ),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { class: 'corner' }),
        ...columns.map(({ letter, field }) =>
          el('th', { scope: 'col' }, letter, el('small', {}, field ? ` ${field}` : '')),
        ),
      ),
    ),
    el('tbody', {}, ...rows),
  );
