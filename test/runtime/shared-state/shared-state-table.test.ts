import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { SharedStateTable, type SharedStateUse } from '../../../lib/shared-state/state.ts';

type Uses = [SharedStateUse, ...SharedStateUse[]];

function aStack(uses?: Uses) {
  const app = new App();
  const stack = new Stack(app, 'Data');
  const shared = new SharedStateTable(stack, 'Shared');
  if (uses) {
    const code = Code.fromInline('exports.handler = async () => {}');
    const fn = new Lambda(stack, 'Function', { code, handler: 'index.handler', runtime: Runtime.NODEJS_24_X });
    shared.may(...uses).allow(fn);
  }
  return { app, stack, template: Template.fromStack(stack) };
}

describe('the shared-state table', () => {
  it('expires its items and goes with its stack', () => {
    aStack().template.hasResource('AWS::DynamoDB::Table', {
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        SSESpecification: { SSEEnabled: true },
        BillingMode: 'PAY_PER_REQUEST',
      },
      DeletionPolicy: 'Delete',
    });
  });

  it.each<[Uses, string[]]>([
    [['breakers'], ['GetItem', 'PutItem']],
    [['limits'], ['UpdateItem']],
    [['leases'], ['GetItem', 'PutItem', 'DeleteItem']],
    [
      ['cache', 'breakers'],
      ['BatchGetItem', 'PutItem', 'UpdateItem', 'GetItem'],
    ],
  ])('used for %j allows just that', (uses, actions) => {
    const { template } = aStack(uses);
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
    );
    expect(statements.flatMap(({ Action }) => Action)).toEqual(actions.map((action) => `dynamodb:${action}`));
    expect(JSON.stringify(statements)).not.toContain('*');
  });

  it.each([new AwsSolutionsChecks(), new ServerlessChecks()])('has nothing the rule checks object to', (checks) => {
    const { app } = aStack();
    expect(checks.validateScope(app).violations).toEqual([]);
  });
});
