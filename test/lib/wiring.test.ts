import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { PlanPollsEnv } from '../../lambdas/monitoring/env.ts';
import { accountKey } from '../../lambdas/monitoring/store/account-item.ts';
import { shardKey } from '../../lambdas/monitoring/store/shard-notes-in-dynamodb.ts';
import { propertiesOf, synthesised, theOne } from './synthesised.ts';

const { service } = synthesised('Prod');
const mappings = propertiesOf(service, 'AWS::Lambda::EventSourceMapping');
const queues = propertiesOf(service, 'AWS::SQS::Queue');
const functions = new Map(propertiesOf(service, 'AWS::Lambda::Function'));

/** The logical id of the function a reference leads to, be it direct or through the alias. */
const functionIn = (reference: unknown): string => {
  const text = JSON.stringify(reference);
  const found = [...functions.keys()].find(
    (id) => text.includes(id) || text.includes(id.replace(/Function\w{8}$/, 'Live')),
  );
  if (!found) throw new Error(`no function in ${text}`);
  return found;
};

describe('queues', () => {
  it('have dead letters each, in order where the queue is in order', () => {
    const ofWork = queues.filter(([id]) => !id.includes('DeadLetters'));
    expect(ofWork).toHaveLength(5);
    for (const [id, queue] of ofWork) {
      const { deadLetterTargetArn } = queue.RedrivePolicy as { deadLetterTargetArn: { 'Fn::GetAtt': [string] } };
      const deadLetters = new Map(queues).get(deadLetterTargetArn['Fn::GetAtt'][0]);
      expect([id, deadLetters?.FifoQueue]).toEqual([id, queue.FifoQueue]);
      expect(deadLetters?.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    }
  });

  it('are encrypted, and take nothing that is not', () => {
    for (const [, queue] of queues) expect(queue.SqsManagedSseEnabled).toBe(true);
    service.resourceCountIs('AWS::SQS::QueuePolicy', queues.length);
  });

  it('hide a message for six times as long as its reader may take', () => {
    for (const [, mapping] of mappings.filter(([, { FilterCriteria }]) => !FilterCriteria)) {
      const [queueId] = (mapping.EventSourceArn as { 'Fn::GetAtt': [string] })['Fn::GetAtt'];
      const timeout = functions.get(functionIn(mapping.FunctionName))?.Timeout as number;
      expect(new Map(queues).get(queueId)?.VisibilityTimeout).toBe(timeout * 6);
    }
  });
});

describe('event sources', () => {
  it('report each item they could not do', () => {
    expect(mappings).toHaveLength(7);
    for (const [, mapping] of mappings) expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('pass on a change of the table only if it leaves a nudge', () => {
    service.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: {
        Filters: [
          { Pattern: Match.serializedJson(Match.objectLike({ dynamodb: { NewImage: { nudge: { BOOL: [true] } } } })) },
        ],
      },
      BisectBatchOnFunctionError: true,
      ParallelizationFactor: 10,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it('land every change of an account, and nothing else of the table, for as long as its stream keeps it', () => {
    const [, landing] = mappings.find(([id]) => id.startsWith('MonitoringLanding')) ?? ['', {}];
    const { Filters } = landing.FilterCriteria as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: [{ prefix: 'ACCOUNT#' }] } } } },
    ]);
    expect(landing).toMatchObject({
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 24 * 3600,
      BisectBatchOnFunctionError: true,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    expect(landing.ParallelizationFactor).toBe(1);
    expect(accountKey('x').pk).toMatch(/^ACCOUNT#/);
    expect(shardKey('one')).not.toMatch(/^ACCOUNT#/);
  });

  it('land the changes of a minute together, and those of a laptop at once', () => {
    const windowOf = (template: typeof service) =>
      theOne(template, 'AWS::Lambda::EventSourceMapping', 'MonitoringLanding').MaximumBatchingWindowInSeconds;
    expect([windowOf(service), windowOf(synthesised('Local').service)]).toEqual([60, 0]);
  });

  it('set aside a nudge that keeps failing within the hour, because the minute’s check does its work', () => {
    const [, relaying] = mappings.find(([id]) => id.startsWith('ConversationRelaying')) ?? ['', {}];
    expect(relaying).toMatchObject({ MaximumRetryAttempts: 10, MaximumRecordAgeInSeconds: 3600 });
  });

  it('give up on a turn when the queue does', () => {
    const turns = theOne(service, 'AWS::SQS::Queue', 'ConversationQueuesTurnsQueue');
    const takeTurn = theOne(service, 'AWS::Lambda::Function', 'ConversationAnsweringTakeTurn');
    const { maxReceiveCount } = turns.RedrivePolicy as { maxReceiveCount: number };
    expect(takeTurn.Environment).toMatchObject({ Variables: { TURNS_MAX_RECEIVE_COUNT: String(maxReceiveCount) } });
  });
});

describe('polling', () => {
  const local = synthesised('Local').service;
  const environmentOf = (template: typeof service, idStart: string) =>
    (theOne(template, 'AWS::Lambda::Function', idStart).Environment as { Variables: Record<string, unknown> })
      .Variables;

  it('takes one message at a time, three at once in a shard', () => {
    const [, reads] = mappings.find(([id]) => id.startsWith('MonitoringPollingReadsOne')) ?? ['', {}];
    expect(reads).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 3 } });
    expect(theOne(service, 'AWS::SQS::Queue', 'MonitoringPollingPollsOneQueue')).toMatchObject({
      VisibilityTimeout: 360,
      RedrivePolicy: { maxReceiveCount: 4 },
    });
  });

  it('is planned every minute', () => {
    expect(theOne(service, 'AWS::Scheduler::Schedule', 'MonitoringPlanning')).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
    });
  });

  it.each([
    ['Local', local, ['One', 'Two']],
    ['Prod', service, ['One']],
  ])('tells the planner of %s every shard and its queue', (_, template, shards) => {
    const { SHARDS: value } = environmentOf(template, 'MonitoringPlanningPlanPolls');
    const parts = (value as { 'Fn::Join': [string, (string | { Ref: string })[]] })['Fn::Join'][1];
    const text = parts.map((part) => (typeof part === 'string' ? part : `https://sqs/${part.Ref}`)).join('');
    expect(PlanPollsEnv.shape.SHARDS.parse(text)).toEqual(
      shards.map((shard) => ({
        id: shard.toLowerCase(),
        queueUrl: expect.stringContaining(`MonitoringPollingPolls${shard}Queue`),
      })),
    );
  });

  it('tells each poller which shard it is, and which there are', () => {
    expect(environmentOf(local, 'MonitoringPollingPollZonesTwo')).toMatchObject({
      SHARD: 'two',
      SHARD_IDS: 'one,two',
      POLL_INTERVAL_SECONDS: '60',
      RECHECK_SECONDS: '10',
    });
    expect(environmentOf(service, 'MonitoringPollingPollZonesOne')).toMatchObject({
      SHARD: 'one',
      SHARD_IDS: 'one',
      POLL_INTERVAL_SECONDS: '300',
      CONFIRM_DOWN: '3',
      CONFIRM_DOWN_CRITICAL: '3',
    });
  });
});

