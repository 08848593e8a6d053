import { clock, el, exactClock, show } from './dom.js';

const table = (caption, heads, rows) =>
  el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, ...rows),
    ),
  );
const cell = (content, properties = {}) => el('td', properties, content);
const empty = (sentence) => el('p', { class: 'empty' }, sentence);
const title = (words, aside) => el('h3', {}, words, aside && el('span', { class: 'aside' }, aside));

export function showOutbox(card, chat) {
  const lines = chat?.outbox ?? [];
  const rows = lines.map(({ row, parcel, text, state, attempts, why, due }) =>
    el(
      'tr',
      {},
      cell(parcel === 0 ? String(row) : `${row}.${parcel + 1}`, { class: 'number' }),
      cell(text.replaceAll('\n', ' '), { class: 'text', title: text, dir: 'auto' }),
      cell(el('span', { class: `badge ${state}` }, state)),
      cell(String(attempts), { class: 'number' }),
      cell(why && due ? `${why}, next ${exactClock(due)}` : why, { class: 'why', title: why }),
    ),
  );
  show(
    card,
    title('Outbox', 'newest answer first'),
    rows.length > 0
      ? table('Outbox', ['Row', 'Message', 'State', 'Tries', 'Why'], rows)
      : empty('Nothing sent to this person yet.'),
  );
}

export function showReports(card, chat) {
  const reports = chat?.reports ?? [];
  const rows = reports.map(({ venue, contact, issue, at }) =>
    el(
      'tr',
      {},
      cell(venue.name, { class: 'text', title: venue.name }),
      cell(contact, { class: 'text', dir: 'auto', title: contact }),
      cell(issue, { class: 'text', dir: 'auto', title: issue }),
      cell(clock(at), { class: 'number' }),
    ),
  );
  show(
    card,
    title('Reports noted'),
    rows.length > 0
      ? table('Reports noted', ['Venue', 'Contact', 'Issue', 'At'], rows)
      : empty('No problem noted for this venue yet.'),
  );
}

const VENDOR = { whatsapp: 'WhatsApp', line: 'LINE' };

/** `records` of both vendors, newest first. */
export function showWebhooks(card, records) {
  const rows = records.map(({ channel, at, kind, attempt, status, ms, error, willRetryAt }) => {
    const ok = status >= 200 && status <= 299;
    const retry = willRetryAt ? `, again ${exactClock(willRetryAt)}` : '';
    return el(
      'tr',
      {},
      cell(exactClock(at), { class: 'number' }),
      cell(`${VENDOR[channel]} ${kind}${attempt > 1 ? `, try ${attempt}` : ''}`, { class: 'number' }),
      cell(
        el(
          'span',
          { class: retry ? '' : 'number' },
          el(
            'span',
            { class: `badge ${ok ? 'delivered' : 'failed'}` },
            status === 0 ? (error ?? 'none') : String(status),
          ),
          ` ${Math.round(ms)} ms${retry}`,
        ),
      ),
    );
  });
  show(
    card,
    title('Webhooks'),
    rows.length > 0
      ? table('Webhooks', ['At', 'What', 'Answer'], rows)
      : empty('No webhook yet: write something on a phone.'),
  );
}
