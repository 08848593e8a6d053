import { el, post } from './dom.js';

const VENDOR = { whatsapp: 'WhatsApp', line: 'LINE' };
const IN_WORDS = {
  http500: 'Answers 500',
  http503: 'Answers 503',
  timeout: 'Never answers',
  refused: 'Refuses the message',
  rateLimited: 'Says: too fast',
  tokenExpired: 'Access token expired',
  lostResponse: 'Takes it, answer is lost',
  acceptedThenFailed: 'Accepts it, then fails',
  windowClosed: '24-hour window closed',
  monthlyLimit: 'Monthly limit reached',
  replyTokenExpired: 'Reply token expired',
  duplicateWebhooks: 'Every webhook twice',
  outOfOrderWebhooks: 'Webhooks out of order',
  statusBeforeResponse: 'Status before the answer',
  readWithoutDelivered: 'Read without delivered',
};
const HOW_OFTEN = [
  ['off', 'Off', 0],
  ['next1', 'Next one', { next: 1 }],
  ['next3', 'Next three', { next: 3 }],
  ['half', 'Half of them', { rate: 0.5 }],
  ['always', 'Always', { rate: 1 }],
];

/** The switches of both vendors. Built once; afterwards only values change, so that focus stays. */
export function createFaults(details) {
  const summary = el('span', { class: 'pill', role: 'status' }, 'all off');
  const groups = Object.keys(VENDOR).map((channel) => createGroup(channel));
  details.append(
    el(
      'summary',
      {},
      el('h3', {}, 'Faults'),
      summary,
      el('span', { class: 'aside' }, 'what goes wrong at the vendors'),
    ),
    el('div', { class: 'pair' }, ...groups.map(({ fields }) => fields)),
  );
  details.addEventListener('toggle', () => details.open && details.scrollIntoView({ block: 'start' }));
  return ({ channel, ...faults }) => {
    groups.find((group) => group.channel === channel)?.update(faults);
    const on = groups.reduce((sum, group) => sum + group.on(), 0);
    summary.textContent = on === 0 ? 'all off' : `${on} on`;
    summary.className = `pill ${on === 0 ? '' : 'warn'}`;
  };
}

function createGroup(channel) {
  const rows = new Map();
  const list = el('div', { class: 'switches' });
  const redelivery = el('input', { type: 'checkbox' });
  const trouble = el('p', { class: 'trouble', role: 'alert', hidden: true });
  const set = async (change) => {
    try {
      await post(`/api/${channel}/faults`, change);
      trouble.hidden = true;
    } catch (problem) {
      trouble.textContent = problem.message;
      trouble.hidden = false;
    }
  };
  redelivery.addEventListener('change', () => set({ redelivery: redelivery.checked }));
  const allOff = el('button', {
    type: 'button',
    class: 'quiet',
    disabled: true,
    onclick: () => set(Object.fromEntries([...rows.keys()].map((name) => [name, 0]))),
  });
  allOff.textContent = 'All off';
  const fields = el(
    'fieldset',
    {},
    el('legend', {}, VENDOR[channel], ' ', allOff),
    trouble,
    list,
    el('label', { class: 'redelivery' }, redelivery, ' sends unanswered webhooks again'),
  );
  const rowOf = (name) => {
    const known = rows.get(name);
    if (known) return known;
    const select = el('select', {}, ...HOW_OFTEN.map(([value, words]) => el('option', { value }, words)));
    select.addEventListener('change', () => set({ [name]: HOW_OFTEN.find(([value]) => value === select.value)[2] }));
    const struck = el('small', {});
    const row = el('label', {}, el('span', {}, IN_WORDS[name] ?? name, ' ', struck), select);
    list.append(row);
    rows.set(name, { row, select, struck });
    return rows.get(name);
  };
  let on = 0;
  return {
    channel,
    fields,
    on: () => on,
    update({ known = [], active = {}, switches = {} }) {
      for (const name of known) {
        const { row, select, struck } = rowOf(name);
        const fault = active[name];
        select.value = settingOf(fault);
        row.className = select.value === 'off' ? '' : 'on';
        struck.textContent = fault?.struck ? `struck ${fault.struck}×` : '';
      }
      on = known.filter((name) => settingOf(active[name]) !== 'off').length;
      allOff.disabled = on === 0;
      redelivery.checked = switches.redelivery === true;
    },
  };
}

function settingOf(fault) {
  if (!fault || fault.next === 0) return 'off';
  if (fault.next !== undefined) return fault.next === 1 ? 'next1' : 'next3';
  return (fault.rate ?? 1) < 1 ? 'half' : 'always';
}
