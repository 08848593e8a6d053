import { join, resolve } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type StageConfig, stageConfig } from '../lib/config.ts';
import { findRunning, type Running } from '../local/running.ts';
import { settingsFrom } from '../local/simulators/whatsapp/settings.ts';
import type { AdminClientConfig } from '../local/stack.ts';
import { readDeployedStage } from './deployed-stage.ts';
import { readOutputs, type StackOutputs } from './outputs.ts';
import { PlainProblem, UsageProblem } from './run-script.ts';

/** Where a script works: the product running on this machine, or a deployed stage. */
export type Environment = {
  stage: StageConfig['name'];
  /** For people: "the local product (http://127.0.0.1:4000)". */
  inWords: string;
  outputs: StackOutputs;
  /** Give it to any AWS SDK v3 client. */
  aws: AdminClientConfig | { region: string };
  whatsApp: { baseUrl: string; graphVersion: string; phoneNumberId: string; businessAccountId?: string };
  line: { baseUrl: string };
  google: StageConfig['google'];
  sync: Pick<StageConfig['sync'], 'everyMinutes' | 'retryMinutes'>;
  monitoring: Pick<StageConfig['monitoring'], 'intervalSeconds'>;
  /** Pseudonyms made with it are the ones in this environment's logs. */
  logSalt: string;
};

/** The option every script has. */
export const stageOption = { stage: { type: 'string' } } as const;
export const stageUsage = '[--stage Dev|Prod]';

/** The stage asked for; without one, what runs on this machine. */
export async function findEnvironment(
  stageName: string | undefined,
  stateDirectory = stateDirectoryOf(process.env),
): Promise<Environment> {
  const stage = stageNamed(stageName ?? 'Local');
  if (stage.name !== 'Local') return deployed(stage);
  const running = findRunning(stateDirectory);
  if (running) return local(stage, running);
  throw new PlainProblem('the product does not run here; start it with npm start, or name a stage: --stage Dev');
}

export const stateDirectoryOf = (environment: Record<string, string | undefined>): string =>
  resolve(environment.BMA_STATE_DIR ?? join(import.meta.dirname, '..', '.local'));

function stageNamed(name: string): StageConfig {
  try {
    return stageConfig(name);
  } catch (problem) {
    throw new UsageProblem((problem as Error).message);
  }
}

function local(stage: StageConfig, { admin, addresses, apiUrl, outputs }: Running): Environment {
  return {
    stage: stage.name,
    inWords: `the local product (${apiUrl})`,
    outputs: readOutputs(outputs, 'the local product'),
    aws: admin,
    whatsApp: {
      ...stage.whatsApp,
      baseUrl: addresses.whatsapp ?? stage.whatsApp.baseUrl,
      businessAccountId: settingsFrom({ webhookUrl: '' }).wabaId,
    },
    line: { baseUrl: addresses.line ?? stage.line.baseUrl },
    google: atGoogle(stage.google, addresses.google),
    sync: stage.sync,
    monitoring: stage.monitoring,
    // What the local runtime answers for that part of a stack's id.
    logSalt: 'local',
  };
}

const atGoogle = (google: StageConfig['google'], url: string | undefined): StageConfig['google'] =>
  url === undefined ? google : { ...google, sheetsUrl: `${url}/`, gmailUrl: `${url}/`, tokenUrl: `${url}/token` };

async function deployed(stage: StageConfig): Promise<Environment> {
  const client = new CloudFormationClient({ region: stage.region });
  try {
    const { outputs, logSalt } = await readDeployedStage(client, stage);
    return {
      stage: stage.name,
      inWords: `stage ${stage.name} in ${stage.region}`,
      outputs: readOutputs(outputs, `stage ${stage.name}`),
      aws: { region: stage.region },
      whatsApp: stage.whatsApp,
      line: stage.line,
      google: stage.google,
      sync: stage.sync,
      monitoring: stage.monitoring,
      logSalt,
    };
  } finally {
    client.destroy();
  }
}
