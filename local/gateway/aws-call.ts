import type { IncomingMessage } from 'node:http';
import type { SecretSpec } from '../assembly/kinds/secret.ts';
import { OPERATIONS } from '../engines/data-api/paths.ts';
import type { Credential } from './caller.ts';
import { dynamoDbNeeds, streamNeeds } from './permissions/dynamodb.ts';
import type { Need } from './permissions/policy.ts';
import { rdsDataNeeds } from './permissions/rds-data.ts';
import { s3Needs } from './permissions/s3.ts';
import { secretNeeds } from './permissions/secrets.ts';
import { snsNeeds } from './permissions/sns.ts';
import { sqsNeeds } from './permissions/sqs.ts';
import { statesNeeds } from './permissions/states.ts';
import type { Service } from './refusals.ts';

/** An AWS request as far as the gateway understands it. */
export type AwsCall = {
  service: Service;
  /** As the API names it, such as `TransactWriteItems`; for S3 the method and path. */
  operation: string;
  needs: Need[];
  /** The parsed JSON of a JSON service. */
  json: Record<string, unknown>;
  /** The bytes read for it; S3 bodies are streamed instead. */
  body?: Buffer;
};

export type Knowledge = {
  secrets: SecretSpec[];
  streamOf(reference: string): string | undefined;
  /** ARN of the state machine whose task a token is for. */
  machineOf(token: string): string | undefined;
};

/** Reads who is asked for what; undefined when no engine covers the service. */
export async function readCall(
  request: IncomingMessage,
  credential: Credential,
  known: Knowledge,
): Promise<AwsCall | undefined> {
  if (credential.service === 's3') return s3Call(request);
  if (credential.service === 'sns') return snsCall(request);
  if (credential.service === 'rds-data') return rdsDataCall(request, known);
  const [api, operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const needsOf = JSON_APIS[api ?? ''];
  if (!needsOf) return undefined;
  const body = await bytesOf(request);
  const json = parse(body);
  return { ...needsOf(operation, json, known), operation, json, body };
}

const JSON_APIS: Record<
  string,
  (operation: string, json: Record<string, unknown>, known: Knowledge) => Pick<AwsCall, 'service' | 'needs'>
> = {
  DynamoDB_20120810: (operation, json) => ({ service: 'dynamodb', needs: dynamoDbNeeds(operation, json) }),
  DynamoDBStreams_20120810: (operation, json, { streamOf }) => ({
    service: 'dynamodb',
    needs: streamNeeds(operation, json, streamOf),
  }),
  AmazonSQS: (operation, json) => ({ service: 'sqs', needs: sqsNeeds(operation, json) }),
  secretsmanager: (operation, json, { secrets }) => ({
    service: 'secretsmanager',
    needs: secretNeeds(operation, json, secrets),
  }),
  AWSStepFunctions: (operation, json, { machineOf }) => ({
    service: 'states',
    needs: statesNeeds(operation, json, machineOf),
  }),
};

async function rdsDataCall(request: IncomingMessage, { secrets }: Knowledge): Promise<AwsCall> {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const operation = OPERATIONS[pathname] ?? pathname.slice(1);
  const body = await bytesOf(request);
  const json = parse(body);
  return { service: 'rds-data', operation, needs: rdsDataNeeds(operation, json, secrets), json, body };
}

function s3Call(request: IncomingMessage): AwsCall {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  const method = request.method ?? 'GET';
  const copySource = request.headers['x-amz-copy-source'];
  const needs = s3Needs({
    method,
    path: pathname,
    query: searchParams,
    ...(typeof copySource === 'string' && { copySource }),
  });
  return { service: 's3', operation: `${method} ${pathname}`, needs, json: {} };
}

async function snsCall(request: IncomingMessage): Promise<AwsCall> {
  const body = await bytesOf(request);
  const form = Object.fromEntries(new URLSearchParams(body.toString()));
  const operation = form.Action ?? '';
  return { service: 'sns', operation, needs: snsNeeds(operation, form), json: form, body };
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString());
  } catch {
    // The engine words the refusal of a body that is not JSON.
    return {};
  }
}

function bytesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
  });
}
