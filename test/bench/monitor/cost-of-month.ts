import { stageConfig } from '../../../lib/config.ts';
import { METRICS } from '../../../lib/monitoring/metrics.ts';
import { propertiesOf, synthesised } from '../../lib/synthesised.ts';
import type { Run } from './one-run.ts';
import type { Phase } from './phases.ts';
import { ASSUMED, PRICES } from './prices.ts';

export type CostOfMonth = { lambda: number; sqs: number; dynamoDb: number; cloudWatch: number; total: number };
export type Series = { metrics: number; alarms: number };

const MILLION = 1e6;

/** Seconds of functions that polling takes in a phase, where Soundtrack and the tables are a network away. */
export function functionSeconds({ poller, soundtrack, tables, messages }: Phase): number {
  const requests = tables.reads + tables.writes / ASSUMED.savesAtOnce;
  return (
    poller.cpuSeconds / ASSUMED.processorShare +
    poller.waitedSeconds +
    soundtrack.requests * ASSUMED.secondsPerSoundtrackCall +
    requests * ASSUMED.secondsPerTableRequest +
    messages.taken * 0.02
  );
}

/** Functions at work at once on average. */
export const concurrency = (phase: Phase): number => functionSeconds(phase) / phase.seconds;

/** What a month of quiet cycles with ordinary changes would cost, from what was counted in the cycles of a run. */
export function costOfMonth(run: Run, series: Series): CostOfMonth {
  const quiet = run.phases.filter(({ name }) => name.startsWith('quiet')).at(-1);
  if (!quiet) throw new Error('there was no quiet cycle');
  const { functionGb, hoursAMonth } = ASSUMED;
  const seconds = hoursAMonth * 3_600;
  const cycles = seconds / quiet.seconds;
  const ticks = seconds / 60;
  const changed = run.watchedZones * ASSUMED.changingShare * cycles;

  const plannerSeconds =
    (quiet.plannerCpuSeconds / quiet.plannerMilliseconds.length / ASSUMED.processorShare +
      9 * ASSUMED.secondsPerTableRequest) *
    ticks;
  const landings = changed / ASSUMED.changesPerLanding;
  const runs = quiet.messages.taken * cycles + ticks + landings;
  const gbSeconds =
    functionGb * (functionSeconds(quiet) * cycles + plannerSeconds + 0.5 * landings * ASSUMED.secondsPerLanding);
  const lambda = gbSeconds * PRICES.lambdaGbSecond + (runs / MILLION) * PRICES.perMillion.lambdaRequests;

  const { sendRequests, taken } = quiet.messages;
  const sqsRequests = (sendRequests + taken * ASSUMED.requestsPerMessage) * cycles + ASSUMED.emptyReceives;
  const sqs = (sqsRequests / MILLION) * PRICES.perMillion.sqsRequests;

  const { readUnits, writeUnits } = quiet.tables;
  const dynamoDb =
    (readUnits * cycles * PRICES.perMillion.readUnits +
      (writeUnits * cycles + changed * unitsOfChange(run, quiet)) * PRICES.perMillion.writeUnits) /
    MILLION;
  const logGb = (runs * ASSUMED.logBytesPerRun) / 1024 ** 3;
  const cloudWatch = series.metrics * PRICES.metricSeries + series.alarms * PRICES.alarm + logGb * PRICES.logGb;
  return { lambda, sqs, dynamoDb, cloudWatch, total: lambda + sqs + dynamoDb + cloudWatch };
}

/** Write units of one account's change, as the storm shows. */
function unitsOfChange({ phases }: Run, quiet: Phase): number {
  const storm = phases.find(({ name }) => name.startsWith('storm')) ?? quiet;
  const writes = storm.tables.writes - quiet.tables.writes;
  return writes > 0 ? (storm.tables.writeUnits - quiet.tables.writeUnits) / writes : 0;
}

/** Metric series and alarms of monitoring in production, as its template has them. */
export function seriesOfMonitoring(): Series {
  const { service } = synthesised('Prod');
  const shards = stageConfig('Prod').monitoring.shards.length;
  const metrics = Object.values(METRICS).reduce((sum, metric) => {
    const values = 'values' in metric ? (metric.dimension === 'shard' ? shards : metric.values.length) : 1;
    return sum + metric.by.length * values;
  }, 0);
  const alarms = propertiesOf(service, 'AWS::CloudWatch::Alarm').filter(([id]) => id.startsWith('Monitoring')).length;
  return { metrics, alarms };
}
