import { describe, expect, it } from '@jest/globals';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { synthesised } from './synthesised.ts';

const { app } = synthesised('Prod');
app.synth();

describe('the rule checks', () => {
  it.each([new AwsSolutionsChecks(), new ServerlessChecks()])('find nothing that is not acknowledged', (checks) => {
    const { violations } = checks.validateScope(app);
    const found = violations.map(({ ruleName, violatingResources }) => ({
      ruleName,
      on: violatingResources.map((resource) => resource.resourceLogicalId),
    }));
    expect(found).toEqual([]);
  });

  it('are acknowledged with a reason, on the construct they concern', () => {
    const acknowledged = app.node
      .findAll()
      .flatMap(({ node }) =>
        node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) =>
            Object.entries(data as Record<string, string>).map(([id, reason]) => ({ id, reason, path: node.path })),
          ),
      )
      // The CDK's own, about zones it has put in the template itself.
      .filter(({ id }) => id !== 'CloudFormation-Validate::W3010');
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const { reason, path } of acknowledged) {
      expect(reason).toMatch(/^.{30,}\.$/);
      expect(path.split('/').length).toBeGreaterThan(2);
    }
  });
});
