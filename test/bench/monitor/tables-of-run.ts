import type { ShapeCost } from '../../../lambdas/clients/soundtrack/shapes.ts';
import { percentile, table } from '../figures.ts';
import { concurrency, functionSeconds } from './cost-of-month.ts';
import type { Run } from './one-run.ts';
import type { Phase } from './phases.ts';

const REFILL_PER_SECOND = 50;
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Calls and tokens of each cycle, beside one call a venue. */
export function callsTable({ phases, venues, naiveTokens }: Run): string {
  return table(
    [
      'cycle',
      's',
      'calls',
      'one a venue',
      'ratio',
      'tokens',
      'one a venue',
      'ratio',
      'of the refill',
      'refused',
      'waited s',
    ],
    phases.map(({ name, seconds, soundtrack: { requests, tokens, refused }, poller }) => [
      name,
      whole(seconds),
      whole(requests),
      whole(venues),
      `1 : ${(venues / requests).toFixed(1)}`,
      whole(tokens),
      whole(venues * naiveTokens),
      `1 : ${((venues * naiveTokens) / tokens).toFixed(1)}`,
      percent(tokens / (seconds * REFILL_PER_SECOND)),
      String(refused),
      whole(poller.waitedSeconds),
    ]),
  );
}

export function workTable({ phases }: Run): string {
  return table(
    [
      'cycle',
      'messages',
      'zones read',
      'changes',
      'poller s',
      'its CPU s',
      'zones/s',
      'simulator CPU s',
      'planner p50 ms',
      'max',
      'oldest s',
      'on Lambda s',
      'at once',
    ],
    phases.map((phase) => [
      phase.name,
      whole(phase.messages.taken),
      whole(phase.zones),
      whole(phase.changes),
      phase.poller.wallSeconds,
      phase.poller.cpuSeconds,
      whole(phase.zones / phase.poller.wallSeconds),
      phase.simulatorCpuSeconds,
      percentile(phase.plannerMilliseconds, 0.5),
      Math.max(0, ...phase.plannerMilliseconds),
      whole(phase.coverage.oldestSeconds),
      whole(functionSeconds(phase)),
      concurrency(phase),
    ]),
  );
}

export function unitsTable({ phases, watchedZones }: Run): string {
  return table(
    ['cycle', 'reads', 'RRU', 'writes', 'WRU', 'one write a zone', 'ratio'],
    phases.map(({ name, zones, tables: { reads, readUnits, writes, writeUnits } }: Phase) => [
      name,
      whole(reads),
      whole(readUnits),
      whole(writes),
      whole(writeUnits),
      whole(Math.max(zones, watchedZones)),
      `1 : ${(Math.max(zones, watchedZones) / Math.max(1, writeUnits)).toFixed(1)}`,
    ]),
  );
}

/** What each way of asking was measured to cost, and what a round of it comes to. */
export function shapesTable({ way: { measured }, accounts, watchedZones }: Run): string {
  const perRound = ({ shape, tokens, accountsPerRequest, zonesPerRequest }: ShapeCost) =>
    shape === 'zones' ? (watchedZones / zonesPerRequest) * tokens : (accounts / accountsPerRequest) * tokens;
  return table(
    [
      'shape',
      'detail',
      'tokens a request',
      'accounts',
      'zones, room for',
      'tokens an account more',
      'tokens a round',
      'rounds in 300 s',
    ],
    [
      ...measured.costs.map((cost) => [
        cost.shape,
        cost.detail,
        String(cost.tokens),
        String(cost.accountsPerRequest),
        String(cost.zonesPerRequest),
        cost.perAccount === undefined ? '-' : cost.perAccount.toFixed(1),
        whole(perRound(cost)),
        ((300 * REFILL_PER_SECOND) / perRound(cost)).toFixed(2),
      ]),
      ...measured.unmeasured.map(({ shape, detail, because }) => [shape, detail, because, '', '', '', '', '']),
    ],
  );
}

export function choiceIn({ way, cycleSeconds }: Run): string {
  const { shape, detail, fullEvery, accountsPerRequest, zonesPerAccount, tokensPerRound, because } = way;
  const often = fullEvery === 1 ? '' : `, in full every ${fullEvery} rounds`;
  return (
    `Chosen: ${shape}, ${detail}${often}, ${accountsPerRequest} accounts of up to ${zonesPerAccount} zones a request, ` +
    `every ${way.intervalSeconds} s (cycles of ${cycleSeconds} s), ${whole(tokensPerRound)} tokens a round reckoned; because: ${because}.`
  );
}
