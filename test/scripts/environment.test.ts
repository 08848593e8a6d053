import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDeployedStage, stackNames } from '../../scripts/deployed-stage.ts';
import { findEnvironment } from '../../scripts/environment.ts';
import { counted, duration } from '../../scripts/in-words.ts';
import { queuePairs, readOutputs } from '../../scripts/outputs.ts';
import { PlainProblem, UsageProblem } from '../../scripts/run-script.ts';
import { synthesised } from '../lib/synthesised.ts';

const { stage, data, service } = synthesised('Dev');
const outputNames = [data, service].flatMap((template) => Object.keys(template.findOutputs('*')));
const outputs = Object.fromEntries(outputNames.map((name) => [name, `https://example.com/${name}`]));

describe('the stacks of a stage', () => {
  it('are called what the scripts look for', () =>
    expect(stackNames('Dev')).toEqual({ data: stage.data.stackName, service: stage.service.stackName }));

  it('tell everything the scripts need', () => {
    const read = readOutputs(outputs, 'Dev');
    expect(queuePairs(read)[0]).toEqual({
      name: 'Inbox',
      queueUrl: 'https://example.com/InboxQueueUrl',
      deadLettersUrl: 'https://example.com/InboxDeadLettersUrl',
    });
  });

  it('of an older version are told to be deployed again', () => {
    const { LineWebhookUrl: _, ...older } = outputs;
    expect(() => readOutputs(older, 'stage Dev')).toThrow(/stage Dev does not say its LineWebhookUrl; .* deploy/);
  });
});

type Stacks = Record<string, { StackId: string; Outputs: { OutputKey: string; OutputValue: string }[] }>;
const cloudFormation = (stacks: Stacks) => ({
  send: async ({ input }: { input: { StackName: string } }) => {
    const found = stacks[input.StackName];
    if (found) return { Stacks: [found] };
    const message = `Stack with id ${input.StackName} does not exist`;
    throw Object.assign(new Error(message), { name: 'ValidationError' });
  },
});
const client = (stacks: Stacks) => cloudFormation(stacks) as unknown as Parameters<typeof readDeployedStage>[0];
const dev = { name: 'Dev', region: 'ap-southeast-1' } as const;
const stack = (name: string) => ({
  StackId: `arn:aws:cloudformation:ap-southeast-1:1:stack/${name}/guid-of-${name}`,
  Outputs: [{ OutputKey: `Of${name}`, OutputValue: 'x' }],
});

describe('a deployed stage', () => {
  it('is read from both stacks, with the salt its logs use', async () => {
    const read = await readDeployedStage(client({ 'Dev-Data': stack('D'), 'Dev-Service': stack('S') }), dev);
    expect(read).toEqual({ outputs: { OfD: 'x', OfS: 'x' }, logSalt: 'guid-of-S' });
  });

  it.each<[string, Stacks, RegExp]>([
    ['not there', {}, /no stack Dev-Data and no stack Dev-Service .*AWS_PROFILE/],
    ['half there', { 'Dev-Data': stack('D') }, /no stack Dev-Service in the account/],
  ])('that is %s is told in words', async (_, stacks, words) => {
    const reading = readDeployedStage(client(stacks), dev);
    await expect(reading).rejects.toThrow(PlainProblem);
    await expect(reading).rejects.toThrow(words);
  });
});

describe('without a stage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'));

  it('what runs here is meant, and its absence is told', () =>
    expect(findEnvironment(undefined, folder)).rejects.toThrow(
      /start it with npm start, or name a stage: --stage Dev/,
    ));

  it('addresses are those of the running start', async () => {
    const addresses = { whatsapp: 'http://127.0.0.1:5022', line: 'http://127.0.0.1:5023' };
    const admin = { endpoint: 'http://127.0.0.1:5000', region: 'r', forcePathStyle: true };
    const running = { pid: process.pid, apiUrl: 'http://127.0.0.1:5001', admin, outputs, addresses };
    writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
    expect(await findEnvironment(undefined, folder)).toMatchObject({
      stage: 'Local',
      inWords: 'the local product (http://127.0.0.1:5001)',
      aws: admin,
      whatsApp: { baseUrl: addresses.whatsapp, phoneNumberId: '106540352242922' },
      line: { baseUrl: addresses.line },
    });
  });
});

it('an unknown stage is a usage problem', () => expect(findEnvironment('Test', '')).rejects.toThrow(UsageProblem));

it.each([
  [0, '0 seconds'],
  [61_000, '1 minute'],
  [7_200_000, '2 hours'],
  [-5, '0 seconds'],
  [86_400_000 * 3.9, '3 days'],
])('%i ms are %s', (milliseconds, words) => expect(duration(milliseconds)).toBe(words));

it('counts in words', () =>
  expect([counted(1, 'venue'), counted(2_000, 'venue')]).toEqual(['1 venue', '2,000 venues']));
