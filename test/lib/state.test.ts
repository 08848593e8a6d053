import { describe, expect, it } from '@jest/globals';
import { propertiesOf, synthesised, theOne } from './synthesised.ts';

const prod = synthesised('Prod');
const dev = synthesised('Dev');

const durable = /^AWS::(DynamoDB::Table|S3::Bucket|SecretsManager::Secret|SQS::Queue|RDS::DBCluster|RDS::DBInstance)$/;
const idsOf = (template: typeof prod.data) =>
  Object.entries(template.toJSON().Resources as Record<string, { Type: string }>)
    .filter(([, { Type }]) => durable.test(Type))
    .map(([id]) => id)
    .sort();

describe('durable state', () => {
  it('keeps its logical ids: another id is another, empty resource', () => {
    expect(idsOf(prod.data)).toEqual([
      'ChangesBucket37C7F0B5',
      'ChatsTableD30DF6B9',
      'DatabaseAppSecret2E50FD00',
      'DatabaseCluster5B53A178',
      'DatabaseClusterWriterD43085C6',
      'DatabaseOwnerSecret7C6B5709',
      'DatabaseReaderSecretE0C0B0A4',
      'DirectoryBucketE2D33424',
      'SharedTable5153E8E2',
      'SourcesGoogleSecret2890DF0F',
      'SourcesSoundtrackSecretF8F7298D',
      'SyncRunsBucket46F89DCD',
      'VendorsLineSecret57E28B71',
      'VendorsWhatsAppSecret65C25A31',
      'ZoneStatesTable760C5BDC',
    ]);
    expect(idsOf(prod.service)).toEqual([
      'ConversationQueuesInboxDeadLettersF885D73F',
      'ConversationQueuesInboxQueueE46E52E6',
      'ConversationQueuesOutboxDeadLetters58A1AF18',
      'ConversationQueuesOutboxQueue1E714BC5',
      'ConversationQueuesStatusesDeadLetters91393D68',
      'ConversationQueuesStatusesQueueB8C4468E',
      'ConversationQueuesTurnsDeadLetters75A7C8D3',
      'ConversationQueuesTurnsQueueD9EE1438',
      'ConversationRelayingChangesDeadLetters79AFC552',
      'ConversationRelayingEveryMinuteDeadLetters0A913C83',
      'MailEveryTenMinutesDeadLettersAC47B5FB',
      'MonitoringCanaryEveryFiveMinutesDeadLettersF4444E2B',
      'MonitoringHabitsEveryDayDeadLettersB12BD37B',
      'MonitoringLandingChangesDeadLetters99D8179C',
      'MonitoringPlanningEveryMinuteDeadLetters00268BDE',
      'MonitoringPollingPollsOneDeadLetters81DCF6B8',
      'MonitoringPollingPollsOneQueue8594BE19',
      'SyncEveryFiveMinutesDeadLetters37977F2E',
    ]);
  });

  it('outlives its stack in production, and only there', () => {
    // What all instances share for minutes or hours is the only copy of nothing.
    const policies = (template: typeof prod.data) =>
      idsOf(template)
        .filter((id) => !id.startsWith('SharedTable'))
        .map((id) => (template.toJSON().Resources[id] as { DeletionPolicy: string }).DeletionPolicy);
    expect(new Set(policies(prod.data))).toEqual(new Set(['Retain']));
    expect(new Set(policies(dev.data))).toEqual(new Set(['Delete']));
    expect(prod.stage.data.terminationProtection).toBe(true);
  });

  it('keeps the dead letters of production, which are people’s messages', () => {
    const kept = Object.entries(prod.service.findResources('AWS::SQS::Queue', { DeletionPolicy: 'Retain' }));
    expect(kept.map(([id]) => id).every((id) => id.includes('DeadLetters'))).toBe(true);
    expect(kept).toHaveLength(13);
  });
});

describe('the chat table', () => {
  const [, table] = propertiesOf(prod.data, 'AWS::DynamoDB::Table')[0] ?? ['', {}];

  it('streams new images, expires items, can go back in time and cannot be deleted', () => {
    expect(table).toMatchObject({
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true },
    });
  });

  it('finds what is due in any chat, and what is open in one', () => {
    expect(table.GlobalSecondaryIndexes).toMatchObject([
      { IndexName: 'due', KeySchema: [{ AttributeName: 'dueShard' }, { AttributeName: 'due' }] },
    ]);
    expect(table.LocalSecondaryIndexes).toMatchObject([
      { IndexName: 'open', KeySchema: [{ AttributeName: 'pk' }, { AttributeName: 'open' }] },
    ]);
  });
});

