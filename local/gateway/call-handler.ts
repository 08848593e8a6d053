import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SecretSpec } from '../assembly/kinds/secret.ts';
import { ADMIN_ACCESS_KEY } from '../engines/aws-json.ts';
import type { DataApi } from '../engines/data-api/data-api.ts';
import type { EngineAnswer, QueuesAndObjects } from '../engines/queues-and-objects.ts';
import type { SecretsEngine } from '../engines/secrets.ts';
import type { StateMachines } from '../engines/state-machines/state-machines.ts';
import type { Topics } from '../engines/topics.ts';
import { type AwsCall, readCall } from './aws-call.ts';
import { credentialOf } from './caller.ts';
import type { Forwarder } from './forward.ts';
import type { Need } from './permissions/policy.ts';
import type { Role } from './permissions/roles.ts';
import { listingNeed } from './permissions/s3.ts';
import {
  accessDenied,
  engineUnreachable,
  failed,
  notCovered,
  type Refusal,
  type Service,
  throttled,
  unknownCaller,
} from './refusals.ts';
import { createStreamReferences } from './stream-references.ts';

/** What a call looks like to a test; `action` and `resource` are the first of the permissions it needs. */
export type ObservedCall = Need & { functionId: string; service: Service; operation: string };
export type Fault = 'throttle' | 'error' | 'drop-response' | undefined;
export type CallOutcome = ObservedCall & { status: number; milliseconds: number };

export type GatewayOptions = {
  /** Asked before each permitted call; what it answers happens instead. `drop-response` does the work unheard. */
  fault?(call: ObservedCall): Fault;
  onCall?(call: CallOutcome): void;
  onProblem(message: string): void;
};

/** What the gateway stands in front of; known only after it has a port, since queue addresses contain it. */
export type GatewayTargets = {
  dynamodb: string;
  queuesAndObjects: Pick<QueuesAndObjects, 'endpoint' | 'callSqs'>;
  secrets: SecretsEngine;
  secretSpecs: SecretSpec[];
  stateMachines?: Pick<StateMachines, 'handle' | 'machineOfToken'>;
  topics?: Pick<Topics, 'handle'>;
  dataApi?: Pick<DataApi, 'handle'>;
  /** The template's stream ARN by the engine's. */
  streams: ReadonlyMap<string, string>;
  /** Role by the id of the function or state machine, which is the access key id it signs with. */
  roles: ReadonlyMap<string, Role>;
};

