import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Notice } from '../../../../local/engines/topics.ts';
import { closeMachines, runMachine } from './a-machine.ts';

afterEach(closeMachines);

describe('a Map', () => {
  it('gives the outputs in the order of the items, however many run at once', async () => {
    const { start, ended } = await runMachine({
      functions: { Tell: "return event.at + ':' + event.name + ':' + event.all;" },
      definition: {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemsPath: '$.names',
            ItemSelector: {
              'name.$': '$$.Map.Item.Value',
              'at.$': '$$.Map.Item.Index',
              'all.$': 'States.ArrayLength($.names)',
            },
            MaxConcurrency: 2,
            ItemProcessor: {
              ProcessorConfig: { Mode: 'INLINE' },
              StartAt: 'Tell',
              States: { Tell: { Type: 'Task', Resource: '@Tell', End: true } },
            },
            ResultPath: '$.told',
            End: true,
          },
        },
      },
    });
    expect(await ended(await start({ names: ['a', 'b', 'c'] }))).toMatchObject({
      output: { names: ['a', 'b', 'c'], told: ['0:a:3', '1:b:3', '2:c:3'] },
    });
  });

  it('fails as a whole when one item does, and its Catch hears of it', async () => {
    const { start, ended } = await runMachine({
      functions: { Check: "if (event === 2) throw new RangeError('two'); return event;" },
      definition: {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemProcessor: { StartAt: 'Check', States: { Check: { Type: 'Task', Resource: '@Check', End: true } } },
            Catch: [{ ErrorEquals: ['RangeError'], Next: 'Told', ResultPath: '$' }],
            End: true,
          },
          Told: { Type: 'Pass', OutputPath: '$.Error', End: true },
        },
      },
    });
    expect(await ended(await start([1, 2, 3]))).toEqual({ status: 'SUCCEEDED', output: 'RangeError' });
  });
});

describe('a Parallel', () => {
  it('gives what each branch gives, and ends the others when one fails', async () => {
    const { start, ended } = await runMachine({
      definition: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'One', States: { One: { Type: 'Pass', Result: 1, End: true } } },
              {
                StartAt: 'Which',
                States: {
                  Which: {
                    Type: 'Choice',
                    Choices: [{ Variable: '$.fail', BooleanEquals: true, Next: 'Bad' }],
                    Default: 'Two',
                  },
                  Two: { Type: 'Pass', Result: 2, End: true },
                  Bad: { Type: 'Fail', ErrorPath: '$.error', Cause: 'asked to' },
                },
              },
              {
                StartAt: 'Long',
                States: {
                  Long: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Three' },
                  Three: { Type: 'Pass', Result: 3, End: true },
                },
              },
            ],
            End: true,
          },
        },
      },
    });
    expect(await ended(await start({ fail: false, seconds: 0 }))).toMatchObject({ output: [1, 2, 3] });
    expect(await ended(await start({ fail: true, error: 'Mine', seconds: 9999 }))).toEqual({
      status: 'FAILED',
      error: 'Mine',
      cause: 'asked to',
    });
  });
});

const publish = (more: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sns:publish',
  Parameters: { TopicArn: '@Notices', Message: { 'zone.$': '$.zone' }, Subject: 'Silent' },
  ...more,
});

describe('a task of another service', () => {
  it('publishes to a topic, which is told and stays to be seen', async () => {
    const told: Notice[] = [];
    const { start, ended, stack } = await runMachine(
      {
        statements: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Notices' } }],
        definition: { StartAt: 'Tell', States: { Tell: publish() } },
      },
      { onNotice: (notice) => told.push(notice) },
    );
    const { output } = await ended(await start({ zone: 'lobby' }));
    expect(stack.topic('Notices').published()).toEqual(told);
    expect(told).toMatchObject([
      {
        topic: 'notices',
        subject: 'Silent',
        message: '{"zone":"lobby"}',
        messageId: (output as { MessageId: string }).MessageId,
      },
    ]);
  });

  it('fails by the name AWS gives it when the role may not', async () => {
    const { start, ended, problems } = await runMachine({
      definition: { StartAt: 'Tell', States: { Tell: publish() } },
    });
    expect(await ended(await start({ zone: 'lobby' }))).toMatchObject({
      error: 'SNS.AmazonSNSException',
      cause: expect.stringMatching(/StepsRole is not authorized to perform: sns:Publish on resource: .*notices/),
    });
    expect(problems.join()).toContain('sns:Publish');
  });

  it('writes an item, and its condition fails by the name of the integration', async () => {
    const put = (resource: string, more: object) => ({
      Type: 'Task',
      Resource: resource,
      Parameters: {
        TableName: 'bma-stateful-Notes1A',
        Item: { pk: { 'S.$': '$.pk' }, sk: { S: 'NOTE' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
      ResultPath: null,
      ...more,
    });
    const { start, ended, stack } = await runMachine({
      statements: [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::ImportValue': 'State:NotesArn' } }],
      definition: {
        StartAt: 'First',
        States: {
          First: put('arn:aws:states:::dynamodb:putItem', { Next: 'Again' }),
          Again: put('arn:aws:states:::aws-sdk:dynamodb:putItem', { End: true }),
        },
      },
    });
    expect(await ended(await start({ pk: 'a' }))).toMatchObject({ error: 'DynamoDb.ConditionalCheckFailedException' });
    const table = new DynamoDBClient(stack.admin);
    const { Item } = await table.send(
      new GetItemCommand({ TableName: 'bma-stateful-Notes1A', Key: { pk: { S: 'a' }, sk: { S: 'NOTE' } } }),
    );
    table.destroy();
    expect(Item).toBeDefined();
  });
});

describe('a topic', () => {
  it('takes what a permitted function publishes, one by one or in a batch, and nothing of another', async () => {
    const { stack } = await runMachine({
      definition: { StartAt: 'Tell', States: { Tell: publish() } },
      change: ({ stateless }) => {
        const Statement = { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Notices' } };
        Object.assign(stateless.Resources.WorkRole.Properties, {
          Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }],
        });
      },
    });
    const as = (accessKeyId: string) =>
      new SNSClient({ ...stack.admin, credentials: { accessKeyId, secretAccessKey: 'local' }, maxAttempts: 1 });
    const [worker, receiver] = [as('Work'), as('Receive')];
    const TopicArn = stack.resources.topics[0]?.arn;
    await worker.send(new PublishCommand({ TopicArn, Message: 'ระบบเงียบ & quiet', Subject: 'One' }));
    await worker.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: 'b', Message: 'second' },
          { Id: 'a', Message: 'third', Subject: 'Three' },
        ],
      }),
    );
    await expect(receiver.send(new PublishCommand({ TopicArn, Message: 'x' }))).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
      message: expect.stringContaining('sns:Publish'),
    });
    await expect(worker.send(new PublishCommand({ TopicArn, Message: 'x'.repeat(262_145) }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    worker.destroy();
    receiver.destroy();
    expect(
      stack
        .topic('notices')
        .published()
        .map(({ subject, message }) => [subject, message]),
    ).toEqual([
      ['One', 'ระบบเงียบ & quiet'],
      [undefined, 'second'],
      ['Three', 'third'],
    ]);
    expect(() => stack.topic('none')).toThrow(/No topic "none"; there are/);
  });
});
