import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import type { StageConfig } from '../lib/config.ts';
import { PlainProblem } from './run-script.ts';

/** What CloudFormation knows about a deployed stage. */
export type DeployedStage = { outputs: Record<string, string>; logSalt: string };

/** CDK names a stack after its stage and its id there (lib/stacks/bma-stage.ts). */
export const stackNames = (stage: string) => ({ data: `${stage}-Data`, service: `${stage}-Service` });

/** The outputs of both stacks of a stage; a stage that is not there, or not whole, is told in words. */
export async function readDeployedStage(
  client: Pick<CloudFormationClient, 'send'>,
  { name, region }: Pick<StageConfig, 'name' | 'region'>,
): Promise<DeployedStage> {
  const { data, service } = stackNames(name);
  const stacks = await Promise.all([data, service].map((stackName) => readStack(client, stackName)));
  const missing = [data, service].filter((_, at) => stacks[at] === undefined);
  if (missing.length > 0) {
    throw new PlainProblem(
      `stage ${name} is not deployed in ${region}: there is no stack ${missing.join(' and no stack ')} in the account ` +
        'your credentials belong to. Another account? Set AWS_PROFILE. Not deployed yet? See README, "Deploy it".',
    );
  }
  const outputs = stacks.flatMap((stack) => stack?.Outputs ?? []);
  return {
    outputs: Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
    // The functions salt their logs with the same part (lib/stacks/service-stack.ts), so pseudonyms match.
    logSalt: stacks[1]?.StackId?.split('/')[2] ?? '',
  };
}

async function readStack(client: Pick<CloudFormationClient, 'send'>, stackName: string): Promise<Stack | undefined> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    return Stacks[0];
  } catch (problem) {
    if (problem instanceof Error && problem.name === 'ValidationError' && /does not exist/.test(problem.message)) {
      return undefined;
    }
    throw problem;
  }
}
