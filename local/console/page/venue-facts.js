import { dayAndClock, el, show } from './dom.js';

const shown = (value) => (value === null || value === '' ? '–' : String(value));

/** Each field: the value in force and why, and the word of everybody who spoke of it. */
export function showFacts(holder, fields, { onForce }) {
  const rows = fields.map(({ field, label, value, why, disputed, forced, words }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, label),
      el(
        'td',
        { class: 'in-force' },
        el('span', { dir: 'auto', class: value === null ? 'aside' : '' }, shown(value)),
        forced && el('span', { class: 'badge held' }, 'forced'),
        disputed && el('span', { class: 'badge failed' }, 'disputed'),
        el('small', {}, why),
      ),
      el('td', { class: 'words' }, words.length > 0 && el('ul', {}, ...words.map(wordOf))),
      el(
        'td',
        {},
        el(
          'button',
          {
            type: 'button',
            class: 'quiet',
            data: { field },
            'aria-label': `${forced ? 'Change or lift' : 'Force'} ${label}`,
          },
          forced ? 'Change' : 'Force',
        ),
      ),
    ),
  );
  show(
    holder,
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['Field', 'In force, and why', 'Who said what', ''].map((head) => el('th', { scope: 'col' }, head)),
        ),
      ),
      el('tbody', {}, ...rows),
    ),
  );
  for (const button of holder.querySelectorAll('button[data-field]')) {
    button.onclick = () => onForce(button.dataset.field);
  }
}

function wordOf({ sourceInWords, value, saidAt, saidBy, previous, reason, expiresAt, expired, inForce }) {
  const more = [
    reason && `because: ${reason}`,
    expiresAt && `${expired ? 'ended' : 'until'} ${dayAndClock(expiresAt)}`,
    previous !== undefined && `before that: ${shown(previous)}`,
  ].filter(Boolean);
  return el(
    'li',
    { class: inForce ? 'counts' : expired ? 'over' : '' },
    el('strong', {}, sourceInWords === 'a person' ? saidBy : sourceInWords),
    inForce ? '' : ': ',
    inForce ? '' : el('span', { dir: 'auto' }, shown(value)),
    `, ${dayAndClock(saidAt)}`,
    more.length > 0 && el('small', { dir: 'auto' }, more.join(' · ')),
  );
}

const DID = { 'override-expired': 'ended an override' };
const MOST_CHANGES = 4;

export function showAudit(list, entries) {
  const lines = entries.map(({ at, actor, action, reason, runId, changes }) =>
    el(
      'li',
      {},
      el('span', { class: 'aside' }, dayAndClock(at), ' '),
      el('strong', {}, actor),
      ` ${DID[action] ?? action}`,
      changes.length > MOST_CHANGES
        ? el('details', {}, el('summary', {}, `${changes.length} fields`), listOf(changes))
        : listOf(changes),
      reason ? el('small', { dir: 'auto' }, `because: ${reason}`) : '',
      runId ? el('small', {}, `run ${runId}`) : '',
    ),
  );
  show(list, ...(lines.length > 0 ? lines : [el('li', { class: 'empty' }, 'Nothing changed yet.')]));
}

const listOf = (changes) =>
  el(
    'ul',
    {},
    ...changes.map(({ label, before, after }) =>
      el('li', { dir: 'auto' }, `${label}: ${before === null ? '' : `${shown(before)} → `}${shown(after)}`),
    ),
  );
