/**
 * `npm run bench:detect`: a made-up day of 10,000 zones with faults of every kind through the replay, held against what
 * was really so. Aims: 50,000 events a second of processor time, flat memory, nothing missed; and as production does it,
 * with three confirmations by looks after 60 and 30 s, nothing false and everything told within 6.5 minutes of its
 * beginning wherever polls came on time.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_POLICY } from '../lambdas/monitoring/policy.ts';
import { type Day, makeDay } from './bench-detect/day.ts';
import { findings } from './bench-detect/findings.ts';
import { INTERVAL, type Polls, writePolls } from './bench-detect/polls.ts';
import { memoryAlong, parseOnly } from './bench-detect/speed.ts';
import { counted, table } from './in-words.ts';

/** Promised to be under 10; aimed at, wherever polls came on time. */
const MOST_MINUTES = 6.5;
const { values } = parseArgs({
  options: {
    venues: { type: 'string', default: '2000' },
    zones: { type: 'string', default: '10000' },
    hours: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
  },
});
const [venues, zones, hours, seed] = [values.venues, values.zones, values.hours, values.seed].map(Number);
const day = makeDay({ venues: venues ?? 0, zones: zones ?? 0, hours: hours ?? 0, seed: seed ?? 0 });
/** Seconds until a further look: after the first bad reading, and after the next ones. */
type Looks = { first: number; further: number; named: string };
const NONE: Looks = { first: 0, further: 0, named: '-' };
const EVEN: Looks = { first: 75, further: 75, named: '75, 75 s' };
const OURS: Looks = { first: 60, further: 30, named: '60, 30 s' };
const policyOf = (confirm: number, looks: Looks) => ({
  ...DEFAULT_POLICY,
  confirmDown: confirm,
  confirmDownCritical: confirm,
  fastRecheckSec: looks.first,
  furtherRecheckSec: looks.further,
});

const folder = mkdtempSync(join(tmpdir(), 'bench-detect-'));
try {
  const files = [0, 0.001, 0.005].map((blips) => {
    const file = join(folder, `polls-${blips}.ndjson`);
    return { blips, file, polls: writePolls(file, day, blips) };
  });
  process.exitCode = await report(day, files);
} finally {
  rmSync(folder, { recursive: true });
}

async function report(day: Day, files: { blips: number; file: string; polls: Polls }[]): Promise<0 | 1> {
  const [quiet, usual] = files;
  if (!quiet || !usual) return 1;
  console.log(
    `${counted(day.fleet.venues.length, 'venue')}, ${values.zones} zones, ${values.hours} h, ` +
      `a poll every ${INTERVAL / 60_000} min: ${counted(usual.polls.lines, 'event')}\n`,
  );
  const memory = await memoryAlong(day, policyOf(2, NONE), usual.file, [1, 6, Number(values.hours)]);
  console.log(`${table(['after', 'heap in use MB', 'process MB'], memory).join('\n')}\n`);

  const rows: (string | number)[][] = [];
  const broken: string[] = [];
  const speeds: { replayed: number; parsed: number }[] = [];
  for (const { blips, file, polls } of files) {
    for (const looks of [NONE, EVEN, OURS]) {
      for (const confirm of [2, 3]) {
        const found = await findings(day, policyOf(confirm, looks), file, polls, blips);
        const { verdict, perSecond, rechecks } = found;
        rows.push([
          `${blips * 100} %`,
          looks.named,
          String(confirm),
          String(verdict.outages),
          `${verdict.false} (${verdict.falseCritical})`,
          `${verdict.missed} of ${verdict.due}`,
          String(verdict.promptLatencies.length),
          ...[0.5, 0.99, 1].map((share) => inMinutes(verdict.promptLatencies, share)),
          inMinutes(verdict.latencies, 1),
          String(rechecks),
          inThousands(perSecond),
        ]);
        if (looks === NONE) speeds.push({ replayed: perSecond, parsed: await parseOnly(file) });
        const name = `${blips * 100} % blips, further looks ${looks.named}, ${confirm} confirmations`;
        const isOurs = looks === OURS && confirm === 3;
        if (verdict.missed > 0) broken.push(`${name}: ${verdict.missed} missed`);
        if (verdict.false > 0 && (isOurs || blips === 0)) broken.push(`${name}: ${verdict.false} false`);
        const worst = Math.max(0, ...verdict.promptLatencies) / 60_000;
        if (isOurs && worst > MOST_MINUTES) broken.push(`${name}: ${worst.toFixed(1)} min`);
      }
    }
  }
  const heading = [
    ...['blips', 'recheck', 'confirm', 'outages', 'false (critical)', 'missed', 'in time', 'p50 min', 'p99', 'max'],
    ...['max of all', 'rechecks', 'events/s'],
  ];
  console.log(table(heading, rows).join('\n'));
  const replays = median(speeds.map(({ replayed }) => replayed));
  const parses = median(speeds.map(({ parsed }) => parsed));
  console.log(
    `\nMinutes are from a fault, or from opening time, to its outage being told; "in time" counts the faults whose polls\n` +
      `were neither missed, late nor unanswered, of which p50 to max are; "max of all" is of every fault.\n` +
      `Replays without rechecks: ${inThousands(replays)} events a second of processor time (median); JSON.parse of the same lines alone: ` +
      `${inThousands(parses)}, ${(parses / replays).toFixed(1)} times as many.`,
  );
  if (replays < 50_000) broken.push(`${inThousands(replays)} events a second, not 50,000`);
  console.log(
    broken.length === 0
      ? '\nHeld: speed in processor time; no fault of 30 minutes or more missed; as in production (3 confirmations, 60, 30 s)\n' +
          'nothing false, and 6.5 minutes at most where polls came in time.'
      : `\nNot met:\n  ${broken.join('\n  ')}`,
  );
  return broken.length === 0 ? 0 : 1;
}

function inThousands(perSecond: number): string {
  return Math.round(perSecond).toLocaleString('en');
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

function inMinutes(latencies: readonly number[], share: number): string {
  const ordered = latencies.toSorted((one, other) => one - other);
  const at = ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length) - 1)];
  return at === undefined ? '-' : (at / 60_000).toFixed(1);
}
