import { readAssembly } from '../../../local/assembly/read-assembly.ts';
import { readResources } from '../../../local/assembly/read-resources.ts';
import { aSmallAssembly } from './small-assembly.ts';

const addresses = { queueUrl: (name: string) => `http://gateway/${name}`, apiUrl: () => 'http://127.0.0.1:4000' };
const read = (added: Record<string, object>) => {
  const change = ({ stateless }: { stateless: { Resources: object } }) => Object.assign(stateless.Resources, added);
  return readResources(readAssembly(aSmallAssembly(change), 'Local'), addresses).resources;
};
const aMachine = (properties: object) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { RoleArn: { 'Fn::GetAtt': ['WorkRole', 'Arn'] }, ...properties },
});
const workArn = { 'Fn::GetAtt': ['Work', 'Arn'] };
const WORK_ARN = 'arn:aws:lambda:ap-southeast-1:000000000000:function:bma-stateless-Work';

describe('reading a state machine', () => {
  it.each<[string, object]>([
    ['a text with references', { DefinitionString: { 'Fn::Join': ['', ['{"Resource":"', workArn, '"}']] } }],
    ['an object', { Definition: { Resource: workArn } }],
    [
      'a text with substitutions',
      { DefinitionString: `{"Resource":"$${'{fn}'}"}`, DefinitionSubstitutions: { fn: workArn } },
    ],
  ])('takes its definition from %s', (_, properties) => {
    const { stateMachines } = read({ Steps: aMachine(properties) });
    expect(stateMachines).toMatchObject([
      {
        id: 'Steps',
        name: 'bma-stateless-Steps',
        arn: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:bma-stateless-Steps',
        roleArn: 'arn:aws:iam::000000000000:role/bma-stateless-WorkRole',
      },
    ]);
    expect(JSON.parse(stateMachines[0]?.definitionText ?? '')).toEqual({ Resource: WORK_ARN });
  });

  it('leads its versions and aliases back to it', () => {
    const { stateMachines, stateMachineVersions, stateMachineAliases } = read({
      Steps: aMachine({ Definition: {} }),
      First: { Type: 'AWS::StepFunctions::StateMachineVersion', Properties: { StateMachineArn: { Ref: 'Steps' } } },
      Live: {
        Type: 'AWS::StepFunctions::StateMachineAlias',
        Properties: { Name: 'live', RoutingConfiguration: [{ StateMachineVersionArn: { Ref: 'First' }, Weight: 100 }] },
      },
    });
    const arn = stateMachines[0]?.arn;
    expect(stateMachineVersions).toMatchObject([{ arn: `${arn}:1`, machineArn: arn }]);
    expect(stateMachineAliases).toMatchObject([{ arn: `${arn}:live`, machineArn: arn }]);
  });

  it('refuses an express one', () => {
    expect(() => read({ Steps: aMachine({ Definition: {}, StateMachineType: 'EXPRESS' }) })).toThrow(
      /Steps is EXPRESS/,
    );
  });
});

describe('reading a topic', () => {
  it('gives its name, and of a FIFO one what SNS needs', () => {
    const { topics, subscriptions } = read({
      Notices: { Type: 'AWS::SNS::Topic' },
      InOrder: { Type: 'AWS::SNS::Topic', Properties: { FifoTopic: true } },
      ToMail: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Notices' }, Protocol: 'email', Endpoint: 'ops@example.com' },
      },
    });
    expect(topics).toMatchObject([
      { name: 'bma-stateless-Notices', attributes: {} },
      { name: 'bma-stateless-InOrder.fifo', attributes: { FifoTopic: 'true', ContentBasedDeduplication: 'false' } },
    ]);
    expect(subscriptions).toMatchObject([{ protocol: 'email', topicArn: topics[0]?.arn }]);
  });
});
