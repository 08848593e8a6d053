import { Validations } from 'aws-cdk-lib/core';
import { bmaApp } from '../lib/stacks/bma-app.ts';

const { app, stages } = bmaApp({ account: process.env.CDK_DEFAULT_ACCOUNT });

// The rule checks look at what will be deployed; a local start does without their loading time.
if (stages.some(({ node }) => node.id !== 'Local')) {
  const { AwsSolutionsChecks, ServerlessChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}

app.synth();
