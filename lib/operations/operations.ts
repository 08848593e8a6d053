import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { DashboardRow } from '../house/dashboard-row.ts';
import type { HttpRoutes } from '../house/http-routes.ts';
import type { Health } from './health.ts';
import { Pager } from './pager.ts';
import { SupportDashboard } from './support-dashboard.ts';

export interface OperationsProps {
  readonly stage: StageConfig;
  readonly api: HttpRoutes;
  readonly health: Health;
  /** The capabilities' rows, in the order they are shown. */
  readonly rows: DashboardRow[];
}

/** What people see of the running service: one dashboard, and the pager behind every alarm. */
export class Operations extends Construct {
  constructor(scope: Construct, id: string, { stage, api, health, rows }: OperationsProps) {
    super(scope, id);
    const own: DashboardRow = {
      title: 'HTTP API',
      alarms: [...api.alarms, ...health.function.alarms],
      widgets: apiWidgets(api.api),
      logGroups: [health.function.logGroup],
    };
    new SupportDashboard(this, 'Support', { title: `BMA Social, ${stage.name}`, rows: [own, ...rows] });
    new Pager(this, 'Pager', { email: stage.alarmEmail });
  }
}

function apiWidgets(api: HttpApi) {
  const sum = { period: Duration.minutes(5), statistic: 'Sum' };
  const latency = (statistic: string, label: string) =>
    api.metricLatency({ period: Duration.minutes(5), statistic, label });
  return [
    new GraphWidget({
      title: 'Requests, refused (4xx) and failed (5xx)',
      left: [api.metricCount(sum), api.metricClientError(sum), api.metricServerError(sum)],
      width: 12,
      height: 6,
    }),
    new GraphWidget({
      title: 'Time to answer, ms',
      left: [latency('p50', 'half'), latency('p99', '99 %')],
      width: 12,
      height: 6,
    }),
  ];
}
