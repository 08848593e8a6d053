import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib/core';
import * as conversation from '../../lib/conversation/metrics.ts';
import { type Emitted, seriesIn } from '../../lib/house/metric-series.ts';
import * as monitoring from '../../lib/monitoring/metrics.ts';
import * as sync from '../../lib/sync/metrics.ts';
import * as venues from '../../lib/venues/metrics.ts';
import { propertiesOf, synthesised } from './synthesised.ts';

const { service, schema } = synthesised('Prod');
const alarms = propertiesOf(service, 'AWS::CloudWatch::Alarm');
const everyAlarm = [...alarms, ...propertiesOf(schema, 'AWS::CloudWatch::Alarm')];
const root = join(import.meta.dirname, '../..');
const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);
const linked = ([, { AlarmDescription }]: [string, Record<string, unknown>]) =>
  /docs\/runbook\.md#([a-z-]+)$/.exec(String(AlarmDescription))?.[1] ?? '';

describe('every alarm', () => {
  it('says what is seen, whom it concerns and where to read on', () => {
    expect(alarms.length).toBeGreaterThan(30);
    for (const [, { AlarmDescription }] of everyAlarm) {
      expect(AlarmDescription).toMatch(/^[A-Z][^.]+.*\. Impact: .{20,}\. Runbook: docs\/runbook\.md#[a-z-]+$/);
    }
  });

  it('has a runbook section with all four answers', () => {
    for (const alarm of everyAlarm) {
      const section = sections.get(linked(alarm)) ?? '';
      for (const answer of ['**Means:**', '**Look:**', '**Fix:**', '**Wake someone**']) {
        expect(`${linked(alarm)}: ${section}`).toContain(answer);
      }
    }
  });

  it('reaches a person when it starts and when it is over', () => {
    for (const [, { AlarmActions, OKActions }] of everyAlarm) {
      expect(AlarmActions).toHaveLength(1);
      expect(OKActions).toHaveLength(1);
    }
  });

  it('takes silence for good news, except for heartbeats', () => {
    const breaching = everyAlarm.filter(([, { TreatMissingData }]) => TreatMissingData === 'breaching');
    for (const [id] of breaching) expect(id).toMatch(/^\w+Every\w+Silent|^UpkeepAway/);
    expect(breaching.length).toBeGreaterThan(2);
  });

  it('waits for a second bad period', () => {
    for (const [, { EvaluationPeriods }] of everyAlarm) expect(EvaluationPeriods).toBeGreaterThan(1);
  });
});

describe('the runbook', () => {
  it('has no section without an alarm', () => {
    expect([...sections.keys()].sort()).toEqual([...new Set(everyAlarm.map(linked))].sort());
  });
});

/** What every capability emits. */
const METRICS = [conversation, monitoring, sync, venues].flatMap(({ NAMESPACE, METRICS: own }) =>
  Object.entries<Emitted>(own).map(([name, emitted]) => ({ namespace: NAMESPACE, name, emitted })),
);

const sourceOf = (file: string) => readFileSync(join(root, file), 'utf8');
const countingFor: Record<string, string> = {
  'tellParcel(': sourceOf('lambdas/conversation/outbox/tell-parcel.ts'),
  'outsideCall(': sourceOf('lambdas/runtime/resilience/outside-call.ts'),
  'landChanges(': sourceOf('lambdas/monitoring/history/land-changes.ts'),
  'meterPolled(': sourceOf('lambdas/monitoring/polling/meter-polled.ts'),
};

const handlers = globSync('lambdas/**/*.handler.ts', { cwd: root }).map((file) => ({
  service: basename(file, '.handler.ts'),
  source: sourceOf(file),
}));

/** What each handler counts, as written in its code or in what counts for it. */
const counted = handlers.flatMap(({ service, source }) => {
  const code = [
    source,
    ...Object.entries(countingFor).flatMap(([call, text]) => (source.includes(call) ? [text] : [])),
  ];
  const names = [...code.join('\n').matchAll(/meter\.(?:count|milliseconds|level)\('(\w+)'/g)].map(([, name]) => name);
  return names.map((name) => `${name} by ${service}`);
});

describe('metrics', () => {
  it('are those the functions count, and no others', () => {
    const declared = METRICS.flatMap(({ name, emitted: { by } }) => by.map((service) => `${name} by ${service}`));
    expect(declared.sort()).toEqual([...new Set(counted)].sort());
  });

  const options = { period: Duration.minutes(1), statistic: 'Sum' };

  const series = METRICS.flatMap(({ namespace, name, emitted }) => seriesIn(namespace, name, emitted, options));

  it('stay within 80 series', () => {
    expect(series.length).toBeLessThanOrEqual(80);
  });

  it('have the service and at most one more dimension', () => {
    for (const { dimensions } of series) {
      expect(Object.keys(dimensions ?? {}).length).toBeLessThanOrEqual(2);
      expect(dimensions).toHaveProperty('service');
    }
  });
});

describe('the support dashboard', () => {
  const [, dashboard] = propertiesOf(service, 'AWS::CloudWatch::Dashboard')[0] ?? ['', {}];
  const body = JSON.stringify(dashboard.DashboardBody);

  it('shows every alarm', () => {
    for (const [id] of alarms) expect(body).toContain(id);
  });

  it('searches the logs of every function for the last errors', () => {
    const ofFunctions = ([key]: [string, unknown]) => !key.includes('AccessLogs') && !key.startsWith('SyncRunLogs');
    for (const [id] of propertiesOf(service, 'AWS::Logs::LogGroup').filter(ofFunctions)) {
      expect(body).toContain(id);
    }
  });
});

describe('every sum over series that are only written when something happens', () => {
  it('counts a series without data as nothing, or it would wait until all of them have some', () => {
    const sums = [...JSON.stringify(alarms).matchAll(/"Expression":"([^"]* \+ [^"]*)"/g)].map(([, sum = '']) => sum);
    expect(sums.length).toBeGreaterThan(3);
    for (const sum of sums) expect(sum).toMatch(/^FILL\(\w+, 0\)( \+ FILL\(\w+, 0\))+$/);
  });
});

describe('the alarm on a throttled table', () => {
  it('watches just the operations that the code uses', () => {
    const stores = globSync('lambdas/conversation/store/*.ts', { cwd: root }).map((file) =>
      readFileSync(join(root, file), 'utf8'),
    );
    const names: Record<string, string> = { Get: 'GetItem', Put: 'PutItem', TransactWrite: 'TransactWriteItems' };
    const used = [...stores.join().matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => names[name] ?? name);
    const watched = JSON.stringify(alarms.find(([id]) => id.includes('TableThrottled'))).matchAll(
      /"Name":"Operation","Value":"(\w+)"/g,
    );
    expect([...watched].map(([, name]) => name).sort()).toEqual([...new Set(used)].sort());
  });
});
