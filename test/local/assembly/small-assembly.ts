import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sdk = (name: string) => JSON.stringify(createRequire(import.meta.url).resolve(name));

/** Puts a note in the table, then tells the queue; both permissions are in its role. */
const RECEIVE = `
const { DynamoDBClient, PutItemCommand } = require(${sdk('@aws-sdk/client-dynamodb')});
const { SQSClient, SendMessageCommand } = require(${sdk('@aws-sdk/client-sqs')});
const table = new DynamoDBClient({}), queue = new SQSClient({});
exports.handler = async (event) => {
  const id = event.body ?? event.id;
  await table.send(new PutItemCommand({ TableName: process.env.NOTES_TABLE, Item: { pk: { S: id }, sk: { S: 'NOTE' } } }));
  await queue.send(new SendMessageCommand({ QueueUrl: process.env.JOBS_URL, MessageBody: id }));
  console.log('received', id);
  return { statusCode: 202, body: id };
};`;

/** Marks the note of each message as done. */
const WORK = `
const { DynamoDBClient, UpdateItemCommand } = require(${sdk('@aws-sdk/client-dynamodb')});
const table = new DynamoDBClient({});
exports.handler = async (event) => {
  for (const { body } of event.Records) {
    await table.send(new UpdateItemCommand({
      TableName: process.env.NOTES_TABLE, Key: { pk: { S: body }, sk: { S: 'NOTE' } },
      UpdateExpression: 'SET done = :yes', ExpressionAttributeValues: { ':yes': { BOOL: true } },
    }));
  }
  return { batchItemFailures: [] };
};`;

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const path = (name: string) => ({ 'aws:cdk:path': `Local/${name}/Resource` });
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

const stateful = {
  Resources: {
    Notes1A: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk', 'due'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'due',
            KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
      Metadata: path('State/Notes'),
    },
    Files2B: { Type: 'AWS::S3::Bucket', Metadata: path('State/Files') },
    Key3C: { Type: 'AWS::SecretsManager::Secret', Metadata: path('State/LineSecret') },
    Cache4D: { Type: 'AWS::ElastiCache::ReplicationGroup' },
  },
  Outputs: {
    ExportNotes: { Value: { Ref: 'Notes1A' }, Export: { Name: 'State:Notes' } },
    ExportNotesArn: { Value: attribute('Notes1A', 'Arn'), Export: { Name: 'State:NotesArn' } },
    ExportFilesArn: { Value: attribute('Files2B', 'Arn'), Export: { Name: 'State:FilesArn' } },
    ExportSecret: { Value: { Ref: 'Key3C' }, Export: { Name: 'State:Secret' } },
  },
};

const notesArn = { 'Fn::ImportValue': 'State:NotesArn' };

function functionNamed(name: string, extra: object = {}) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: attribute(`${name}Role`, 'Arn'),
      Timeout: 10,
      MemorySize: 256,
      Environment: {
        Variables: {
          NOTES_TABLE: { 'Fn::ImportValue': 'State:Notes' },
          JOBS_URL: { Ref: 'Jobs' },
          LINE_BASE_URL: 'https://api.line.example',
        },
      },
      ...extra,
    },
    Metadata: path(`Work/${name}/Function`),
  };
}

function roleAllowing(...statements: object[]) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyName: 'inline', PolicyDocument: { Statement: statements } }] },
  };
}

const stateless = {
  Resources: {
    Jobs: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: attribute('JobsDead', 'Arn'), maxReceiveCount: 3 },
      },
    },
    JobsDead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1209600 } },
    Ordered: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    Receive: functionNamed('Receive'),
    ReceiveRole: roleAllowing(
      allow(['dynamodb:PutItem'], notesArn),
      allow('sqs:SendMessage', attribute('Jobs', 'Arn')),
    ),
    Work: functionNamed('Work'),
    WorkRole: roleAllowing(allow('dynamodb:UpdateItem', notesArn)),
    WorkPolicy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: 'WorkRole' }],
        PolicyDocument: {
          Statement: allow(
            ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
            attribute('Jobs', 'Arn'),
          ),
        },
      },
    },
    WorkMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Work' },
        EventSourceArn: attribute('Jobs', 'Arn'),
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 5 },
      },
    },
    ReceiveVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Receive' } } },
    ReceiveLive: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'Receive' },
        FunctionVersion: attribute('ReceiveVersion', 'Version'),
        Name: 'live',
      },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
    ApiStage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ApiId: { Ref: 'Api' },
        StageName: '$default',
        DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      },
    },
    PostRoute: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'POST /notes',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'PostIntegration' }]] },
      },
    },
    PostIntegration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { Ref: 'ReceiveLive' },
        PayloadFormatVersion: '2.0',
      },
    },
    Hourly: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'rate(1 hour)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: attribute('Receive', 'Arn'), RoleArn: attribute('HourlyRole', 'Arn'), Input: '{"id":"hourly"}' },
      },
    },
    HourlyRole: roleAllowing(allow('lambda:InvokeFunction', attribute('Receive', 'Arn'))),
    Log: { Type: 'AWS::Logs::LogGroup' },
  },
  Outputs: {
    ApiUrl: {
      Value: {
        'Fn::Join': [
          '',
          ['https://', { Ref: 'Api' }, '.execute-api.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/'],
        ],
      },
    },
    JobsUrl: { Value: { Ref: 'Jobs' } },
  },
};

export type Stacks = { stateful: typeof stateful; stateless: typeof stateless };

/** A cloud assembly of one stage in a new temporary folder: a table stack and a stack that works on it. */
export function aSmallAssembly(change: (stacks: Stacks) => void = () => {}): string {
  const root = mkdtempSync(join(tmpdir(), 'assembly-'));
  const stage = join(root, 'assembly-Local');
  const stacks = structuredClone({ stateful, stateless });
  change(stacks);
  const write = (file: string, content: unknown) => writeFileSync(file, JSON.stringify(content));
  mkdirSync(stage);
  write(join(root, 'manifest.json'), {
    artifacts: { 'assembly-Local': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Local' } } },
  });
  write(join(stage, 'manifest.json'), {
    artifacts: Object.fromEntries(
      ['stateful', 'stateless'].map((name) => [
        `Local${name}`,
        {
          type: 'aws:cloudformation:stack',
          properties: { templateFile: `${name}.template.json`, stackName: `bma-${name}` },
        },
      ]),
    ),
  });
  write(join(stage, 'stateful.template.json'), stacks.stateful);
  write(join(stage, 'stateless.template.json'), stacks.stateless);
  for (const [name, code] of [
    ['Receive', RECEIVE],
    ['Work', WORK],
  ] as const) {
    mkdirSync(join(root, `asset.${name}`));
    writeFileSync(join(root, `asset.${name}`, 'index.js'), code);
  }
  write(join(stage, 'stateless.assets.json'), {
    files: Object.fromEntries(
      ['Receive', 'Work'].map((name) => [
        name,
        { source: { path: `../asset.${name}` }, destinations: { here: { objectKey: `${name}.zip` } } },
      ]),
    ),
  });
  return root;
}
