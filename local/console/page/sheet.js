import { createDamage } from './damage.js';
import { el, get, post } from './dom.js';
import { createGrid } from './sheet-grid.js';

const SEARCH_AFTER_MILLISECONDS = 250;
const HINT = 'Click a cell or press Enter to edit it. Enter saves to the sheet, Esc reverts, arrows move.';

/** The venue sheet: found, edited, and damaged on purpose. */
export function createSheet(byId) {
  const tools = byId('sheet-tools');
  const { tab, search, earlier, later } = tools.elements;
  const count = byId('sheet-count');
  const hint = byId('sheet-hint');
  let before = [];
  let after = 0;
  let page;
  let asked = 0;
  let typing;

  const tell = (sentence, isTrouble = false) => {
    hint.textContent = sentence;
    hint.className = isTrouble ? 'hint trouble' : 'hint';
  };
  const attempt = async (work) => {
    try {
      await work();
    } catch (problem) {
      tell(problem.message, true);
    }
  };

  const load = () =>
    attempt(async () => {
      const mine = ++asked;
      const query = { search: search.value, after, ...(tab.value && { tab: tab.value }) };
      const answer = await get('/api/sheet', query);
      if (mine !== asked) return;
      page = answer;
      showAround();
      grid.show(page);
      damage.show(page.damage);
      if (hint.classList.contains('trouble') || hint.textContent === '') tell(HINT);
    });
  const showAround = () => {
    const { tabs, rows, matching, total, title, next } = page;
    byId('sheet-name').textContent = title;
    if (tabs.join('\n') !== [...tab.options].map(({ value }) => value).join('\n')) {
      tab.replaceChildren(...tabs.map((name) => el('option', { value: name }, name)));
    }
    tab.value = page.tab;
    earlier.disabled = before.length === 0;
    later.disabled = next === undefined;
    const found = search.value.trim()
      ? `${matching.toLocaleString('en')} of ${total.toLocaleString('en')} rows`
      : `${total.toLocaleString('en')} rows`;
    count.textContent = rows.length === 0 ? found : `${found}, shown ${rows[0].row}–${rows.at(-1).row}`;
  };
  const fromTheStart = () => {
    before = [];
    after = 0;
    return load();
  };

  const grid = createGrid(byId('grid'), {
    onTrouble: (sentence) => tell(sentence, true),
    // The sheet is not what was shown, or Google is away: look again.
    onRefused: () => load(),
    async onSave({ row, column, value, was }) {
      await post('/api/sheet/cells', { tab: page.tab, cells: [{ row, column, value, was }] });
      tell(`Row ${row} is saved in the sheet; the next sync takes it over.`);
      // Another column title changes what is shown of the whole column.
      if (row === page.headerRow) await load();
    },
    async onDelete({ row, cells }) {
      await post('/api/sheet/rows', { tab: page.tab, delete: [row], were: [cells] });
      tell(`Row ${row} is deleted from the sheet.`);
      await load();
    },
  });
  const damage = createDamage(byId('damage'), {
    onDone: async (sentence) => {
      await fromTheStart();
      tell(sentence);
    },
    onTrouble: (sentence) => tell(sentence, true),
  });

  byId('add-row').addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    void attempt(async () => {
      const { id, name, location } = form.elements;
      const values = {
        venue_id: /^\d+$/.test(id.value) ? Number(id.value) : id.value,
        venue_name: name.value,
        location: location.value,
      };
      const cells = page.columns.map(({ field }) => values[field] ?? '');
      if (!cells.includes(values.venue_name))
        throw new Error('This tab has no column for the venue name: choose the tab with the venues.');
      await post('/api/sheet/rows', { tab: page.tab, append: [cells] });
      search.value = name.value;
      form.reset();
      await fromTheStart();
      tell('The row is added at the end of the sheet; the next sync takes it over.');
    });
  });
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(fromTheStart, SEARCH_AFTER_MILLISECONDS);
  });
  tools.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(typing);
    void fromTheStart();
  });
  tab.addEventListener('change', fromTheStart);
  later.addEventListener('click', () => {
    before.push(after);
    after = page.next;
    void load();
  });
  earlier.addEventListener('click', () => {
    after = before.pop() ?? 0;
    void load();
  });
  void load();
}
