import type { TriggerSpec } from '../../../local/assembly/kinds/trigger.ts';
import { inOrder } from '../../../local/stack/triggers.ts';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { aSmallAssembly, type Stacks } from '../assembly/small-assembly.ts';

const RUNS = (name: string) => `exports.handler = async (event) => console.log('ran ${name}', JSON.stringify(event))`;
const FAILS = `exports.handler = async () => { throw new TypeError('no such column') }`;

/** Adds an inline function with a trigger, and CDK's provider of triggers, to the small assembly. */
function addTrigger({ stateless }: Stacks, name: string, code: string, { dependsOn = [] as string[], type = '' } = {}) {
  const resources = stateless.Resources as Record<string, object>;
  const withCode = (inline: string) => {
    const { Properties, ...rest } = stateless.Resources.Work;
    return { ...rest, Properties: { ...Properties, Code: { ZipFile: inline } }, Metadata: {} };
  };
  resources[name] = withCode(code);
  resources.Provider = withCode(FAILS);
  resources[`${name}Version`] = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: name } } };
  resources[`${name}Trigger`] = {
    Type: 'Custom::Trigger',
    Properties: {
      ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] },
      HandlerArn: { Ref: `${name}Version` },
      InvocationType: type || 'RequestResponse',
    },
    DependsOn: dependsOn,
  };
}

const started: LocalStack[] = [];
const lines: string[] = [];
let problem = Promise.withResolvers<string>();

async function aStack(change: (stacks: Stacks) => void): Promise<LocalStack> {
  const stack = await startLocalStack({
    assemblyDirectory: aSmallAssembly(change),
    stage: 'Local',
    eventSources: false,
    onProblem: (message) => problem.resolve(message),
    onLog: ({ line }) => line.includes('ran ') && lines.push(line.replace(/^.*(ran .*)$/, '$1')),
  });
  started.push(stack);
  return stack;
}

/** What a function prints arrives a moment after its answer. */
async function linesOnceThereAre(count: number): Promise<string[]> {
  const giveUpAt = Date.now() + 10_000;
  while (lines.length < count && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 5));
  return lines;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((stack) => stack.close()));
  lines.length = 0;
  problem = Promise.withResolvers();
});

describe('a trigger of the template', () => {
  it('has its function run at the start, without the provider of CDK being one of the functions', async () => {
    const stack = await aStack((stacks) => addTrigger(stacks, 'Migrate', RUNS('Migrate')));
    expect(await linesOnceThereAre(1)).toEqual(['ran Migrate {}']);
    expect(stack.resources.functions.map(({ id }) => id)).toEqual(['Receive', 'Work', 'Migrate']);
    expect(stack.uncovered.map(({ type }) => type)).not.toContain('Custom::Trigger');
  });

  it('comes after those it depends on', async () => {
    await aStack((stacks) => {
      addTrigger(stacks, 'Fill', RUNS('Fill'), { dependsOn: ['MigrateTrigger'] });
      addTrigger(stacks, 'Migrate', RUNS('Migrate'));
    });
    expect(await linesOnceThereAre(2)).toEqual(['ran Migrate {}', 'ran Fill {}']);
  });

  it('stops the start when its function fails, naming it and its error', async () => {
    await expect(aStack((stacks) => addTrigger(stacks, 'Migrate', FAILS))).rejects.toMatchObject({
      name: 'TriggerFailed',
      message: 'migrate runs at every start and failed: TypeError: no such column',
    });
  });

  it('does not stop the start when the deployment would not wait for it', async () => {
    await aStack((stacks) => addTrigger(stacks, 'Migrate', FAILS, { type: 'Event' }));
    expect(await problem.promise).toBe('migrate runs at every start and failed: TypeError: no such column');
  });
});

describe('the order of triggers', () => {
  const aTrigger = (logicalId: string, dependsOn: string[] = [], stack = 'S'): TriggerSpec => ({
    id: logicalId,
    logicalId,
    stack,
    path: logicalId,
    handlerArn: '',
    waits: true,
    providerArn: '',
    dependsOn: new Set(dependsOn),
  });

  it.each<[string, TriggerSpec[], string[]]>([
    ['that of the assembly', [aTrigger('B'), aTrigger('A')], ['B', 'A']],
    ['dependencies first', [aTrigger('A', ['C']), aTrigger('B'), aTrigger('C', ['B'])], ['B', 'C', 'A']],
    ['not led by another stack', [aTrigger('A', ['B']), aTrigger('B', [], 'T')], ['A', 'B']],
  ])('is %s', (_, triggers, expected) => {
    expect(inOrder(triggers).map(({ id }) => id)).toEqual(expected);
  });
});
