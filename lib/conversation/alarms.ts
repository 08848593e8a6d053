import { Operation, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Fault } from '../../lambdas/conversation/outbox/fault.ts';
import { HouseAlarm, MINUTE } from '../house/house-alarm.ts';
import { sumOf } from '../house/metric-series.ts';
import { type MetricName, seriesOf } from './metrics.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** What only the code can count: refused deliveries, forged calls, answers nobody fetched; and a table out of breath. */
export function conversationAlarms(scope: Construct, table: Table): HouseAlarm[] {
  return [
    new HouseAlarm(scope, 'DeliveryFailed', {
      sees: 'More than 5 messages in 5 minutes were refused by a vendor.',
      impact: 'people do not get the answers we wrote',
      runbook: 'delivery-failed',
      metric: failedDeliveries('ours', 'person'),
      threshold: 5,
    }),
    new HouseAlarm(scope, 'SendingBroken', {
      sees: 'A message was refused for a reason that lies with us or the vendor, not with the person.',
      impact: 'the next answers will probably not arrive either',
      runbook: 'delivery-failed',
      metric: failedDeliveries('ours'),
      threshold: 0,
      bad: [1, 2],
    }),
    new HouseAlarm(scope, 'SendingNotAllowed', {
      sees: 'A vendor refuses our token, our permissions or our payment.',
      impact: 'no answer goes out until somebody mends the account; they wait and are then sent',
      runbook: 'sending-not-allowed',
      metric: totalOfClass('SendRefused', 'account', FIVE_MINUTES),
      threshold: 0,
      bad: [1, 2],
    }),
    new HouseAlarm(scope, 'MessageHeld', {
      sees: 'An answer could not be sent now: the 24-hour window is closed or the month’s messages are used up.',
      impact: 'somebody waits for an answer until they write again',
      runbook: 'message-held',
      metric: total('MessageHeld', FIVE_MINUTES),
      threshold: 0,
      bad: [1, 2],
    }),
    new HouseAlarm(scope, 'PersonNeeded', {
      sees: 'Somebody reported a problem, asked for a person, was not understood, or said that a report is over or wrong.',
      impact: 'the promise is broken unless somebody of support reads it and answers',
      runbook: 'person-needed',
      metric: sumOf('Promised a person', MINUTE, [
        ...seriesOf('ReportNoted', { period: MINUTE, statistic: 'Sum' }),
        ...seriesOf('HandOverNoted', { period: MINUTE, statistic: 'Sum' }),
      ]),
      threshold: 0,
      bad: [1, 2],
    }),
    new HouseAlarm(scope, 'SignatureRejected', {
      sees: 'More than 20 calls in 5 minutes had a wrong signature.',
      impact: 'either somebody forges calls, or our secret is out of date and nobody is heard',
      runbook: 'signature-rejected',
      metric: total('SignatureRejected', FIVE_MINUTES),
      threshold: 20,
      bad: [1, 2],
    }),
    new HouseAlarm(scope, 'TurnPostponed', {
      sees: 'Turns are put off because the database or the venue directory does not answer.',
      impact: 'people wait for an answer, with nothing lost',
      runbook: 'turn-postponed',
      metric: total('TurnPostponed', MINUTE),
      threshold: 0,
    }),
    new HouseAlarm(scope, 'DirectoryMissing', {
      sees: 'Somebody wrote and no venue directory is published, or take-turn may not read it.',
      impact: 'no venue is found: everybody is promised a person',
      runbook: 'turn-postponed',
      metric: total('DirectoryMissing', FIVE_MINUTES),
      threshold: 0,
      bad: [1, 2],
    }),
    new HouseAlarm(scope, 'OutboxOverdue', {
      sees: 'Answers are still in the outbox although their time has passed.',
      impact: 'people wait for answers that are already written',
      runbook: 'outbox-overdue',
      metric: total('OutboxOverdue', MINUTE),
      threshold: 0,
    }),
    new HouseAlarm(scope, 'TableThrottled', {
      sees: 'The chat table refuses reads or writes.',
      impact: 'messages are heard, answered and delivered late',
      runbook: 'chat-table',
      // Not the table's own sum, which has no value in a minute in which any of these was not refused.
      metric: sumOf(
        'Throttled requests',
        MINUTE,
        [Operation.TRANSACT_WRITE_ITEMS, Operation.PUT_ITEM, Operation.GET_ITEM, Operation.QUERY].map((operation) =>
          table.metricThrottledRequestsForOperation(operation, { period: MINUTE, statistic: 'Sum' }),
        ),
      ),
      threshold: 0,
    }),
  ];
}

const total = (name: MetricName, period: Duration) => sumOf(name, period, seriesOf(name, { period, statistic: 'Sum' }));

const totalOfClass = (name: MetricName, value: string, period: Duration) =>
  sumOf(`${name} ${value}`, period, seriesOf(name, { period, statistic: 'Sum', value }));

const failedDeliveries = (...faults: Fault[]) =>
  sumOf(
    'DeliveryFailed',
    FIVE_MINUTES,
    faults.flatMap((value) => seriesOf('DeliveryFailed', { period: FIVE_MINUTES, statistic: 'Sum', value })),
  );
