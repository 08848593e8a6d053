import { readAssembly } from '../../../local/assembly/read-assembly.ts';
import { readResources } from '../../../local/assembly/read-resources.ts';
import { aSmallAssembly, type Stacks } from './small-assembly.ts';

const addresses = { queueUrl: (name: string) => `http://gateway/${name}`, apiUrl: () => 'http://127.0.0.1:4000' };
const read = (change?: (stacks: Stacks) => void) =>
  readResources(readAssembly(aSmallAssembly(change), 'Local'), addresses);

describe('reading the resources of an assembly', () => {
  const { resources, outputs, uncovered } = read();

  it('gives every function its code, its role and variables with other stacks resolved', () => {
    const receive = resources.functions.find(({ name }) => name === 'receive');
    expect(receive).toMatchObject({
      id: 'Receive',
      functionName: 'bma-stateless-Receive',
      code: { directory: expect.stringMatching(/asset\.Receive$/) },
      timeoutSeconds: 10,
      environment: { NOTES_TABLE: 'bma-stateful-Notes1A', JOBS_URL: 'http://gateway/bma-stateless-Jobs' },
      roleArn: 'arn:aws:iam::000000000000:role/bma-stateless-ReceiveRole',
    });
  });

  it('reads a queue with what SQS needs to create it', () => {
    expect(resources.queues.find(({ id }) => id === 'Jobs')?.attributes).toEqual({
      VisibilityTimeout: '60',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: 'arn:aws:sqs:ap-southeast-1:000000000000:bma-stateless-JobsDead',
        maxReceiveCount: 3,
      }),
    });
    expect(resources.queues.find(({ fifo }) => fifo)?.name).toBe('bma-stateless-Ordered.fifo');
  });

  it('leads an alias back to its function, and a route to the alias', () => {
    const functionArn = resources.functions.find(({ id }) => id === 'Receive')?.arn;
    expect(resources.aliases).toMatchObject([{ arn: `${functionArn}:live`, functionArn }]);
    expect(resources.integrations).toMatchObject([{ functionArn: `${functionArn}:live` }]);
    expect(resources.routes).toMatchObject([
      { routeKey: 'POST /notes', integrationId: resources.integrations[0]?.integrationId },
    ]);
  });

  it('reads an event source mapping', () => {
    expect(resources.eventSourceMappings).toMatchObject([
      { batchSize: 10, reportsItemFailures: true, maximumConcurrency: 5, enabled: true },
    ]);
  });

  it('replaces the address AWS would give an API', () => {
    expect(outputs.find(({ name }) => name === 'ApiUrl')?.value).toBe('http://127.0.0.1:4000/');
  });

  it('lists what it does not bring up, apart from what has no meaning on a laptop', () => {
    expect(uncovered).toEqual([
      { type: 'AWS::ElastiCache::ReplicationGroup', count: 1, locally: 'not-covered' },
      { type: 'AWS::Logs::LogGroup', count: 1, locally: 'nothing' },
    ]);
  });

  it('leaves out a resource whose condition is false', () => {
    const without = read(({ stateless }) => {
      Object.assign(stateless, { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } });
      Object.assign(stateless.Resources.Ordered, { Condition: 'Never' });
    });
    expect(without.resources.queues.map(({ id }) => id)).toEqual(['Jobs', 'JobsDead']);
  });

  it('names the stack and the missing export when an import leads nowhere', () => {
    const broken = ({ stateful }: Stacks) => {
      stateful.Outputs.ExportNotes.Export.Name = 'Other';
    };
    expect(() => read(broken)).toThrow(/bma-stateless imports State:Notes/);
  });

  it('says which stages there are when another is asked for', () => {
    expect(() => readAssembly(aSmallAssembly(), 'Prod')).toThrow(/no stage "Prod"; it has Local/);
  });
});