describe('the table of zone states', () => {
  const table = theOne(prod.data, 'AWS::DynamoDB::Table', 'ZoneStates');

  it('streams new images, expires items, can go back in time and cannot be deleted', () => {
    expect(table).toMatchObject({
      KeySchema: [{ AttributeName: 'pk' }, { AttributeName: 'sk' }],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true },
    });
  });

  // Both values of the key are one partition each, of 1,000 written KB a second: a storm must not be held up by the index.
  it('finds the accounts in trouble, and copies nothing of them but how many zones are out', () => {
    expect(table.GlobalSecondaryIndexes).toMatchObject([
      {
        IndexName: 'in-trouble',
        KeySchema: [{ AttributeName: 'trouble' }, { AttributeName: 'troubleSince' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['zonesOut'] },
      },
    ]);
  });
});

describe('the archive of changes', () => {
  it('is encrypted and nobody’s but ours, and gone after a year and a month', () => {
    const archive = theOne(prod.data, 'AWS::S3::Bucket', 'Changes');
    expect(archive).toMatchObject({
      BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
    expect(archive.LifecycleConfiguration).toEqual({ Rules: [{ Status: 'Enabled', ExpirationInDays: 400 }] });
  });
});

describe('the directory bucket', () => {
  it('keeps versions and is nobody’s but ours', () => {
    prod.data.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });
});

describe('secrets', () => {
  it('have no value in the template', () => {
    for (const [id, secret] of propertiesOf(prod.data, 'AWS::SecretsManager::Secret')) {
      const generated = id.startsWith('Database') ? ['GenerateSecretString'] : [];
      expect(Object.keys(secret).sort()).toEqual(['Description', ...generated, 'Tags']);
    }
  });

  it('are found by their paths', () => {
    const paths = Object.values(prod.data.findResources('AWS::SecretsManager::Secret')).map(
      (one) => one.Metadata?.['aws:cdk:path'],
    );
    expect(paths.sort()).toEqual([
      'Prod/Data/Database/AppSecret/Resource',
      'Prod/Data/Database/OwnerSecret/Resource',
      'Prod/Data/Database/ReaderSecret/Resource',
      'Prod/Data/Sources/GoogleSecret/Resource',
      'Prod/Data/Sources/SoundtrackSecret/Resource',
      'Prod/Data/Vendors/LineSecret/Resource',
      'Prod/Data/Vendors/WhatsAppSecret/Resource',
    ]);
  });

  it('are one more for each further shard, beside the one that was there first', () => {
    const local = synthesised('Local');
    const ids = Object.keys(local.data.findResources('AWS::SecretsManager::Secret'));
    expect(ids.filter((id) => id.startsWith('Shards'))).toEqual(['ShardsShardTwoSecretF1A1477F']);
    expect(
      Object.keys(local.data.findOutputs('*'))
        .filter((key) => key.startsWith('SoundtrackSecret'))
        .sort(),
    ).toEqual(['SoundtrackSecretArn', 'SoundtrackSecretTwoArn']);
  });

  it('reach functions by name, never by value', () => {
    const variables = propertiesOf(prod.service, 'AWS::Lambda::Function').flatMap(([, { Environment }]) =>
      Object.entries((Environment as { Variables: Record<string, unknown> }).Variables),
    );
    for (const [name, value] of variables.filter(([key]) => /SECRET|TOKEN(?!_URL)|PASSWORD|SALT/.test(key))) {
      expect([name, typeof value]).toEqual([name, 'object']);
    }
  });
});

describe('outputs', () => {
  it('name what scripts and people look for', () => {
    const keys = [...Object.keys(prod.data.findOutputs('*')), ...Object.keys(prod.service.findOutputs('*'))];
    expect(keys.filter((key) => !key.startsWith('ExportsOutput')).sort()).toEqual([
      'ApiUrl',
      'ChangesArchiveBucketName',
      'ChatTableName',
      'DatabaseAppSecretArn',
      'DatabaseClusterArn',
      'DatabaseName',
      'DatabaseReaderSecretArn',
      'DirectoryBucketName',
      'GoogleSecretArn',
      'InboxDeadLettersUrl',
      'InboxQueueUrl',
      'LineSecretArn',
      'LineWebhookUrl',
      'OutboxDeadLettersUrl',
      'OutboxQueueUrl',
      'PollsOneDeadLettersUrl',
      'PollsOneQueueUrl',
      'SharedStateTableName',
      'SoundtrackSecretArn',
      'StatusesDeadLettersUrl',
      'StatusesQueueUrl',
      'SyncRunsBucketName',
      'SyncStateMachineArn',
      'TurnsDeadLettersUrl',
      'TurnsQueueUrl',
      'WhatsAppSecretArn',
      'WhatsAppWebhookUrl',
      'ZoneStatesTableName',
    ]);
  });
});
