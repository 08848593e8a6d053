import { describe, expect, it } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import * as z from 'zod';
import { stageConfig } from '../../lib/config.ts';
import { access } from '../../lib/house/access.ts';
import { HouseFunction, type HouseFunctionProps } from '../../lib/house/house-function.ts';
import { HouseQueue } from '../../lib/house/house-queue.ts';
import { QueueConsumer } from '../../lib/house/queue-consumer.ts';

const Env = z.object({ TABLE: z.string(), LIMIT: z.coerce.number(), NOTE: z.string().optional() });
const stage = stageConfig('Prod');
const aStack = () => new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Stack');

function aFunction(stack: Stack, props: Partial<HouseFunctionProps<typeof Env>> = {}) {
  return new HouseFunction<typeof Env>(stack, 'Count', {
    stage,
    entry: 'counting/count-things',
    does: 'Counts things',
    impact: 'nobody knows how many things there are',
    timeout: Duration.seconds(10),
    environment: { TABLE: access('things', ['dynamodb:GetItem'], ['arn:aws:dynamodb:::table/things']), LIMIT: '5' },
    ...props,
  });
}

describe('a house function', () => {
  it('is given the permission together with the variable', () => {
    const stack = aStack();
    aFunction(stack);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { TABLE: 'things', LIMIT: '5' } },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:::table/things' },
        ]),
      },
    });
  });

  it('does not compile without a variable its handler needs', () => {
    // @ts-expect-error LIMIT is missing
    const environment: HouseFunctionProps<typeof Env>['environment'] = { TABLE: 'things' };
    expect(environment).toBeDefined();
  });

  it('links its alarms to the runbook section named like its handler', () => {
    expect(aFunction(aStack()).alarms.map(({ runbook }) => runbook)).toEqual(Array(3).fill('count-things'));
  });
});

describe('a queue consumer', () => {
  it('is refused when it may run for longer than its queue expects', () => {
    const stack = aStack();
    const queue = new HouseQueue(stack, 'Queue', {
      stage,
      consumerTimeout: Duration.seconds(5),
      maxReceiveCount: 3,
      oldest: Duration.minutes(1),
      impact: 'things are counted late',
      runbook: 'things-queue',
    });
    expect(() => new QueueConsumer(stack, 'Reads', { queue, consumer: aFunction(stack), maxConcurrency: 2 })).toThrow(
      'Stack/Count may run longer than Stack/Queue expects.',
    );
  });
});
