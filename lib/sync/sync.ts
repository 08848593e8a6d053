import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type {
  ApplySheetEnv,
  CheckSheetEnv,
  FetchSheetEnv,
  FinishSyncEnv,
  RequestSyncEnv,
} from '../../lambdas/sync/env.ts';
import type { DiscoverZonesEnv, PublishDirectoryEnv } from '../../lambdas/venues/env.ts';
import type { StageConfig } from '../config.ts';
import { type Access, access, allOf } from '../house/access.ts';
import { acknowledge } from '../house/acknowledge.ts';
import type { DashboardRow } from '../house/dashboard-row.ts';
import { HouseFunction } from '../house/house-function.ts';
import type { OpsNotices } from '../house/ops-notices.ts';
import { ScheduledFunction } from '../house/scheduled-function.ts';
import type { SharedStateTable } from '../shared-state/state.ts';
import type { VenueDatabase } from '../venues/database.ts';
import type { DirectoryBucket } from '../venues/state.ts';
import { syncAlarms } from './alarms.ts';
import { syncRow } from './dashboard-row.ts';
import type { SourceSecrets } from './secrets.ts';
import type { SyncRuns } from './state.ts';
import { SyncMachine } from './sync-machine.ts';

export interface SheetSyncProps {
  readonly stage: StageConfig;
  readonly database: VenueDatabase;
  readonly runs: SyncRuns;
  readonly directory: DirectoryBucket;
  readonly shared: SharedStateTable;
  readonly secrets: SourceSecrets;
  readonly notices: OpsNotices;
  readonly logSalt: string;
}

const STALE = 'the venue directory stays as it was: new venues are not found, corrections are not used';

/** Keeps the record and the published directory in line with the venue sheet and with Soundtrack. */
export class SheetSync extends Construct {
  readonly machine: SyncMachine;
  readonly row: DashboardRow;

  constructor(scope: Construct, id: string, props: SheetSyncProps) {
    super(scope, id);
    const steps = this.steps(props);
    this.machine = new SyncMachine(this, 'Run', { stage: props.stage, steps });
    const requestSync = this.requestSync(props);
    const schedule = new ScheduledFunction(this, 'EveryFiveMinutes', {
      stage: props.stage,
      runs: requestSync,
      every: Duration.minutes(5),
      impact: STALE,
      runbook: 'request-sync',
    });
    acknowledge(requestSync, {
      [`AwsSolutions-IAM5[Resource::${this.machine.executionArnsInWords}]`]:
        'Executions are named while they are started; all of them are runs of this one machine.',
    });
    const functions = [requestSync, ...Object.values(steps)];
    this.row = syncRow({
      alarms: [...syncAlarms(this), ...functions.flatMap(({ alarms }) => alarms), ...schedule.alarms],
      logGroups: functions.map(({ logGroup }) => logGroup),
    });
  }

