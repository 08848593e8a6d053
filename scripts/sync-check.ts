/**
 * Previews a venue sheet before it lands: what every row is, what would change, and whether that may happen without asking.
 * npm run -s sync:check -- --sheet FILE --out FILE [--current FILE] [--max-change 0.1]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { checkSheet } from '../lambdas/sync/sheet/check-sheet.ts';
import type { CheckedSheet } from '../lambdas/sync/sheet/checked-sheet.ts';
import { readCurrentVenues } from '../lambdas/sync/sheet/current-venues.ts';
import { readableDiff } from '../lambdas/sync/sheet/readable-diff.ts';
import { counted } from './in-words.ts';
import { PlainProblem, readOptions, runScript, UsageProblem } from './run-script.ts';

const usage = 'use --sheet FILE --out FILE [--current FILE] [--max-change 0.1]';

const Cells = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]));
const SheetFile = z.object({
  title: z.string().default(''),
  timeZone: z.string().default('Etc/UTC'),
  tabs: z.array(z.object({ title: z.string(), values: z.array(Cells).default([]) })),
});
const CurrentFile = z.object({ venues: z.array(z.record(z.string(), z.unknown())) });

await runScript('sync:check', async () => {
  const options = readOptions(usage, {
    sheet: { type: 'string' },
    out: { type: 'string' },
    current: { type: 'string' },
    'max-change': { type: 'string', default: '0.1' },
  });
  if (!options.sheet || !options.out) throw new UsageProblem(usage);
  const maxChangeShare = readShare(options['max-change']);
  const sheet = readFile(options.sheet, SheetFile);
  const current = options.current === undefined ? [] : readCurrent(options.current, sheet.timeZone);
  const checked = checkSheet(sheet, current, { maxChangeShare });
  write(options.out, `${JSON.stringify(checked, null, 2)}\n`);
  console.error(`${summaryOf(checked)}\n${readableDiff(checked, current, 20)}`);
  return 0;
});

function readShare(text: string): number {
  const share = text.trim() === '' ? Number.NaN : Number(text);
  if (share >= 0 && share <= 1) return share;
  throw new UsageProblem(`--max-change ${text}: expected a share from 0 to 1, such as 0.1\n${usage}`);
}

function readFile<Shape extends z.ZodType>(file: string, shape: Shape): z.output<Shape> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (problem) {
    const what = problem instanceof SyntaxError ? `not JSON (${problem.message})` : (problem as Error).message;
    throw new PlainProblem(`${file}: ${what}`);
  }
  const read = shape.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new PlainProblem(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}

function readCurrent(file: string, timeZone: string) {
  const { venues } = readFile(file, CurrentFile);
  const read = readCurrentVenues(venues, timeZone);
  const [first] = read.unusable;
  if (first === undefined) return read.venues;
  throw new PlainProblem(`${file}: venues.${first}: expected a venue_id that is a positive whole number`);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (problem) {
    throw new PlainProblem(`${file}: ${(problem as Error).message}`);
  }
}

function summaryOf({ tab, headerRow, rows }: CheckedSheet): string {
  if (tab === null) return 'no column titles found in any tab';
  const kinds = new Map<string, number>();
  for (const { kind } of rows) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const sizes = [...kinds].map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`).join(', ');
  const worst = rows.flatMap(({ row, problems }) =>
    problems.map(({ field, message }) => `  row ${row}, ${field}: ${message}`),
  );
  const more = worst.length > 10 ? [`  and ${(worst.length - 10).toLocaleString('en')} more`] : [];
  return [
    `tab “${tab}”, column titles in row ${headerRow}: ${counted(rows.length, 'row')} (${sizes})`,
    `${counted(worst.length, 'problem')}${worst.length > 0 ? ':' : ''}`,
    ...worst.slice(0, 10),
    ...more,
  ].join('\n');
}
