import { describe, expect, it } from '@jest/globals';
import { propertiesOf, synthesised } from './synthesised.ts';

type Statement = { Effect: string; Action: string | string[]; Resource: unknown };

const { service } = synthesised('Prod');
const policies = propertiesOf(service, 'AWS::IAM::Policy');
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const statementsOf = (policy: Record<string, unknown>) =>
  (policy.PolicyDocument as { Statement: Statement[] }).Statement;

/** Only what the function itself asks for: not its logs, traces and event source. */
function grantsOf(idStart: string): string[] {
  const found = policies.filter(([id]) => id.startsWith(idStart));
  expect(found).toHaveLength(1);
  return found
    .flatMap(([, policy]) => statementsOf(policy))
    .flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) => list(Resource).map((on) => `${action} ${shortened(on)}`)),
    )
    .filter(
      (grant) =>
        !/^(logs|xray):|(ReceiveMessage|DeleteMessage|GetQueueAttributes|Stream|ShardIterator|GetRecords)/.test(grant),
    )
    .sort();
}

function shortened(resource: unknown): string {
  const text = JSON.stringify(resource);
  const known = [
    'ChatsTable',
    'DirectoryBucket',
    'WhatsAppSecret',
    'LineSecret',
    'InboxQueue',
    'TurnsQueue',
    'OutboxQueue',
    'StatusesQueue',
    'PollsOneQueue',
    'ZoneStates',
    'ChangesBucket',
    'DeadLetters',
    'SharedTable',
    'SyncRuns',
    'GoogleSecret',
    'SoundtrackSecret',
    'DatabaseAppSecret',
    'DatabaseCluster',
    'NoticesTopic',
    'SyncRunMachine',
  ];
  const name = known.find((one) => text.includes(one)) ?? text;
  return name + (/\/(index|directory|runs|changes)\/[a-z.*/-]+/.exec(text)?.[0] ?? '');
}

const ASKS_DATABASE = ['BeginTransaction', 'CommitTransaction', 'ExecuteStatement', 'RollbackTransaction'].map(
  (action) => `rds-data:${action} DatabaseCluster`,
);
const READS_PASSWORD = 'secretsmanager:GetSecretValue DatabaseAppSecret';

