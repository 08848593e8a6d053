import {
  AlarmStatusWidget,
  Dashboard,
  LogQueryVisualizationType,
  LogQueryWidget,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DashboardRow } from '../house/dashboard-row.ts';

const WIDTH = 24;

/** The one page to open when something is wrong: what fires, what to read, what the numbers and the last errors say. */
export class SupportDashboard extends Construct {
  constructor(scope: Construct, id: string, { title, rows }: { title: string; rows: DashboardRow[] }) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(8),
      periodOverride: PeriodOverride.INHERIT,
    });
    dashboard.addWidgets(new TextWidget({ width: WIDTH, height: 2, markdown: heading(title, rows) }));
    for (const row of rows) {
      dashboard.addWidgets(
        new AlarmStatusWidget({
          title: `${row.title}: alarms`,
          alarms: row.alarms,
          width: WIDTH,
          height: 1 + Math.ceil(row.alarms.length / 6),
        }),
      );
      if (row.widgets.length > 0) dashboard.addWidgets(...row.widgets);
    }
    dashboard.addWidgets(
      new LogQueryWidget({
        title: 'Last errors',
        logGroupNames: rows.flatMap(({ logGroups }) => logGroups.map(({ logGroupName }) => logGroupName)),
        view: LogQueryVisualizationType.TABLE,
        queryLines: [
          'fields @timestamp, service, message, errorName, errorCode, @log',
          'filter level = "ERROR" or level = "CRITICAL"',
          'sort @timestamp desc',
          'limit 20',
        ],
        width: WIDTH,
        height: 8,
      }),
    );
  }
}

function heading(title: string, rows: DashboardRow[]) {
  const sections = [...new Set(rows.flatMap(({ alarms }) => alarms.map(({ runbook }) => runbook)))].sort();
  return `# ${title}\nRunbook, docs/runbook.md: ${sections.map((section) => `\`#${section}\``).join(' · ')}`;
}
