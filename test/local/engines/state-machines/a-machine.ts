import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../../../local/stack.ts';
import { aSmallAssembly, type Stacks } from '../../assembly/small-assembly.ts';
import { until } from './a-clock.ts';

const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

export type MachineParts = {
  /** Handler bodies by function name; `event` is in scope, `calls` counts within a warm environment. */
  functions?: Record<string, string>;
  /** A definition in which `@Name` stands for the ARN of a function, queue or topic, `@Name.url` for a queue's address. */
  definition: object;
  /** What the machine's role may do besides invoking every function. */
  statements?: object[];
  mayInvoke?: boolean;
  /** Changes the assembly further. */
  change?: (stacks: Stacks) => void;
};

export const ARN = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:Steps';

/** The small assembly with a state machine called Steps, and a topic. */
export function assemblyWith({ functions = {}, definition, statements = [], mayInvoke = true, change }: MachineParts) {
  return aSmallAssembly((stacks) => {
    const resources = stacks.stateless.Resources as Record<string, object>;
    for (const [name, body] of Object.entries(functions)) {
      const { Properties, ...rest } = stacks.stateless.Resources.Work;
      const code = `let calls = 0;\nexports.handler = async (event) => { calls += 1; ${body} };`;
      resources[name] = { ...rest, Properties: { ...Properties, Code: { ZipFile: code } }, Metadata: {} };
    }
    resources.Notices = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'notices' } };
    const invoke = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' };
    resources.StepsRole = {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [...(mayInvoke ? [invoke] : []), ...statements] } }],
      },
    };
    resources.Steps = {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'Steps',
        RoleArn: attribute('StepsRole', 'Arn'),
        DefinitionString: { 'Fn::Join': ['', partsOf(JSON.stringify(definition))] },
      },
    };
    change?.(stacks);
  });
}

/** As CDK writes a definition: text with references in between. */
function partsOf(text: string): unknown[] {
  return text.split(/(@[A-Za-z]+(?:\.url)?)/).map((part) => {
    if (!part.startsWith('@')) return part;
    const [id = '', url] = part.slice(1).split('.');
    if (id === 'Notices' || url) return { Ref: id };
    return attribute(id, 'Arn');
  });
}

export type RunningMachine = {
  stack: LocalStack;
  client: SFNClient;
  problems: string[];
  start(input?: unknown, name?: string): Promise<string>;
  look(executionArn: string): Promise<DescribeExecutionCommandOutput>;
  /** Once it is over, with its output read. */
  ended(executionArn: string): Promise<{ status?: string; output?: unknown; error?: string; cause?: string }>;
  events(executionArn: string): Promise<string[]>;
};

const open: (() => Promise<unknown>)[] = [];

/** Starts the assembly; everything is closed by `closeMachines`. */
export async function runMachine(
  parts: MachineParts | { assembly: string },
  options: Partial<LocalStackOptions> = {},
): Promise<RunningMachine> {
  const problems: string[] = [];
  const stack = await startLocalStack({
    assemblyDirectory: 'assembly' in parts ? parts.assembly : assemblyWith(parts),
    stage: 'Local',
    eventSources: false,
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  const client = new SFNClient({ ...stack.admin, maxAttempts: 1 });
  open.push(async () => {
    client.destroy();
    await stack.close();
  });
  const look = (executionArn: string) => client.send(new DescribeExecutionCommand({ executionArn }));
  return {
    stack,
    client,
    problems,
    look,
    async start(input = {}, name) {
      const started = await client.send(
        new StartExecutionCommand({ stateMachineArn: ARN, input: JSON.stringify(input), ...(name && { name }) }),
      );
      return started.executionArn ?? '';
    },
    async ended(executionArn) {
      const { status, output, error, cause } = await until(
        () => look(executionArn),
        (seen) => seen.status !== 'RUNNING',
      );
      return {
        ...(status && { status }),
        ...(output !== undefined && { output: JSON.parse(output) }),
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      };
    },
    async events(executionArn) {
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      return events.map(({ type }) => String(type));
    },
  };
}

export async function closeMachines(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}
