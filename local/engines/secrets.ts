import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { SecretSpec } from '../assembly/kinds/secret.ts';
import { StateProblem } from '../state-problem.ts';
import { generateSecret } from './generated-secret.ts';

type Version = { id: string; stages: string[]; value: string; createdAt: number };
type Kept = Record<string /* arn */, Version[]>;
export type SecretsAnswer = { status: number; body: object };

/** Secrets Manager: three operations, versions with their stages, values kept in a file. */
export type SecretsEngine = {
  handle(operation: string, body: Record<string, unknown>): SecretsAnswer;
  /** The value of a secret by its ARN or name. */
  currentValue(secretId: string): string | undefined;
  /** Puts fields into the JSON of a secret's current value. */
  amend(secretId: string, fields: Record<string, unknown>): void;
};

export type SecretsOptions = {
  secrets: SecretSpec[];
  /** First value by a part of the secret's CDK path; an object is stored as JSON. */
  seeds: Record<string, unknown>;
  /** @default in memory */
  file?: string;
};

export function startSecrets({ secrets, seeds, file }: SecretsOptions): SecretsEngine {
  const kept = file === undefined ? {} : read(file);
  const save = () => {
    if (file === undefined) return;
    writeFileSync(`${file}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const find = (secretId: unknown) => {
    const id = String(secretId);
    return secrets.find(({ arn, name }) => id === arn || id === name || id === arn.slice(0, -7));
  };
  const put = ({ arn }: SecretSpec, value: string, id: string) => {
    kept[arn] ??= [];
    const versions = kept[arn];
    const same = versions.find((version) => version.id === id);
    if (same) return same;
    for (const version of versions) {
      if (version.stages.includes('AWSCURRENT')) version.stages = ['AWSPREVIOUS'];
      else version.stages = version.stages.filter((stage) => stage !== 'AWSPREVIOUS');
    }
    const created: Version = { id, stages: ['AWSCURRENT'], value, createdAt: Date.now() / 1000 };
    versions.push(created);
    save();
    return created;
  };

  for (const secret of secrets) {
    if (kept[secret.arn]) continue;
    const first = firstValue(secret, seeds);
    if (first !== undefined) put(secret, first, randomUUID());
  }

  const operations: Record<string, (secret: SecretSpec, body: Record<string, unknown>) => SecretsAnswer> = {
    GetSecretValue(secret, { VersionId, VersionStage = VersionId === undefined ? 'AWSCURRENT' : undefined }) {
      const version = (kept[secret.arn] ?? []).find(
        ({ id, stages }) =>
          (VersionId === undefined || id === VersionId) &&
          (VersionStage === undefined || stages.includes(String(VersionStage))),
      );
      if (!version)
        return missing(`Secrets Manager can't find the specified secret value for staging label: ${VersionStage}`);
      return ok({
        ARN: secret.arn,
        Name: secret.name,
        VersionId: version.id,
        SecretString: version.value,
        VersionStages: version.stages,
        CreatedDate: version.createdAt,
      });
    },
    PutSecretValue(secret, { SecretString, ClientRequestToken = randomUUID() }) {
      const version = put(secret, String(SecretString), String(ClientRequestToken));
      return ok({ ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages });
    },
    DescribeSecret(secret) {
      const stages = (kept[secret.arn] ?? []).map((version) => [version.id, version.stages]);
      return ok({ ARN: secret.arn, Name: secret.name, VersionIdsToStages: Object.fromEntries(stages) });
    },
  };

  const current = (secretId: string) =>
    kept[find(secretId)?.arn ?? '']?.find(({ stages }) => stages.includes('AWSCURRENT'));

  return {
    currentValue: (secretId) => current(secretId)?.value,
    amend(secretId, fields) {
      const version = current(secretId);
      if (!version) return;
      version.value = JSON.stringify({ ...JSON.parse(version.value), ...fields });
      save();
    },
    handle(operation, body) {
      const run = operations[operation];
      if (!run) return refuse('InvalidRequestException', `${operation} is not covered by the local Secrets Manager`);
      const secret = find(body.SecretId);
      return secret ? run(secret, body) : missing("Secrets Manager can't find the specified secret.");
    },
  };
}

function firstValue({ path, value, generation }: SecretSpec, seeds: Record<string, unknown>): string | undefined {
  const seed = Object.entries(seeds).find(([part]) => path.toLowerCase().includes(part.toLowerCase()))?.[1];
  if (seed !== undefined) return typeof seed === 'string' ? seed : JSON.stringify(seed);
  return generation ? generateSecret(generation) : value;
}

function ok(body: object): SecretsAnswer {
  return { status: 200, body };
}

function missing(message: string): SecretsAnswer {
  return refuse('ResourceNotFoundException', message);
}

function refuse(type: string, message: string): SecretsAnswer {
  return { status: 400, body: { __type: type, Message: message, message } };
}

function read(file: string): Kept {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new StateProblem(`The secrets kept in ${file} cannot be read`, { cause });
  }
}
