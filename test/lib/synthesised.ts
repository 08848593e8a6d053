import { Template } from 'aws-cdk-lib/assertions';
import type { StageName } from '../../lib/config.ts';
import { bmaApp } from '../../lib/stacks/bma-app.ts';

export type Resource = { Type: string; Properties: Record<string, never>; [key: string]: unknown };

/** A stage's three templates without bundling: what they say does not depend on the code. Made once per test file. */
export function synthesised(name: StageName) {
  const { app, stages } = bmaApp({
    builtinCloudFormationValidation: false,
    context: { 'aws:cdk:bundling-stacks': [], stages: name },
  });
  const [stage] = stages;
  if (!stage) throw new Error('no stage');
  const data = Template.fromStack(stage.data);
  const schema = Template.fromStack(stage.schema);
  const service = Template.fromStack(stage.service);
  return { app, stage, data, schema, service };
}

export type Synthesised = ReturnType<typeof synthesised>;

/** Resources of one type as [logical id, properties]. */
export function propertiesOf(template: Template, type: string): [string, Record<string, unknown>][] {
  return Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties ?? {}]);
}

/** The one resource of a type whose logical id starts so. */
export function theOne(template: Template, type: string, idStart: string): Record<string, unknown> {
  const found = propertiesOf(template, type).filter(([id]) => id.startsWith(idStart));
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources of ${type} start with ${idStart}`);
  return found[0][1];
}
