import { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { SweepMailEnv } from '../../lambdas/sync/env.ts';
import type { StageConfig } from '../config.ts';
import type { DashboardRow } from '../house/dashboard-row.ts';
import { HouseAlarm } from '../house/house-alarm.ts';
import { HouseFunction } from '../house/house-function.ts';
import { ScheduledFunction } from '../house/scheduled-function.ts';
import type { SharedStateTable } from '../shared-state/state.ts';
import type { VenueDatabase } from '../venues/database.ts';
import { type MetricName, seriesOf } from './metrics.ts';
import type { SourceSecrets } from './secrets.ts';

export interface MailSweepProps {
  readonly stage: StageConfig;
  readonly database: VenueDatabase;
  readonly shared: SharedStateTable;
  readonly secrets: SourceSecrets;
  readonly logSalt: string;
}

const EVERY = Duration.minutes(10);
/**
 * Of the 6,000 quota units Gmail gives a mailbox each minute. A venue with much new mail takes 1,000 at one go, on top
 * of the minute's average; the rest is for people who ask for a venue's mail at once.
 */
const SWEEP_UNITS_PER_MINUTE = 4_000;
const IMPACT = 'the assistant and staff do not see what venues wrote lately; what was read before stays';

/** Looks at every venue's mail once a day, a few venues at a time. */
export class MailSweep extends Construct {
  readonly row: DashboardRow;

  constructor(scope: Construct, id: string, props: MailSweepProps) {
    super(scope, id);
    const sweepMail = this.sweepMail(props);
    const schedule = new ScheduledFunction(this, 'EveryTenMinutes', {
      stage: props.stage,
      runs: sweepMail,
      every: EVERY,
      impact: IMPACT,
      runbook: 'sweep-mail',
    });
    this.row = {
      title: 'Mail history',
      alarms: [this.unavailable(), ...sweepMail.alarms, ...schedule.alarms],
      widgets: [
        graph('Venues whose mail was looked at', 'MailSwept'),
        graph('Sweeps without Gmail', 'MailUnavailable'),
      ],
      logGroups: [sweepMail.logGroup],
    };
  }

  private sweepMail({ stage, database, shared, secrets, logSalt }: MailSweepProps) {
    return new HouseFunction<typeof SweepMailEnv>(this, 'SweepMail', {
      stage,
      entry: 'sync/sweep-mail',
      does: 'Looks at the mail of the venues that waited longest',
      impact: IMPACT,
      // Ends before the next run begins.
      timeout: Duration.minutes(9),
      environment: {
        ...database.variablesAs('app'),
        GOOGLE_SECRET_ARN: secrets.google.reads,
        GOOGLE_TOKEN_URL: stage.google.tokenUrl,
        GOOGLE_GMAIL_URL: stage.google.gmailUrl,
        MAILBOX: stage.google.mailbox,
        OUR_MAIL_DOMAINS: stage.google.ourMailDomains.join(','),
        MAIL_UNITS_PER_MINUTE: String(SWEEP_UNITS_PER_MINUTE),
        SHARED_STATE_TABLE: shared.may('leases', 'breakers'),
        LOG_SALT: logSalt,
      },
    });
  }

  private unavailable(): HouseAlarm {
    const [metric] = seriesOf('MailUnavailable', { period: EVERY, statistic: 'Sum' });
    if (!metric) throw new Error('MailUnavailable has no series');
    return new HouseAlarm(this, 'Unavailable', {
      sees: 'Gmail could not be read by any sweep for an hour.',
      impact: IMPACT,
      runbook: 'sweep-mail',
      metric,
      threshold: 0,
      bad: [6, 6],
    });
  }
}

const graph = (title: string, name: MetricName) =>
  new GraphWidget({
    title,
    left: seriesOf(name, { period: Duration.minutes(30), statistic: 'Sum' }),
    width: 12,
    height: 6,
  });
