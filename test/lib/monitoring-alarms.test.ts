import { describe, expect, it } from '@jest/globals';
import { faultOf, type LostBy } from '../../lambdas/conversation/outbox/fault.ts';
import { MonitoringPolicy } from '../../lambdas/monitoring/policy.ts';
import { METRICS as ofConversation } from '../../lib/conversation/metrics.ts';
import { propertiesOf, synthesised, theOne } from './synthesised.ts';

const { service } = synthesised('Prod');
const alarm = (idStart: string, template = service) => theOne(template, 'AWS::CloudWatch::Alarm', idStart);

/** The metrics an alarm looks at, as 'Name value of its dimension'. */
const watchedBy = (properties: Record<string, unknown>) => {
  type Stat = { MetricStat?: { Metric: { MetricName: string; Dimensions: { Name: string; Value: string }[] } } };
  const single = { MetricStat: { Metric: properties } } as Stat;
  return ((properties.Metrics as Stat[] | undefined) ?? [single]).flatMap(({ MetricStat }) =>
    MetricStat
      ? [[MetricStat.Metric.MetricName, ...MetricStat.Metric.Dimensions.map(({ Value }) => Value)].join(' ')]
      : [],
  );
};

describe('the alarms of monitoring', () => {
  it.each([
    ['MonitoringCoverage', 'CoveragePercent plan-polls', 'LessThanThreshold', 99, [3, 5]],
    ['MonitoringOldestReading', 'OldestReadingSeconds plan-polls', 'GreaterThanThreshold', 600, [2, 3]],
    ['MonitoringDegraded', 'MonitoringDegraded plan-polls', 'GreaterThanThreshold', 0, [2, 3]],
    ['MonitoringSlowDetection', 'DetectionSeconds down poll-zones', 'GreaterThanThreshold', 600, [1, 2]],
    ['MonitoringRoundLagOne', 'RoundLagSeconds plan-polls one', 'GreaterThanThreshold', 300, [2, 3]],
    ['MonitoringTokensLowOne', 'TokensLeft plan-polls one', 'LessThanThreshold', 360, [10, 10]],
    ['MonitoringChangeNotLanded', 'ChangeNotLanded land-changes', 'GreaterThanThreshold', 0, [1, 2]],
    ['MonitoringCanaryMissed', 'CanaryMissed exercise-canary', 'GreaterThanThreshold', 0, [1, 2]],
  ])('%s watches %s', (id, metric, comparison, threshold, [bad, of]) => {
    const properties = alarm(id);
    expect(watchedBy(properties).map((one) => one.split(' ').sort())).toEqual([metric.split(' ').sort()]);
    expect(properties).toMatchObject({
      ComparisonOperator: comparison,
      Threshold: threshold,
      DatapointsToAlarm: bad,
      EvaluationPeriods: of,
      TreatMissingData: 'notBreaching',
    });
  });

  it('hold detection to what is promised', () => {
    const { pollIntervalSec, fastRecheckSec, furtherRecheckSec } = MonitoringPolicy.parse({});
    const slowest = pollIntervalSec + fastRecheckSec + furtherRecheckSec;
    expect(alarm('MonitoringSlowDetection').Threshold).toBeGreaterThan(slowest);
    expect(alarm('MonitoringSlowDetection').Threshold).toBeLessThanOrEqual(600);
  });

  it('fire when the planner has not run for three minutes: without it there is not even a figure to look at', () => {
    expect(alarm('MonitoringPlanningEveryMinuteSilent')).toMatchObject({
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      TreatMissingData: 'breaching',
      AlarmDescription: expect.stringContaining('It has not run for 3 minutes.'),
    });
  });

  it('leave the history the minute in which changes are collected, and fire also while nothing is landed at all', () => {
    expect(alarm('MonitoringLandingChangesBehind')).toMatchObject({
      MetricName: 'IteratorAge',
      Threshold: 300_000,
      AlarmDescription: expect.stringContaining('more than 5 minutes late'),
    });
    expect(alarm('ConversationRelayingChangesBehind')).toMatchObject({ Threshold: 60_000 });
  });

  it('are patient with other schedules as before', () => {
    expect(alarm('ConversationRelayingEveryMinuteSilent')).toMatchObject({ EvaluationPeriods: 5 });
    expect(alarm('MonitoringCanaryEveryFiveMinutesSilent')).toMatchObject({ Period: 300, EvaluationPeriods: 5 });
  });

  it('look at each shard of the stage, and at none it does not have', () => {
    const ids = (name: 'Local' | 'Prod') =>
      propertiesOf(synthesised(name).service, 'AWS::CloudWatch::Alarm')
        .map(([id]) => /^Monitoring(RoundLag|TokensLow)(One|Two)/.exec(id)?.[0])
        .filter(Boolean);
    expect(ids('Prod')).toEqual(['MonitoringRoundLagOne', 'MonitoringTokensLowOne']);
    expect(ids('Local')).toHaveLength(4);
  });
});

describe('the alarms on failed deliveries', () => {
  const by = ofConversation.DeliveryFailed.by;
  const series = (...faults: string[]) =>
    faults.flatMap((fault) => by.map((name) => ['DeliveryFailed', name, fault].sort().join(' '))).sort();
  const watched = (idStart: string) =>
    watchedBy(alarm(idStart))
      .map((one) => one.split(' ').sort().join(' '))
      .sort();

  it('count what was anybody’s fault, and what breaks sending for all', () => {
    expect(watched('ConversationDeliveryFailed')).toEqual(series('ours', 'person'));
    expect(watched('ConversationSendingBroken')).toEqual(series('ours'));
  });

  it.each<[LostBy, boolean]>([
    ['account', true],
    ['gave-up', true],
    ['window-closed', false],
    ['superseded', false],
  ])('%s says that the next answers fail too: %s', (failure, isOurs) => {
    expect(faultOf(failure) === 'ours').toBe(isOurs);
  });
});
