/**
 * `npm run bench:detect`: a made-up day of 10,000 zones with faults of every kind through the replay, held against what
 * was really so. Aims: 50,000 events a second of processor time, flat memory, nothing missed, nothing false with three confirmations, and
 * with two and further looks after 75 s every fault told within 6.5 minutes wherever polls came on time.
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
const policyOf = (confirm: number, recheck: number) => ({
  ...DEFAULT_POLICY,
  confirmDown: confirm,
  confirmDownCritical: confirm,
  fastRecheckSec: recheck,
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
  const memory = await memoryAlong(day, policyOf(2, 0), usual.file, [1, 6, Number(values.hours)]);
  console.log(`${table(['after', 'heap in use MB', 'process MB'], memory).join('\n')}\n`);

  const rows: (string | number)[][] = [];
  const broken: string[] = [];
  const speeds: { replayed: number; parsed: number }[] = [];
  for (const { blips, file, polls } of files) {
    for (const recheck of [0, 75]) {
      for (const confirm of [2, 3]) {
        const found = await findings(day, policyOf(confirm, recheck), file, polls, blips);
        const { verdict, perSecond, rechecks } = found;
        rows.push([
          `${blips * 100} %`,
          recheck === 0 ? '-' : `${recheck} s`,
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
        if (recheck === 0) speeds.push({ replayed: perSecond, parsed: await parseOnly(file) });
        const name = `${blips * 100} % blips, recheck ${recheck} s, ${confirm} confirmations`;
        if (verdict.missed > 0) broken.push(`${name}: ${verdict.missed} missed`);
        if (verdict.false > 0 && (confirm === 3 || blips === 0)) broken.push(`${name}: ${verdict.false} false`);
        const worst = Math.max(0, ...verdict.promptLatencies) / 60_000;
        if (recheck > 0 && confirm === 2 && worst > 6.5) broken.push(`${name}: ${worst.toFixed(1)} min`);
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
      ? '\nHeld: speed in processor time; no fault of 30 minutes or more missed; nothing false with three confirmations;\n' +
          '6.5 minutes with two and further looks, where polls came in time. Two confirmations may be false, three take longer.'
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
