import { Validations } from 'aws-cdk-lib/core';
import { bmaApp } from '../lib/stacks/bma-app.ts';

const { app, stages } = bmaApp({ account: process.env.CDK_DEFAULT_ACCOUNT });

// What will be deployed is checked against the rules; a local start does without the two seconds that takes.
if (stages.some(({ node }) => node.id !== 'Local')) {
  const { AwsSolutionsChecks, ServerlessChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
} else {
  process.env.CDK_VALIDATION = 'false';
}

app.synth();
