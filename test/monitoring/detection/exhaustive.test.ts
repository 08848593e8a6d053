import type { ZoneChange } from '../../../lambdas/events/zone-change.ts';
import type { StepContext } from '../../../lambdas/monitoring/detection/context.ts';
import { stepAccount } from '../../../lambdas/monitoring/detection/step-account.ts';
import { type AccountState, UNSEEN } from '../../../lambdas/monitoring/detection/zone-state.ts';
import type { AccountReading } from '../../../lambdas/monitoring/reading.ts';
import { aPolicy, at, aZone, MARKS, secondsOf, type ZoneOptions } from './an-account.ts';
import {
  type Delivery,
  type Mark,
  NOTHING_YET,
  deliver as note,
  type Past,
  type Rules,
  type Truth,
  truthOf,
} from './oracle.ts';

/** One letter a slot of five minutes. Capitals come late: observed between the two slots before. `=`: the last one again. */
type Symbol = Mark | '=' | 'U' | 'D' | 'P';
const LATE: Partial<Record<Symbol, [mark: Mark, secondsBefore: number]>> = {
  U: ['1', 450],
  D: ['0', 400],
  P: ['p', 350],
};
const SLOT = 300;

function deliveryOf(symbol: Symbol, slot: number, last: Delivery | undefined): Delivery | undefined {
  if (symbol === '=') return last;
  const late = LATE[symbol];
  return late ? { at: slot * SLOT - late[1], mark: late[0] } : { at: slot * SLOT, mark: symbol as Mark };
}

const WINDOWS: Record<string, ZoneOptions> = {
  'no window': {},
  'inside a window': { closed: [[0, 100_000]] },
  'closed in the middle': { closed: [[3.5 * SLOT, 5.5 * SLOT]] },
};

type Told = Pick<Truth, 'outages' | 'gone' | 'unknown'>;
type Node = {
  state: AccountState;
  heardAt: number | undefined;
  last: Delivery | undefined;
  past: Past;
  told: Told;
};

/** Walks through all sequences, each step once, and compares with the oracle after each. */
function enumerate(symbols: readonly Symbol[], length: number, options: ZoneOptions, start: readonly Symbol[]): number {
  const zone = aZone(options);
  const policy = aPolicy();
  const context = { policy, zones: [zone] };
  const rules: Rules = {
    isOpen: (seconds) => zone.hoursAt(at(seconds)) === 'open',
    confirmDown: policy.confirmDown,
    confirmSilent: policy.confirmSilent,
    silentFor: policy.confirmSilentSec,
    confirmUp: policy.confirmUp,
    confirmWindow: policy.confirmWindowSec,
    staleAfter: policy.staleAfterSec,
  };
  let compared = 0;
  const walk = (node: Node, sequence: readonly Symbol[]) => {
    const wanted = start[sequence.length];
    if (sequence.length === length + start.length) return;
    for (const symbol of wanted ? [wanted] : symbols) {
      const path = [...sequence, symbol];
      const delivery = deliveryOf(symbol, path.length, node.last);
      if (!delivery || delivery.at <= 0) continue;
      const next = { ...deliver(node, delivery, context), past: note(node.past, delivery, rules) };
      const [is, should] = [JSON.stringify(asTruth(next)), JSON.stringify(truthOf(next.past, rules))];
      if (is !== should) throw new Error(`${path.join('')}:\n  is     ${is}\n  should ${should}`);
      compared += 1;
      walk(next, path);
    }
  };
  walk(
    {
      state: UNSEEN,
      heardAt: undefined,
      last: undefined,
      past: NOTHING_YET,
      told: { outages: [], gone: [], unknown: [] },
    },
    [],
  );
  return compared;
}

function deliver(node: Node, delivery: Delivery, context: Omit<StepContext, 'heardAt'>): Node {
  const observedAt = at(delivery.at);
  const kind = MARKS[delivery.mark];
  const zones: AccountReading['zones'] = new Map(kind ? [['lobby', { kind }]] : []);
  const reading = { accountId: 'a1', observedAt, zones, complete: true };
  const { state, changes } = stepAccount(node.state, reading, { ...context, heardAt: node.heardAt });
  if (changes.length > 0 && state === node.state) throw new Error('told without a new state');
  return {
    state,
    heardAt: Math.max(node.heardAt ?? 0, observedAt),
    last: delivery,
    past: node.past,
    told: changes.reduce(hear, node.told),
  };
}

function hear(told: Told, change: ZoneChange): Told {
  switch (change.kind) {
    case 'outage-began': {
      const { cause, countedFrom, confirmedAt } = change;
      const began = { countedFrom: secondsOf(countedFrom), confirmedAt: secondsOf(confirmedAt) };
      return { ...told, outages: [...told.outages, { cause, at: secondsOf(change.at), ...began }] };
    }
    case 'outage-ended': {
      const last = told.outages.at(-1);
      if (!last || last.ended !== undefined) throw new Error('an end without an outage');
      return {
        ...told,
        outages: [...told.outages.slice(0, -1), { ...last, ended: secondsOf(change.at), why: change.reason }],
      };
    }
    case 'unknown':
      return { ...told, unknown: [...told.unknown, [secondsOf(change.at), secondsOf(change.until)]] };
    case 'gone':
      return { ...told, gone: [...told.gone, secondsOf(change.at)] };
    default:
      return told;
  }
}

function asTruth({ state, told: { outages, gone, unknown } }: Node): Truth {
  const { status, since, contrary } = state.zones.lobby ?? { status: 'unseen' as const, since: at(0) };
  const apart = aPolicy().confirmWindowSec;
  const streak = contrary?.at.map(secondsOf) ?? [];
  const from = streak.findLastIndex((second, i) => i > 0 && second - (streak[i - 1] as number) > apart);
  const doubts = contrary && { to: contrary.to as 'up', at: streak.slice(Math.max(from, 0)) };
  return {
    status: status as Truth['status'],
    since: status === 'unseen' ? 0 : secondsOf(since),
    doubts,
    outages,
    gone,
    unknown,
  };
}

// Some 400,000 sequences in all; a busy machine takes its time.
const PATIENCE_MS = 120_000;

describe.each(Object.entries(WINDOWS))('%s: every sequence of looks', (_, options) => {
  it(
    'up, down, unknown, missing, duplicate and late comes to what the whole past says',
    () => expect(enumerate(['1', '0', '?', '-', '=', 'U', 'D'], 6, options, ['1'])).toBeGreaterThan(100_000),
    PATIENCE_MS,
  );
});

describe.each(Object.entries({ ...WINDOWS, 'opened in the middle': { maintenance: [[0, 4.5 * SLOT]] as const } }))(
  '%s: every short sequence with pauses as well',
  (_, options) => {
    it('of a zone that was never read before', () => {
      expect(enumerate(['1', '0', 'p', '?', '-', '=', 'U', 'D', 'P'], 4, options, [])).toBeGreaterThan(4_000);
    });

    it('of a zone in an outage', () => {
      expect(enumerate(['1', '0', 'p', '?', '-', 'U', 'D', 'P'], 4, options, ['1', '0', '0'])).toBeGreaterThan(3_000);
    });
  },
);
