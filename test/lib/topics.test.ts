import { describe, expect, it } from '@jest/globals';
import { propertiesOf, synthesised } from './synthesised.ts';

type Statement = { Effect: string; Action: string; Principal: unknown; Resource: { Ref: string }; Condition?: object };

const { schema, service } = synthesised('Prod');

describe('every topic that alarms go to', () => {
  // A topic with a policy of its own loses the one that lets its account publish, and alarms come with no role.
  it.each([
    ['schema', schema],
    ['service', service],
  ])('lets CloudWatch publish to it, for alarms of this account only: stack %s', (_, template) => {
    const topics = new Set(
      propertiesOf(template, 'AWS::CloudWatch::Alarm').flatMap(([, { AlarmActions = [] }]) =>
        (AlarmActions as { Ref: string }[]).map(({ Ref }) => Ref),
      ),
    );
    expect(topics.size).toBe(1);
    const statements = propertiesOf(template, 'AWS::SNS::TopicPolicy').flatMap(
      ([, { PolicyDocument }]) => (PolicyDocument as unknown as { Statement: Statement[] }).Statement,
    );
    for (const topic of topics) {
      expect(statements.filter(({ Effect, Resource }) => Effect === 'Allow' && Resource.Ref === topic)).toEqual([
        expect.objectContaining({
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ]);
    }
  });
});
