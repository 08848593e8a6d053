import { arn as arnOf } from '../../assembly/place.ts';
import { isObject, type Json, type JsonObject } from '../../assembly/template.ts';
import type { InvokeResult } from '../../functions/functions.ts';
import type { Role } from '../../gateway/permissions/roles.ts';
import { callAwsJson, EngineError } from '../aws-json.ts';
import { publishTo } from '../topic-call.ts';
import { StateFailure } from './failure.ts';
import type { Machine } from './machine.ts';
import type { Integration } from './resource-of-task.ts';
import type { TaskCall } from './task-state.ts';

/** What tasks reach: functions directly, everything else through the gateway as the machine. */
export type TaskSurroundings = {
  invoke(functionId: string, event: unknown): Promise<InvokeResult>;
  /** The id of the function behind the ARN of a function, alias or version. */
  functionAt(arn: string): string | undefined;
  gatewayUrl: string;
  roles: ReadonlyMap<string, Role>;
  onProblem(message: string): void;
};

export function taskCallsOf(machine: Machine, surroundings: TaskSurroundings): TaskCall {
  return async (integration, parameters, signal) => {
    if (integration.isFunctionArn) return invoke(integration.resource, parameters);
    const given = isObject(parameters) ? parameters : {};
    if (integration.service === 'lambda') return invoked(given);
    return throughGateway(integration, given, signal);
  };

  async function invoked({ FunctionName, Payload = {} }: JsonObject): Promise<Json> {
    const name = String(FunctionName);
    const answer = await invoke(name.startsWith('arn:') ? name : arnOf('lambda', `function:${name}`), Payload);
    return { ExecutedVersion: '$LATEST', Payload: answer, SdkHttpMetadata: { HttpStatusCode: 200 }, StatusCode: 200 };
  }

  async function invoke(arn: string, event: Json): Promise<Json> {
    const verdict = surroundings.roles.get(machine.roleArn)?.may({ action: 'lambda:InvokeFunction', resource: arn });
    if (!verdict?.allowed) {
      const cause =
        `User: ${machine.roleArn} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no ` +
        'identity-based policy allows the lambda:InvokeFunction action (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException)';
      surroundings.onProblem(`${machine.name}: ${cause}`);
      throw new StateFailure('Lambda.AWSLambdaException', cause);
    }
    const functionId = surroundings.functionAt(arn);
    if (functionId === undefined) {
      throw new StateFailure('Lambda.ResourceNotFoundException', `Function not found: ${arn} (Service: AWSLambda)`);
    }
    const result = await surroundings.invoke(functionId, event);
    if (result.ok) return (result.payload ?? null) as Json;
    const { errorType, errorMessage } = result;
    const cause = JSON.stringify({ errorMessage, errorType });
    // Lambda has no such error: an environment that is taken away in the middle is unknown to Step Functions.
    throw new StateFailure(errorType === '' || errorType === 'Runtime.Stopped' ? 'Lambda.Unknown' : errorType, cause);
  }

  async function throughGateway(integration: Integration, given: JsonObject, signal: AbortSignal): Promise<Json> {
    const { service, operation } = integration;
    const as = { accessKeyId: machine.id, signal };
    try {
      if (service === 'sns') return await publishTo(surroundings.gatewayUrl, worded(given, 'Message'), as);
      const [api, body] =
        service === 'sqs' ? ['AmazonSQS', worded(given, 'MessageBody')] : ['DynamoDB_20120810', given];
      const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
      return await callAwsJson<Json>(surroundings.gatewayUrl, `${api}.${name}`, body, as);
    } catch (problem) {
      signal.throwIfAborted();
      throw failureOf(integration, problem);
    }
  }

  function failureOf({ service, bySdk }: Integration, problem: unknown): StateFailure {
    const prefix = bySdk ? SDK_NAMES[service] : NAMES[service];
    const message = problem instanceof Error ? problem.message : String(problem);
    if (!(problem instanceof EngineError)) return new StateFailure(`${prefix}.SdkClientException`, message);
    if (/^(AccessDenied|AuthorizationError)/.test(problem.code)) {
      surroundings.onProblem(`${machine.name}: ${message}`);
      return new StateFailure(`${prefix}.${bySdk ? `${prefix}Exception` : `Amazon${prefix}Exception`}`, message);
    }
    return new StateFailure(`${prefix}.${problem.code.replace(/(Exception)?$/, 'Exception')}`, message);
  }
}

const NAMES: Record<string, string> = { sqs: 'SQS', sns: 'SNS', dynamodb: 'DynamoDB' };
const SDK_NAMES: Record<string, string> = { dynamodb: 'DynamoDb' };

/** A message may be written as an object, and is sent as its JSON. */
function worded(given: JsonObject, name: string): JsonObject {
  const message = given[name];
  return { ...given, [name]: typeof message === 'string' ? message : JSON.stringify(message ?? null) };
}
