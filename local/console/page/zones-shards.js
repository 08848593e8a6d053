import { el, show } from './dom.js';
import { ago, lasting } from './zones-words.js';

const BECAUSE = {
  'full-fits': 'everything in full fits the budget of every round',
  'presence-fits': 'presence fits every round, full detail every few',
  'counters-fit': 'only counters fit every round; what moved is looked at closely',
  'nothing-fits': 'nothing fits the wanted interval, so it is longer',
};
const SHAPE = { pages: 'account pages', accounts: 'accounts by id', zones: 'zones by id', counters: 'counters' };

/** How each credential is doing: what it may still spend, how it asks and why, and its legs. */
export function createShards(holder) {
  const cards = new Map();
  return ({ shards }) => {
    for (const shard of shards) {
      if (!cards.has(shard.id)) {
        const card = { head: el('header', {}), now: el('div', {}), way: el('div', {}), legs: el('div', {}) };
        const more = el('details', {}, el('summary', {}, 'What each way of asking costs'), card.way);
        holder.append(
          el(
            'section',
            { class: 'card shard', 'aria-label': `Shard ${shard.id}` },
            card.head,
            card.now,
            more,
            card.legs,
          ),
        );
        cards.set(shard.id, card);
      }
      showShard(cards.get(shard.id), shard);
    }
  };
}

function showShard({ head, now, way, legs }, shard) {
  const { id, accounts, coverage, lagSeconds, outstanding, stretch } = shard;
  const read = shard.legs.reduce((sum, leg) => sum + leg.read, 0);
  const missed = shard.legs.reduce((sum, leg) => sum + leg.missed + leg.behind, 0);
  show(head, el('h2', {}, `Shard ${id}`), el('p', { class: 'aside' }, `${accounts.toLocaleString('en')} accounts`));
  show(
    now,
    budgetOf(shard),
    el('p', { class: 'way' }, wayInWords(shard)),
    el(
      'dl',
      { class: 'facts' },
      fact('Read at the last look', read.toLocaleString('en')),
      fact('Not read', missed.toLocaleString('en'), missed > 0),
      fact('Fresh', coverage.fresh.toLocaleString('en')),
      fact('Oldest', lasting(coverage.oldestSeconds)),
      fact('Lag', lasting(lagSeconds), lagSeconds > 60),
      fact('Late legs', String(outstanding), outstanding > 0),
      stretch > 1 ? fact('Slowed down', `${stretch}×`, true) : '',
    ),
  );
  show(way, costsOf(shard));
  show(legs, legsOf(shard));
  const bar = now.querySelector('.left');
  if (bar) bar.style.width = `${(100 * shard.budget.left) / shard.budget.capacity}%`;
  const kept = now.querySelector('.kept');
  if (kept) kept.style.width = `${(100 * shard.budget.keep) / shard.budget.capacity}%`;
}

const fact = (name, value, isBad = false) =>
  el('div', { class: isBad ? 'bad' : '' }, el('dt', {}, name), el('dd', {}, value));

function budgetOf({ id, budget }) {
  if (!budget) return el('p', { class: 'empty' }, 'Nothing was asked with this credential yet.');
  const { left, capacity, keep, refillPerSecond } = budget;
  const words = `${left.toLocaleString('en')} of ${capacity.toLocaleString('en')} tokens`;
  return el(
    'div',
    { class: 'budget' },
    el(
      'div',
      {
        class: 'bar',
        role: 'meter',
        'aria-label': `Tokens of shard ${id}`,
        'aria-valuemin': '0',
        'aria-valuemax': String(capacity),
        'aria-valuenow': String(left),
        'aria-valuetext': words,
      },
      el('span', { class: `left ${left < keep ? 'low' : ''}` }),
      el('span', { class: 'kept', title: `${keep} are kept for people` }),
    ),
    el(
      'p',
      { class: 'aside' },
      `${words}; ${keep.toLocaleString('en')} (striped) kept for people; ${refillPerSecond} come back a second`,
    ),
  );
}

function wayInWords({ way }) {
  if (!way) return 'Has not measured yet how to ask.';
  const { shape, detail, fullEvery, tokensPerRound, requestsPerRound, intervalSeconds, because } = way;
  const full = detail === 'full' || fullEvery === 1 ? 'in full' : `presence, in full every ${fullEvery} rounds`;
  return `Asks by ${SHAPE[shape]}, ${full}: ${tokensPerRound.toLocaleString('en')} tokens in ${requestsPerRound} requests every ${intervalSeconds} s, because ${BECAUSE[because]}.`;
}

const table = (label, heads, rows) =>
  el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, ...rows),
    ),
  );
const number = (value) => el('td', { class: 'number' }, value);

function costsOf({ id, way }) {
  if (!way || way.costs.length === 0) return el('p', { class: 'empty' }, 'Nothing is measured yet.');
  const rows = way.costs.map(({ shape, detail, tokens, perAccount, accountsPerRequest, zonesPerRequest }) => {
    const isChosen = shape === way.shape && (shape === 'counters' || detail === way.detail);
    const each = accountsPerRequest > 0 ? (tokens / accountsPerRequest).toFixed(2) : '–';
    return el(
      'tr',
      { class: isChosen ? 'chosen' : '' },
      el('td', {}, SHAPE[shape], isChosen && el('span', { class: 'badge delivered' }, 'chosen')),
      el('td', {}, shape === 'counters' ? '–' : detail),
      number(String(tokens)),
      number(accountsPerRequest === 0 ? '–' : String(accountsPerRequest)),
      number(zonesPerRequest === 0 ? '–' : zonesPerRequest.toLocaleString('en')),
      number(each),
      number(perAccount === undefined ? '–' : String(perAccount)),
    );
  });
  const heads = [
    'Way',
    'Detail',
    'Tokens a request',
    'Accounts',
    'Room for zones',
    'Tokens an account',
    'One more costs',
  ];
  return el(
    'div',
    {},
    table(`Costs of shard ${id}`, heads, rows),
    ...way.unmeasured.map(({ shape, detail, because }) =>
      el('p', { class: 'aside' }, `not measured: ${SHAPE[shape]}, ${detail} (${because})`),
    ),
  );
}

function legsOf({ id, legs }) {
  if (legs.length === 0) return el('p', { class: 'empty' }, 'No legs are planned yet.');
  const rows = legs.map(({ leg, round, at, read, behind, missed, tokens, unread, nextAt }) =>
    el(
      'tr',
      { class: unread ? 'bad' : '' },
      el('th', { scope: 'row' }, leg),
      number(String(round)),
      number(at === 0 ? 'never' : ago(at)),
      number(String(read)),
      number(String(behind + missed)),
      number(String(tokens)),
      number(nextAt === undefined ? '–' : nextInWords(nextAt)),
      el('td', {}, unread ? `${unread.reason}, for ${lasting((Date.now() - unread.since) / 1000)}` : 'read'),
    ),
  );
  return table(
    `Legs of shard ${id}`,
    ['Leg', 'Round', 'Last read', 'Read', 'Not read', 'Tokens', 'Next planned', 'How it went'],
    rows,
  );
}

function nextInWords(nextAt) {
  const seconds = Math.round((nextAt - Date.now()) / 1000);
  return seconds > 0 ? `in ${lasting(seconds)}` : 'is due';
}
