import { arn } from '../../assembly/place.ts';
import type { Need } from './policy.ts';

type Body = Record<string, unknown>;
type Named = { TableName?: string };

/** Each table or index a DynamoDB call touches, with the action IAM checks for it. */
export function dynamoDbNeeds(operation: string, body: Body): Need[] {
  if (operation === 'TransactWriteItems') return transactNeeds(body.TransactItems, WRITE_ACTIONS);
  if (operation === 'TransactGetItems') return transactNeeds(body.TransactItems, { Get: 'GetItem' });
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    return Object.keys(body.RequestItems ?? {}).map((table) => need(operation, tableArn(table)));
  }
  if (typeof body.TableName !== 'string') return [need(operation, '*')];
  const table = tableArn(body.TableName);
  const onIndex = (operation === 'Query' || operation === 'Scan') && typeof body.IndexName === 'string';
  return [need(operation, onIndex ? `${table}/index/${body.IndexName}` : table)];
}

/**
 * Reading a stream. GetRecords names only an iterator, so its stream is the one the iterator was given for.
 * @param streamOf the template's ARN of the stream an engine ARN or an iterator belongs to
 */
export function streamNeeds(
  operation: string,
  body: Body,
  streamOf: (reference: string) => string | undefined,
): Need[] {
  const reference = body.StreamArn ?? body.ShardIterator;
  return [need(operation, (typeof reference === 'string' ? streamOf(reference) : undefined) ?? '*')];
}

const WRITE_ACTIONS = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

function transactNeeds(items: unknown, actions: Record<string, string>): Need[] {
  const needs = new Map<string, Need>();
  for (const item of Array.isArray(items) ? items : []) {
    for (const [kind, action] of Object.entries(actions)) {
      const table = (item[kind] as Named | undefined)?.TableName;
      if (table !== undefined) needs.set(`${action} ${table}`, need(action, tableArn(table)));
    }
  }
  return [...needs.values()];
}

function tableArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arn('dynamodb', `table/${nameOrArn}`);
}

function need(action: string, resource: string): Need {
  return { action: `dynamodb:${action}`, resource };
}
