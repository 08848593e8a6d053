import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib/core';
import { stageConfig } from '../config.ts';
import { BmaStage } from './bma-stage.ts';

/** The feature flags of cdk.json, read here too, so that a template is the same whoever synthesises it. */
const flags = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8')).context;

/** Lets a reader of the template find the construct behind a resource and the folder behind its code. */
const whereFrom = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

export interface BmaAppProps extends AppProps {
  /** Deploys into this account; without it the templates fit any account. */
  readonly account?: string;
}

/** The app with the stages named in context `stages`: a list, or names separated by commas. */
export function bmaApp({ account, ...props }: BmaAppProps = {}) {
  const app = new App({
    ...props,
    context: { ...flags, ...whereFrom, ...props.context },
    // The pinned CLI neither shows nor counts findings, so the app itself fails on them.
    postCliContext: { '@aws-cdk/core:failSynthOnValidationErrors': true },
  });
  const named: unknown = app.node.tryGetContext('stages') ?? ['Dev', 'Prod'];
  const names = Array.isArray(named) ? named.map(String) : String(named).split(',');
  const stages = names.map((name) => new BmaStage(app, name, { stage: stageConfig(name), account }));
  return { app, stages };
}
