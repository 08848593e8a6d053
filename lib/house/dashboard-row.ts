import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { HouseAlarm } from './house-alarm.ts';

/** What a capability shows on the support dashboard. It adds its own row; the dashboard knows no capability. */
export interface DashboardRow {
  readonly title: string;
  readonly alarms: HouseAlarm[];
  /** Left to right; 24 columns in all. */
  readonly widgets: IWidget[];
  /** Where its errors are looked for. */
  readonly logGroups: ILogGroup[];
}