describe('the live alias', () => {
  it.each(['ReceiveWebhook', 'TakeTurn'])('of %s moves a tenth first and comes back on an alarm', (name) => {
    const group = propertiesOf(service, 'AWS::CodeDeploy::DeploymentGroup').find(([id]) => id.includes(name))?.[1];
    expect(group).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true, Alarms: expect.arrayContaining([expect.anything()]) },
    });
  });

  it('moves at once, whatever fires, in a stage without canaries: how a fix goes out while its alarm fires', () => {
    const groups = propertiesOf(synthesised('Dev').service, 'AWS::CodeDeploy::DeploymentGroup');
    expect(groups).toHaveLength(2);
    for (const [, group] of groups) {
      expect(group).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
        AlarmConfiguration: { Enabled: false },
      });
    }
  });

  it('is what the webhook routes and the turns queue call', () => {
    const integrations = propertiesOf(service, 'AWS::ApiGatewayV2::Integration').map(([, { IntegrationUri }]) =>
      JSON.stringify(IntegrationUri),
    );
    const ofWebhook = integrations.filter((uri) => uri.includes('ReceiveWebhook'));
    expect(ofWebhook.length).toBeGreaterThan(0);
    for (const uri of ofWebhook) expect(uri).toContain('ReceiveWebhookLive');
    const turns = mappings.find(([id]) => id.includes('AnsweringTurns'))?.[1];
    expect(JSON.stringify(turns?.FunctionName)).toContain('TakeTurnLive');
  });
});

describe('the HTTP API', () => {
  it('has exactly these routes, each with its own throttle', () => {
    const keys = propertiesOf(service, 'AWS::ApiGatewayV2::Route')
      .map(([, { RouteKey }]) => RouteKey)
      .sort();
    const [, stage] = propertiesOf(service, 'AWS::ApiGatewayV2::Stage')[0] ?? ['', {}];
    expect(keys).toEqual(['GET /health', 'GET /webhooks/whatsapp', 'POST /webhooks/line', 'POST /webhooks/whatsapp']);
    expect(Object.keys(stage.RouteSettings as object).sort()).toEqual(keys);
  });

  it('logs each request as one JSON line', () => {
    const [, stage] = propertiesOf(service, 'AWS::ApiGatewayV2::Stage')[0] ?? ['', {}];
    const { Format } = stage.AccessLogSettings as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
  });
});

describe('every function', () => {
  it('runs Node 24 on arm64, is traced, logs into its own group and says what it does', () => {
    const groups = [...functions.values()].map(({ LoggingConfig }) => JSON.stringify(LoggingConfig));
    expect(new Set(groups).size).toBe(functions.size);
    for (const properties of functions.values()) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
      expect(properties.Description).toBeTruthy();
    }
  });

  it('keeps its logs as long as the stage says', () => {
    for (const [, group] of propertiesOf(service, 'AWS::Logs::LogGroup')) expect(group.RetentionInDays).toBe(30);
  });
});
