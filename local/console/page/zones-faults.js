import { el, post } from './dom.js';

const FAULTS = {
  http503: ['Unplugged: answers 503', {}],
  http500: ['Answers 500', {}],
  timeout: ['Never answers', { seconds: 10 }],
  slow: ['Slow: 3 s an answer', { milliseconds: 3_000 }],
  throttled: ['Rate limit reached', {}],
  halfPage: ['Breaks off in mid-answer', {}],
  shortPage: ['Lists end too early', {}],
  nullNodes: ['Holes in lists', {}],
  partialErrors: ['Accounts fail inside', {}],
  tokenRevoked: ['Token of shard two revoked', { credential: 2 }],
  lostResponse: ['Answers get lost', {}],
  notJson: ['A web page instead', {}],
  headersMissing: ['No cost in the headers', {}],
  clockSkew: ['Clock 2 minutes ahead', { seconds: 120 }],
};
const HOW_OFTEN = [
  ['off', 'Off'],
  ['some', 'One of ten'],
  ['half', 'Half of them'],
  ['always', 'Always'],
];
const RATES = { some: 0.1, half: 0.5, always: 1 };

/** The switches of the simulated API. Built once; afterwards only values change, so that focus stays. */
export function createApiFaults(byId) {
  const holder = byId('api-faults');
  const hint = byId('api-hint');
  const rows = new Map();

  const set = async (name, often) => {
    const settings = FAULTS[name]?.[1] ?? {};
    try {
      await post('/api/zones/faults', { [name]: often === 'off' ? 0 : { ...settings, rate: RATES[often] } });
      hint.textContent = '';
    } catch (problem) {
      hint.textContent = problem.message;
    }
  };
  const rowOf = (name) => {
    const known = rows.get(name);
    if (known) return known;
    const select = el('select', {}, ...HOW_OFTEN.map(([value, words]) => el('option', { value }, words)));
    select.addEventListener('change', () => void set(name, select.value));
    const struck = el('small', {});
    const row = el('label', {}, el('span', {}, FAULTS[name]?.[0] ?? name, ' ', struck), select);
    holder.append(row);
    rows.set(name, { row, select, struck });
    return rows.get(name);
  };
  for (const name of Object.keys(FAULTS)) rowOf(name);

  return (faults) => {
    const active = faults?.active ?? {};
    for (const name of Object.keys(active)) rowOf(name);
    for (const [name, { row, select, struck }] of rows) {
      const fault = active[name];
      const often = settingOf(fault);
      if (select.value !== often) select.value = often;
      row.className = often === 'off' ? '' : 'on';
      const words = fault?.struck ? `struck ${fault.struck}×` : '';
      if (struck.textContent !== words) struck.textContent = words;
    }
    const on = Object.keys(active).length;
    const words = !faults
      ? 'the simulator does not answer'
      : on === 0
        ? 'as it should be'
        : `${on} ${on === 1 ? 'fault' : 'faults'} on`;
    if (byId('api-state').textContent !== words) byId('api-state').textContent = words;
    byId('api-state').className = `pill ${on === 0 ? '' : 'warn'}`;
  };
}

function settingOf(fault) {
  if (!fault || fault.next === 0) return 'off';
  const rate = fault.rate ?? 1;
  if (rate >= 1) return 'always';
  return rate > 0.3 ? 'half' : 'some';
}
