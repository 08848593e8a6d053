import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import type { Clock } from './clock.ts';
import { Failure } from './failure.ts';

/**
 * A secret's JSON value, kept for five minutes, and longer while the store is away: refusing everybody would not mend
 * it. `fresh` asks the store once more, for a credential just refused.
 */
export type Secret<Value> = (options?: { fresh?: boolean }) => Promise<Value>;

const keepMilliseconds = 5 * 60_000;
const refetchFloorMilliseconds = 10_000;

export function secretIn<Schema extends z.ZodType>(
  client: SecretsManagerClient,
  arn: string,
  schema: Schema,
  clock: Clock,
): Secret<z.output<Schema>> {
  let kept: { value: z.output<Schema>; at: number } | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async ({ fresh = false } = {}) => {
    const now = clock().getTime();
    // A burst of refused signatures must not become a burst of billed reads, hence the floor.
    const asked = now - askedAt < refetchFloorMilliseconds;
    if (kept && (asked || (!fresh && now - kept.at < keepMilliseconds))) return kept.value;
    askedAt = now;
    try {
      kept = { value: parse(await read(client, arn), schema, arn), at: now };
    } catch (error) {
      if (!kept || error instanceof Failure) throw error;
    }
    return kept.value;
  };
}

async function read(client: SecretsManagerClient, arn: string): Promise<string> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString ?? '';
  } catch (error) {
    // Also what the store answers for a secret that was created and never filled.
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return '';
    throw error;
  }
}

function parse<Schema extends z.ZodType>(text: string, schema: Schema, arn: string): z.output<Schema> {
  const parsed = schema.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'not JSON').join(', ');
  throw new Failure('secret-not-filled-in', `The secret has no usable value (${fields}); see README "Secrets"`, {
    retryable: false,
    details: { arn },
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