describe('grants', () => {
  it.each([
    [
      'ConversationHearingReceiveWebhook',
      [
        'secretsmanager:GetSecretValue LineSecret',
        'secretsmanager:GetSecretValue WhatsAppSecret',
        'sqs:SendMessage InboxQueue',
        'sqs:SendMessage StatusesQueue',
      ],
    ],
    [
      'ConversationHearingHearMessage',
      ['dynamodb:GetItem ChatsTable', 'dynamodb:PutItem ChatsTable', 'sqs:ChangeMessageVisibility InboxQueue'],
    ],
    [
      'ConversationAnsweringTakeTurn',
      [
        'dynamodb:DeleteItem ChatsTable',
        'dynamodb:GetItem ChatsTable',
        'dynamodb:PutItem ChatsTable',
        's3:GetObject DirectoryBucket/directory/*',
        'sqs:ChangeMessageVisibility TurnsQueue',
        'sqs:SendMessage TurnsQueue',
      ],
    ],
    [
      'ConversationDeliveringDeliverMessage',
      [
        'dynamodb:GetItem ChatsTable',
        'dynamodb:PutItem ChatsTable',
        'dynamodb:Query ChatsTable/index/open',
        'secretsmanager:GetSecretValue LineSecret',
        'secretsmanager:GetSecretValue WhatsAppSecret',
        'sqs:ChangeMessageVisibility OutboxQueue',
      ],
    ],
    [
      'ConversationDeliveringRecordDeliveryStatus',
      ['dynamodb:GetItem ChatsTable', 'dynamodb:PutItem ChatsTable', 'sqs:ChangeMessageVisibility StatusesQueue'],
    ],
    [
      'ConversationRelayingRelayDueWork',
      ['sqs:SendMessage DeadLetters', 'sqs:SendMessage OutboxQueue', 'sqs:SendMessage TurnsQueue'],
    ],
    [
      'ConversationRelayingChaseOverdue',
      ['dynamodb:Query ChatsTable/index/due', 'sqs:SendMessage OutboxQueue', 'sqs:SendMessage TurnsQueue'],
    ],
    ['HealthRole', ['dynamodb:DescribeTable ChatsTable']],
    [
      'SyncRequestSync',
      [
        'dynamodb:DeleteItem SharedTable',
        'dynamodb:GetItem SharedTable',
        'dynamodb:PutItem SharedTable',
        'dynamodb:UpdateItem SharedTable',
        'states:DescribeExecution SyncRunMachine',
        'states:StartExecution SyncRunMachine',
      ],
    ],
    [
      'SyncFetchSheet',
      [
        'dynamodb:GetItem SharedTable',
        'dynamodb:PutItem SharedTable',
        's3:PutObject SyncRuns/runs/*',
        'secretsmanager:GetSecretValue GoogleSecret',
      ],
    ],
    [
      'SyncCheckSheet',
      [...ASKS_DATABASE, 's3:GetObject SyncRuns/runs/*', 's3:PutObject SyncRuns/runs/*', READS_PASSWORD],
    ],
    [
      'SyncApplySheet',
      [
        'dynamodb:BatchGetItem SharedTable',
        'dynamodb:PutItem SharedTable',
        'dynamodb:UpdateItem SharedTable',
        ...ASKS_DATABASE,
        's3:GetObject SyncRuns/runs/*',
        READS_PASSWORD,
      ],
    ],
    [
      'SyncDiscoverZones',
      [
        'dynamodb:GetItem SharedTable',
        'dynamodb:PutItem SharedTable',
        ...ASKS_DATABASE,
        READS_PASSWORD,
        'secretsmanager:GetSecretValue SoundtrackSecret',
      ],
    ],
    [
      'SyncPublishDirectory',
      [
        ...ASKS_DATABASE,
        's3:GetObject DirectoryBucket/directory/*',
        's3:PutObject DirectoryBucket/directory/*',
        READS_PASSWORD,
      ],
    ],
    [
      'SyncFinishSync',
      [
        'dynamodb:DeleteItem SharedTable',
        'dynamodb:GetItem SharedTable',
        'dynamodb:PutItem SharedTable',
        'dynamodb:UpdateItem SharedTable',
        ...ASKS_DATABASE,
        's3:GetObject SyncRuns/runs/*',
        's3:PutObject SyncRuns/runs/*',
        READS_PASSWORD,
        'sns:Publish NoticesTopic',
      ],
    ],
    [
      'MonitoringPlanningPlanPolls',
      [
        'dynamodb:GetItem ZoneStates',
        'dynamodb:PutItem ZoneStates',
        'dynamodb:Query ZoneStates',
        'dynamodb:Query ZoneStates/index/in-trouble',
        's3:GetObject DirectoryBucket/directory/*',
        'sns:Publish NoticesTopic',
        'sqs:SendMessage PollsOneQueue',
      ],
    ],
    [
      'MonitoringPollingPollZonesOne',
      [
        'dynamodb:BatchGetItem ZoneStates',
        'dynamodb:GetItem SharedTable',
        'dynamodb:GetItem ZoneStates',
        'dynamodb:PutItem SharedTable',
        'dynamodb:PutItem ZoneStates',
        'dynamodb:Query ZoneStates',
        's3:GetObject DirectoryBucket/directory/*',
        'secretsmanager:GetSecretValue SoundtrackSecret',
        'sqs:ChangeMessageVisibility PollsOneQueue',
        'sqs:SendMessage PollsOneQueue',
      ],
    ],
    [
      'MonitoringLandingLandChanges',
      [...ASKS_DATABASE, 's3:PutObject ChangesBucket/changes/*', READS_PASSWORD, 'sqs:SendMessage DeadLetters'],
    ],
    ['MonitoringHabitsLearnHabits', [...ASKS_DATABASE, READS_PASSWORD]],
    [
      'MonitoringCanaryExerciseCanary',
      [
        'dynamodb:BatchGetItem ZoneStates',
        'dynamodb:GetItem SharedTable',
        'dynamodb:GetItem ZoneStates',
        'dynamodb:PutItem SharedTable',
        'dynamodb:UpdateItem SharedTable',
        'secretsmanager:GetSecretValue SoundtrackSecret',
      ],
    ],
  ])('%s may do what its work needs and no more', (idStart, grants) => {
    expect(grantsOf(idStart)).toEqual(grants);
  });

  it('name every action, and every resource except for traces, streams, executions and the folders of objects', () => {
    const wide = policies.flatMap(([id, policy]) =>
      statementsOf(policy)
        .filter(({ Action, Resource }) => JSON.stringify([Action, Resource]).includes('*'))
        .map(({ Action, Resource }) => ({ id, actions: list(Action).join(), resource: JSON.stringify(Resource) })),
    );
    for (const { id, actions, resource } of wide) {
      const traces = actions === 'xray:PutTelemetryRecords,xray:PutTraceSegments' && resource === '"*"';
      const streams = actions === 'dynamodb:ListStreams' && resource.endsWith('"/stream/*"]]}');
      const folder =
        /^s3:(Get|Put)Object(,s3:PutObject)?$/.test(actions) &&
        /"\/(directory|runs|changes)\/\*"\]\]\}$/.test(resource);
      const machine = id.startsWith('SyncRunRole') && /^(logs:\w+,?)+(xray:\w+,?)+$/.test(actions);
      const executions = actions === 'states:DescribeExecution' && /:execution:.*":\*"\]\]\}$/.test(resource);
      const allowed = traces || streams || folder || machine || executions;
      expect({ id, actions, resource, allowed }).toMatchObject({ allowed: true });
    }
  });

  it('belong to one function each: no role is shared', () => {
    const roles = propertiesOf(service, 'AWS::Lambda::Function').map(([, { Role }]) => JSON.stringify(Role));
    expect(new Set(roles).size).toBe(roles.length);
  });
});

describe('a second shard', () => {
  const local = propertiesOf(synthesised('Local').service, 'AWS::IAM::Policy');
  const of = (idStart: string) => JSON.stringify(local.filter(([id]) => id.startsWith(idStart)));

  it('is read with its own credential and asks its own queue, and no other', () => {
    const [one, two] = [of('MonitoringPollingPollZonesOne'), of('MonitoringPollingPollZonesTwo')];
    expect(one).toMatch(/SourcesSoundtrackSecret/);
    expect(one).not.toMatch(/ShardTwoSecret|PollsTwoQueue/);
    expect(two).toMatch(/ShardTwoSecret.*PollsTwoQueue|PollsTwoQueue.*ShardTwoSecret/);
    expect(two).not.toMatch(/SourcesSoundtrackSecret|PollsOneQueue/);
  });

  it('is planned by the same planner', () => {
    expect(of('MonitoringPlanningPlanPolls')).toMatch(/PollsOneQueue.*PollsTwoQueue/);
  });
});
