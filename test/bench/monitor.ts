import { parseArgs } from 'node:util';
import type { CostModel } from '../../local/simulators/soundtrack/settings.ts';
import { percentile, table } from './figures.ts';
import { costOfMonth, seriesOfMonitoring } from './monitor/cost-of-month.ts';
import { oneRun, type Run } from './monitor/one-run.ts';
import { ASSUMED } from './monitor/prices.ts';
import { callsTable, choiceIn, shapesTable, unitsTable, workTable } from './monitor/tables-of-run.ts';

/**
 * `npm run bench:monitor`: 10,000 and 100,000 zones watched through quiet cycles, a storm, a chain that fails and the
 * recovery: tokens, requests, table units, time and memory, under both ways in which Soundtrack may price a request.
 * Everything is the real thing but the clock, which is moved, and the queue. Exits 1 where an outage was missed or made up.
 */
const { values } = parseArgs({
  options: {
    venues: { type: 'string', default: '2000,10000' },
    models: { type: 'string', default: 'L,M' },
    /** Quiet ones. */
    cycles: { type: 'string', default: '3' },
    /** Small and short, for checks. */
    quick: { type: 'boolean', default: false },
  },
});
const sizes = values.quick ? [100] : values.venues.split(',').map(Number);
const models = values.models.split(',') as CostModel[];
const quietCycles = values.quick ? 1 : Number(values.cycles);
const LARGE = 10_000;
const AIMS = { pollerSeconds: 60, stateMilliseconds: 10 };

const runs: Run[] = [];
for (const venues of sizes) {
  for (const costModel of models) {
    const zones = venues * (venues >= LARGE ? 10 : 5);
    const name = `${venues} venues, model ${costModel}`;
    const show = (what: string) => process.stderr.write(`${name}: ${what}\n`);
    const run = await oneRun({ venues, zones, costModel, quietCycles }, show);
    runs.push(run);
    print(run);
  }
}
printTogether();
const wrong = runs.filter(
  ({ storm, outagesLeft, neverRead }) => neverRead > 0 || storm.falseOutages > 0 || outagesLeft > 0 || storm.missed > 0,
);
process.exit(wrong.length > 0 ? 1 : 0);

function print(run: Run): void {
  const { venues, accounts, watchedZones, costModel, storm, memory, currentState } = run;
  console.log(
    `\n\n== ${venues} venues, ${accounts} accounts, ${watchedZones} zones; requests priced by model ${costModel}`,
  );
  console.log(`\nWhat each way of asking costs, as measured\n\n${shapesTable(run)}\n\n${choiceIn(run)}`);
  if (run.neverRead > 0) {
    console.log(
      `\nNOT WATCHED: ${run.neverRead} of ${accounts} accounts were not read once in the ${Math.round((run.phases[0]?.seconds ?? 0) / 3600)} hours ` +
        'of the first round. What follows is what trying cost, and no measure of watching.',
    );
  }
  console.log(`\nCalls and tokens, beside one call a venue\n\n${callsTable(run)}`);
  console.log(`\nWork on this machine, and reckoned for Lambda\n\n${workTable(run)}`);
  console.log(`\nThe table of states, beside one write a reading\n\n${unitsTable(run)}`);
  const share = (at: number) => Math.round(percentile(storm.secondsToTell, at));
  console.log(
    `\nOutages: ${storm.broken} zones to be missed, ${storm.missed} not told, ${storm.falseOutages} made up, ` +
      `${run.outagesLeft} left after the recovery; of the storm, told after ${share(0.5)} s (p50), ${share(0.95)} s (p95), ` +
      `${share(1)} s at most.`,
  );
  console.log(
    `Current state of a zone: p50 ${currentState.p50.toFixed(2)} ms, p99 ${currentState.p99.toFixed(2)} ms ` +
      `(aim: below ${AIMS.stateMilliseconds} ms).`,
  );
  console.log(
    `Memory: ${memory.beforeMb.toFixed(0)} MB with the directory read, ${memory.peakMb.toFixed(0)} MB at most ` +
      `(planner, poller and bench in one process); simulator ${memory.simulatorMb.toFixed(0)} MB. ` +
      `Reading the list of what to watch: ${run.readListMilliseconds.toFixed(0)} ms.`,
  );
}

function printTogether(): void {
  const series = seriesOfMonitoring();
  const rows = runs.map((run) => {
    const what = `${run.venues} venues, ${run.costModel}`;
    if (run.neverRead > 0) return [what, 'not watched', '', '', '', ''];
    const { lambda, sqs, dynamoDb, cloudWatch, total } = costOfMonth(run, series);
    return [what, lambda, sqs, dynamoDb, cloudWatch, total];
  });
  console.log(`\n\n== A month, in dollars (us-east-1, list prices, no free tier)\n`);
  console.log(table(['what is watched', 'Lambda', 'SQS', 'DynamoDB', 'CloudWatch', 'together'], rows));
  console.log(
    `\nFrom the counts of the last quiet cycle; ${ASSUMED.changingShare * 100} % of readings change something. Taken for granted: ` +
      `${ASSUMED.secondsPerSoundtrackCall} s a call to Soundtrack, ${ASSUMED.secondsPerTableRequest * 1000} ms a request to the ` +
      `table, ${ASSUMED.functionGb} GB functions with ${(ASSUMED.processorShare * 100).toFixed(0)} % of a processor. ` +
      `CloudWatch: ${series.metrics} series, ${series.alarms} alarms and the logs.`,
  );
  const slowest = Math.max(
    0,
    ...runs
      .filter(({ neverRead }) => neverRead === 0)
      .flatMap(({ phases }) =>
        phases.filter(({ name }) => name.startsWith('quiet')).map((one) => one.poller.wallSeconds),
      ),
  );
  const zones = Math.max(0, ...runs.filter(({ neverRead }) => neverRead === 0).map(({ watchedZones }) => watchedZones));
  console.log(
    `Aim: a quiet cycle of ${zones} zones within ${AIMS.pollerSeconds} s of one poller; the slowest took ${slowest.toFixed(1)} s.`,
  );
}