  private steps({ stage, database, runs, directory, shared, secrets, notices, logSalt }: SheetSyncProps) {
    const common = { stage, impact: STALE } as const;
    const asApp = database.variablesAs('app');
    const LOG_SALT = logSalt;
    return {
      fetch: new HouseFunction<typeof FetchSheetEnv>(this, 'FetchSheet', {
        ...common,
        entry: 'sync/fetch-sheet',
        does: 'Takes a copy of the venue sheet',
        timeout: Duration.minutes(2),
        environment: {
          RUNS_BUCKET: runs.may('PutObject'),
          GOOGLE_SECRET_ARN: secrets.google.reads,
          GOOGLE_TOKEN_URL: stage.google.tokenUrl,
          GOOGLE_SHEETS_URL: stage.google.sheetsUrl,
          SPREADSHEET_ID: stage.google.spreadsheetId,
          SHARED_STATE_TABLE: shared.may('breakers'),
          LOG_SALT,
        },
      }),
      check: new HouseFunction<typeof CheckSheetEnv>(this, 'CheckSheet', {
        ...common,
        entry: 'sync/check-sheet',
        does: 'Reads the sheet, compares it with the record, and decides whether the change may be applied',
        timeout: Duration.minutes(2),
        memoryMb: 1769,
        environment: {
          RUNS_BUCKET: runs.may('GetObject', 'PutObject'),
          MAX_CHANGE_SHARE: String(stage.sync.maxChangeShare),
          ...asApp,
          LOG_SALT,
        },
      }),
      apply: new HouseFunction<typeof ApplySheetEnv>(this, 'ApplySheet', {
        ...common,
        entry: 'sync/apply-sheet',
        does: 'Brings the record in line with the sheet, in one transaction',
        timeout: Duration.minutes(5),
        memoryMb: 1769,
        environment: {
          RUNS_BUCKET: runs.may('GetObject'),
          ...asApp,
          SHARED_STATE_TABLE: shared.may('cache'),
          LOG_SALT,
        },
      }),
      zones: new HouseFunction<typeof DiscoverZonesEnv>(this, 'DiscoverZones', {
        ...common,
        entry: 'venues/discover-zones',
        does: 'Asks Soundtrack for accounts and zones and reconciles them with the record',
        // At 100,000 zones the rate budget alone makes a walk wait for two minutes.
        timeout: Duration.minutes(15),
        memoryMb: 1769,
        environment: {
          ...asApp,
          SHARED_STATE_TABLE: shared.may('breakers'),
          SOUNDTRACK_SECRET_ARN: secrets.soundtrack.reads,
          SOUNDTRACK_URL: stage.soundtrack.url,
          DISCOVER_EVERY_MINUTES: String(stage.sync.discoverEveryMinutes),
          LOG_SALT,
        },
      }),
      publish: new HouseFunction<typeof PublishDirectoryEnv>(this, 'PublishDirectory', {
        ...common,
        entry: 'venues/publish-directory',
        does: 'Publishes a new version of the directory when the record has changed',
        timeout: Duration.minutes(2),
        memoryMb: 1769,
        environment: { ...asApp, DIRECTORY_BUCKET: directory.publishes, LOG_SALT },
      }),
      finish: new HouseFunction<typeof FinishSyncEnv>(this, 'FinishSync', {
        ...common,
        entry: 'sync/finish-sync',
        does: 'Writes the report of a run, tells ops what is new, and lets the next run start',
        timeout: Duration.minutes(2),
        environment: {
          RUNS_BUCKET: runs.may('GetObject', 'PutObject'),
          ...asApp,
          SHARED_STATE_TABLE: shared.may('leases', 'notes'),
          NOTICES_TOPIC_ARN: notices.tells,
          LOG_SALT,
        },
      }),
    };
  }

  private requestSync({ stage, shared, logSalt }: SheetSyncProps) {
    return new HouseFunction<typeof RequestSyncEnv>(this, 'RequestSync', {
      stage,
      entry: 'sync/request-sync',
      does: 'Starts a sync run when one is due and tells how old the directory is',
      impact: STALE,
      timeout: Duration.seconds(30),
      environment: {
        SHARED_STATE_TABLE: shared.may('leases', 'limits', 'notes'),
        STATE_MACHINE_ARN: this.startsRuns,
        SYNC_EVERY_MINUTES: String(stage.sync.everyMinutes),
        SYNC_RETRY_MINUTES: String(stage.sync.retryMinutes),
        SPREADSHEET_ID: stage.google.spreadsheetId,
        LOG_SALT: logSalt,
      },
    });
  }

  /** May start runs and ask how one of them is doing. */
  private get startsRuns(): Access {
    const { stateMachineArn } = this.machine.machine;
    return allOf(
      access(stateMachineArn, ['states:StartExecution'], [stateMachineArn]),
      access(stateMachineArn, ['states:DescribeExecution'], [this.machine.executionArns]),
    );
  }
}
