import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Cell, Sheet } from '../../lambdas/sync/sheet/sheet.ts';
import { generateEstate } from '../../local/estate/generate-estate.ts';
import { type Product, startTemporaryProduct } from '../../local/product.ts';
import { syncNow, syncPlaceOf } from '../../local/sync-now.ts';
import { progress, table } from './figures.ts';
import { upsertRows } from './sync/plain-upsert.ts';

/**
 * `npm run bench:sync`: the venue sheet sync end to end, from the request to the report, with no, one in a hundred and
 * all venues changed. Beside it the same rows written into the same engine by a plain bulk upsert in the same run.
 */
const { values } = parseArgs({ options: { venues: { type: 'string', default: '2000,10000' } } });
const sizes = values.venues.split(',').map(Number);
const shares = [0, 0.01, 1] as const;
/** A contact name, notes and a tier, as somebody who takes a region over would change them. */
const EDITED = { contact: 3, notes: 10, tier: 12 };

type Row = { name: string; seconds: number; rowsPerSecond: number; calls: number; peakMb: number };

for (const venues of sizes) {
  let calls = 0;
  const product = await startTemporaryProduct({
    venues,
    onProblem: (problem) => process.stderr.write(`! ${problem}\n`),
    onCall: ({ service }) => {
      if (service === 'rds-data') calls += 1;
    },
  });
  const rows: Row[] = [];
  try {
    const show = progress(`${venues} venues`);
    // The second run meets loaded functions and plans, as every run but a day's first does.
    await sync(product);
    for (const [at, share] of shares.entries()) {
      const changed = await edit(product, share, at);
      calls = 0;
      const peak = watchMemory();
      const { seconds, approves } = await sync(product);
      rows.push({
        name: `${share * 100} % changed (${changed})${approves ? ', approved' : ''}`,
        seconds,
        rowsPerSecond: venues / seconds,
        calls,
        peakMb: peak(),
      });
      show(at + 1, shares.length);
    }
    const baseline = await plain(product, venues);
    console.log(`\n${venues} venues`);
    console.log(
      table(
        ['run', 's', 'rows/s', 'times the baseline', 'Data API calls', 'whole process, peak MB'],
        [
          ['plain pg bulk upsert of all rows (baseline)', baseline, venues / baseline, 1, '-', '-'],
          ...rows.map(({ name, seconds, rowsPerSecond, calls: made, peakMb }) => [
            name,
            seconds,
            rowsPerSecond,
            seconds / baseline,
            String(made),
            peakMb,
          ]),
        ],
      ),
    );
  } finally {
    await product.close();
  }
}

/** One run; where too much changes, the run that a person approved. */
async function sync({ stack }: Product): Promise<{ seconds: number; approves: boolean }> {
  const place = syncPlaceOf(stack);
  let approves: string | undefined;
  for (;;) {
    const outcome = await syncNow({ by: `bench ${performance.now()}`, ...(approves && { approves }) }, place);
    if (outcome.kind !== 'ended') throw new Error(`the run came to nothing: ${outcome.kind}`);
    const { outcome: how, startedAt, finishedAt, difference, failure } = outcome.report;
    if (how === 'succeeded') {
      return { seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000, approves: approves !== undefined };
    }
    if (how === 'failed' || approves) throw new Error(`the run ${how}: ${failure}`);
    approves = difference?.fingerprint;
  }
}

/** Changes three cells of a share of the venues; answers how many venues. */
async function edit(product: Product, share: number, round: number): Promise<number> {
  const url = `${product.demo.addresses.find(({ name }) => name === 'google')?.url}/_sim/sheet`;
  const sheet = (await (await fetch(url)).json()) as Sheet;
  let changed = 0;
  const values = sheet.tabs.find(({ title }) => title === 'Venues')?.values ?? [];
  for (const row of values) {
    if (typeof row[0] !== 'number' || row[0] > 900_000) continue;
    if (share === 0 || (share < 1 && changed >= share * values.length)) break;
    while (row.length <= EDITED.tier) row.push('' satisfies Cell);
    row[EDITED.contact] = `Anna of round ${round}`;
    row[EDITED.notes] = `looked after in round ${round}`;
    row[EDITED.tier] = `tier ${round}`;
    changed += 1;
  }
  const answer = await fetch(url, { method: 'PUT', body: JSON.stringify(sheet) });
  if (!answer.ok) throw new Error(`the sheet was not taken: ${await answer.text()}`);
  return changed;
}

/** The same venues by one connection of the usual driver, in seconds. */
async function plain({ stack }: Product, venues: number): Promise<number> {
  const server = stack.database?.server;
  if (!server) throw new Error('this product has no database');
  const { host, port, owner } = server;
  const client = new pg.Client({ host, port, ...owner, database: 'postgres' });
  await client.connect();
  try {
    return await upsertRows(client, generateEstate({ venues }));
  } finally {
    await client.end();
  }
}

function watchMemory(): () => number {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const timer = setInterval(look, 50);
  return () => {
    look();
    clearInterval(timer);
    return peak / 1024 ** 2;
  };
}