/** Finds the caller, checks its role, plays a fault if asked to, and passes the call on to its engine. */
export function createCallHandler(targets: GatewayTargets, options: GatewayOptions, { forward }: Forwarder) {
  const endpoints = { dynamodb: new URL(targets.dynamodb), other: new URL(targets.queuesAndObjects.endpoint) };
  const references = createStreamReferences(targets.streams);
  const machineOf = (token: string) => targets.stateMachines?.machineOfToken(token);
  const known = { secrets: targets.secretSpecs, streamOf: references.streamOf, machineOf };

  /** Answers the call and gives the status. */
  const answer = async (
    call: AwsCall,
    role: Role | undefined,
    fault: Fault,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const denied = role && refusalOf(call, role);
    if (denied) return send(response, denied, request);
    if (fault === 'throttle') return send(response, throttled(call.service, call.operation, itemsOf(call)), request);
    if (fault === 'error') return send(response, failed(call.service), request);
    if (call.service === 'secretsmanager') {
      const { status, body } = targets.secrets.handle(call.operation, call.json);
      if (fault === 'drop-response') return response.destroy().statusCode;
      return send(
        response,
        { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) },
        request,
      );
    }
    if (call.service === 'sqs') {
      const answered = await targets.queuesAndObjects.callSqs(sqsHeaders(request), call.body ?? '');
      if (fault === 'drop-response') return response.destroy().statusCode;
      return send(response, answered, request);
    }
    if (call.service === 'states' && targets.stateMachines) {
      const { status, body } = targets.stateMachines.handle(call.operation, call.json);
      if (fault === 'drop-response') return response.destroy().statusCode;
      const headers = { 'content-type': 'application/x-amz-json-1.0' };
      return send(response, { status, headers, body: JSON.stringify(body) }, request);
    }
    if (call.service === 'sns' && targets.topics) {
      const answered = await targets.topics.handle(call.json as Record<string, string>);
      if (fault === 'drop-response') return response.destroy().statusCode;
      return send(response, answered, request);
    }
    if (call.service === 'rds-data') {
      if (!targets.dataApi) return send(response, notCovered(call.service, call.operation), request);
      const answered = await targets.dataApi.handle(call.operation, call.body ?? Buffer.of());
      if (fault === 'drop-response' || answered === 'lost') return response.destroy().statusCode;
      return send(response, answered, request);
    }
    const iteratorFrom = call.json.StreamArn ?? call.json.ShardIterator;
    return forward(request, response, {
      endpoint: call.service === 'dynamodb' ? endpoints.dynamodb : endpoints.other,
      dropAnswer: fault === 'drop-response',
      ...(call.body && { body: call.body }),
      ...(typeof iteratorFrom === 'string' && { onAnswer: (body) => references.learn(iteratorFrom, body) }),
      ...(call.service === 's3' && role && { instead: (status) => hiddenAbsence(status, request, role) }),
    });
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedAt = performance.now();
    const credential = credentialOf(request);
    const call = credential && (await readCall(request, credential, known));
    if (!credential || !call) {
      const service = credential?.service ?? 'an unsigned request';
      options.onProblem(`no engine for ${service}: ${request.headers['x-amz-target'] ?? request.url}`);
      send(response, notCovered(service, String(request.headers['x-amz-target'] ?? '')), request);
      return;
    }
    const isAdmin = credential.accessKeyId === ADMIN_ACCESS_KEY;
    const role = isAdmin ? undefined : targets.roles.get(credential.accessKeyId);
    if (!isAdmin && !role) {
      send(response, unknownCaller(call.service), request);
      return;
    }
    const { action = '', resource = '*' } = call.needs[0] ?? {};
    const { service, operation } = call;
    const observed: ObservedCall = { functionId: credential.accessKeyId, service, operation, action, resource };
    const fault = isAdmin ? undefined : options.fault?.(observed);
    const status = await answer(call, role, fault, request, response).catch((problem: Error) => {
      if (response.destroyed || response.headersSent) return 499;
      return send(response, engineUnreachable(service, problem.message), request);
    });
    options.onCall?.({ ...observed, status, milliseconds: performance.now() - startedAt });
  };
}

function refusalOf(call: AwsCall, role: Role): Refusal | undefined {
  for (const need of call.needs) {
    const verdict = role.may(need);
    if (!verdict.allowed) return accessDenied(call.service, denialOf(need, role, verdict.reason));
  }
  return undefined;
}

function denialOf({ action, resource }: Need, role: Role, reason: 'explicit-deny' | 'no-allow'): string {
  const why =
    reason === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return `User: ${role.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}

function hiddenAbsence(status: number, request: IncomingMessage, role: Role): Refusal | undefined {
  if (status !== 404 || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
  const need = listingNeed(new URL(request.url ?? '/', 'http://local').pathname);
  const verdict = role.may(need);
  return verdict.allowed ? undefined : accessDenied('s3', denialOf(need, role, verdict.reason));
}

function sqsHeaders({ headers }: IncomingMessage): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': String(headers['x-amz-target']),
    authorization: String(headers.authorization),
  };
}

function itemsOf({ json }: AwsCall): number {
  return Array.isArray(json.TransactItems) ? json.TransactItems.length : 1;
}

function send(
  response: ServerResponse,
  { status, headers, body }: Refusal | EngineAnswer,
  request: IncomingMessage,
): number {
  // An unread body would hold the connection, and the client would see a reset instead of the answer.
  request.resume();
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': crypto.randomUUID(),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return status;
}
