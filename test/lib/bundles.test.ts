import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bmaApp } from '../../lib/stacks/bma-app.ts';

/** The code of each function as the local stage would deploy it, by the name of its construct. */
function bundles(): Map<string, { folder: string; code: string }> {
  const { app, stages } = bmaApp({ builtinCloudFormationValidation: false, context: { stages: 'Local' } });
  const assembly = app.synth();
  const [service] = assembly
    .getNestedAssembly('assembly-Local')
    .stacks.filter((stack) => stack.stackName === stages[0]?.service.stackName);
  const resources: Record<string, { Metadata?: Record<string, string> }> = service?.template.Resources;
  return new Map(
    Object.values(resources).flatMap(({ Metadata }) => {
      const asset = Metadata?.['aws:asset:path'];
      const name = Metadata?.['aws:cdk:path']?.split('/').at(-3);
      if (!asset || !name || !service) return [];
      const folder = asset.slice(asset.lastIndexOf('asset.'));
      return [[name, { folder, code: readFileSync(join(assembly.directory, folder, 'index.js'), 'utf8') }] as const];
    }),
  );
}

const first = bundles();

describe('bundles', () => {
  it('are one to a function, and together what runs', () => {
    expect([...first.keys()].sort()).toEqual([
      'ApplySheet',
      'ChaseOverdue',
      'CheckSheet',
      'DeliverMessage',
      'DiscoverZones',
      'ExerciseCanary',
      'FetchSheet',
      'FinishSync',
      'Health',
      'HearMessage',
      'LandChanges',
      'LearnHabits',
      'PlanPolls',
      'PollZonesOne',
      'PollZonesTwo',
      'PublishDirectory',
      'ReceiveWebhook',
      'RecordDeliveryStatus',
      'RelayDueWork',
      'RequestSync',
      'SweepMail',
      'TakeTurn',
    ]);
  });

  it('keep the webhook small enough to start in a blink', () => {
    expect(first.get('ReceiveWebhook')?.code.length).toBeLessThanOrEqual(500_000);
  });

  it('do not depend on where they were made, so that unchanged code is not deployed again', () => {
    for (const { code } of first.values()) {
      expect(code).not.toContain('bma-bundles');
      expect(code).not.toContain(process.cwd());
    }
  });
});
