import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import { type Finding, look, right, wrong } from './finding.ts';

/** A secret as far as it may be spoken of: its value is passed on, never shown. */
export type SecretReading<Value> =
  | { kind: 'usable'; value: Value; remarks: string[] }
  | { kind: 'unusable'; problems: string[] };

/** Judges a secret's text by the schema the functions read it with. */
export function readSecret<Schema extends z.ZodObject>(
  text: string | undefined,
  schema: Schema,
): SecretReading<z.output<Schema>> {
  if (!text?.trim()) return { kind: 'unusable', problems: ['it holds no value yet'] };
  const json = readJson(text);
  if (json === undefined) return { kind: 'unusable', problems: ['its value is not JSON'] };
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { kind: 'unusable', problems: parsed.error.issues.map(inWords) };
  const values = Object.entries(parsed.data);
  // A key in PEM is made of lines; anything else with a break in it was copied badly.
  const spaced = values.filter(
    ([, value]) => typeof value === 'string' && /\s/.test(value) && !value.startsWith('-----BEGIN'),
  );
  if (spaced.length > 0) {
    return { kind: 'unusable', problems: spaced.map(([field]) => `${field} holds a space or a line break`) };
  }
  const unknown = Object.keys(json).filter((field) => !(field in schema.shape));
  const previous = values.filter(([field]) => field.startsWith('previous'));
  return {
    kind: 'usable',
    value: parsed.data,
    remarks: [
      ...(unknown.length > 0 ? [`has ${unknown.length} fields nobody reads; a misspelt name?`] : []),
      ...previous.map(
        ([field]) => `still accepts what is signed with ${field}; take it out once the new one is in use`,
      ),
    ],
  };
}

function inWords({ code, path, message }: z.core.$ZodIssue): string {
  const field = path.join('.');
  if (field === '') return 'its value is not a JSON object';
  return code === 'invalid_type' ? `${field} is missing or not a text` : `${field}: ${message}`;
}

function readJson(text: string): object | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return undefined;
  }
}

export async function fetchSecret<Schema extends z.ZodObject>(
  client: Pick<SecretsManagerClient, 'send'>,
  arn: string,
  schema: Schema,
): Promise<SecretReading<z.output<Schema>>> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return readSecret(SecretString, schema);
  } catch (problem) {
    // Also what Secrets Manager answers for a secret that was created and never filled.
    if ((problem as Error).name === 'ResourceNotFoundException') return readSecret(undefined, schema);
    throw problem;
  }
}

/** What a secret's state means for one vendor's channel. */
export function judgeSecret(
  reading: SecretReading<unknown>,
  { vendor, arn, fields, local }: { vendor: string; arn: string; fields: string; local: boolean },
): Finding[] {
  if (reading.kind === 'unusable') {
    const fill = `put the JSON ${fields} into it: aws secretsmanager put-secret-value --secret-id ${arn} --secret-string file://…`;
    return [
      wrong(`The ${vendor} secret cannot be used: ${reading.problems.join(', ')}`, {
        means: `nothing of ${vendor} works: what people write is refused and nothing can be sent; the other checks of it were left out`,
        todo: local ? 'npm start -- --fresh puts the local values back' : fill,
      }),
    ];
  }
  return [
    right(`The ${vendor} secret is filled in`),
    ...reading.remarks.map((words) => look(`The ${vendor} secret ${words}`)),
  ];
}
