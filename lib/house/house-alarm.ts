import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface HouseAlarmProps {
  /** What is seen, as a sentence: 'More than 5 % of runs fail.' */
  readonly sees: string;
  /** What it means for people, as half a sentence: 'people get no answer'. */
  readonly impact: string;
  /** The section of docs/runbook.md that says how to look, how to fix and when to wake someone. */
  readonly runbook: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /**
   * How many of the last periods must be bad: [2, 3] is two of three.
   * @default [2, 3]
   */
  readonly bad?: readonly [number, number];
  /** @default GREATER_THAN_THRESHOLD */
  readonly comparison?: ComparisonOperator;
  /**
   * Whether silence is itself the trouble, as for a heartbeat.
   * @default false
   */
  readonly silenceIsBad?: boolean;
}

/** An alarm that cannot be made without saying whom it concerns and where to read on. */
export class HouseAlarm extends Alarm {
  readonly runbook: string;

  constructor(scope: Construct, id: string, props: HouseAlarmProps) {
    const [datapointsToAlarm, evaluationPeriods] = props.bad ?? [2, 3];
    super(scope, id, {
      alarmDescription: `${props.sees} Impact: ${props.impact}. Runbook: docs/runbook.md#${props.runbook}`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      datapointsToAlarm,
      evaluationPeriods,
      treatMissingData: props.silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.runbook = props.runbook;
  }
}

/** The period alarms look at unless they say otherwise. */
export const MINUTE = Duration.minutes(1);
